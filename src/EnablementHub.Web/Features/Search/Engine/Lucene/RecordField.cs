using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace EnablementHub.Features.Search.Engine.Lucene;

/// <summary>
/// A record of each item. It lies beside the documents, from where it is read twenty times as fast as what is stored with them, unless it is larger than
/// the index takes there.
/// </summary>
internal sealed class RecordField(string name)
{
    private const int Largest = 32_000;

    private readonly BinaryDocValuesField _beside = new(name, new BytesRef());
    private readonly StoredField _stored = new(name, new BytesRef());

    public void AddTo(List<IIndexableField> document, ReadOnlySpan<byte> record)
    {
        var bytes = new BytesRef(record.ToArray());
        var isLarge = bytes.Length > Largest;
        _beside.SetBytesValue(isLarge ? new BytesRef() : bytes);
        document.Add(_beside);
        if (isLarge)
        {
            _stored.SetBytesValue(bytes);
            document.Add(_stored);
        }
    }
}

/// <summary>Reads the records of one segment; for one thread.</summary>
internal sealed class RecordReader(AtomicReader reader, string name)
{
    private readonly BinaryDocValues? _beside = reader.GetBinaryDocValues(name);
    private readonly BytesRef _bytes = new();

    /// <summary>Valid until the next call.</summary>
    public ReadOnlySpan<byte> Read(int document)
    {
        _beside?.Get(document, _bytes);
        return _bytes.Length > 0 ? _bytes.Bytes.AsSpan(_bytes.Offset, _bytes.Length) : ReadStored(document);
    }

    private byte[] ReadStored(int document)
    {
        var visitor = new OneField(name);
        reader.Document(document, visitor);
        return visitor.Value ?? throw new CorruptIndexException($"document {document} has no {name}");
    }

    private sealed class OneField(string name) : StoredFieldVisitor
    {
        public byte[]? Value { get; private set; }

        public override Status NeedsField(FieldInfo fieldInfo) => Value is not null ? Status.STOP : fieldInfo.Name == name ? Status.YES : Status.NO;

        public override void BinaryField(FieldInfo fieldInfo, byte[] value) => Value = value;
    }
}
