using Lucene.Net.Index;
using Lucene.Net.Util;

namespace EnablementHub.Features.Search.Engine.Lucene;

/// <summary>Reads the records of one segment: cards lie beside the documents, texts and the rare card that is too large are stored with them.</summary>
internal sealed class Cards(AtomicReader reader)
{
    private readonly BinaryDocValues? _cards = reader.GetBinaryDocValues(IndexFields.Card);
    private readonly BytesRef _bytes = new();

    /// <summary>Valid until the next call.</summary>
    public ReadOnlySpan<byte> Read(int document)
    {
        _cards?.Get(document, _bytes);
        return _bytes.Length > 0 ? _bytes.Bytes.AsSpan(_bytes.Offset, _bytes.Length) : ReadStored(reader, document, IndexFields.LargeCard);
    }

    public static byte[] ReadStored(IndexReader reader, int document, string field)
    {
        var visitor = new OneField(field);
        reader.Document(document, visitor);
        return visitor.Value ?? throw new CorruptIndexException($"document {document} has no {field}");
    }

    private sealed class OneField(string field) : StoredFieldVisitor
    {
        public byte[]? Value { get; private set; }

        public override Status NeedsField(FieldInfo fieldInfo) => Value is not null ? Status.STOP : fieldInfo.Name == field ? Status.YES : Status.NO;

        public override void BinaryField(FieldInfo fieldInfo, byte[] value) => Value = value;
    }
}
