using System.Buffers.Binary;
using System.Text;
using EnablementHub.Features.Search.Engine.Analysis;
using EnablementHub.Features.Search.Engine.Columns;
using EnablementHub.Features.Search.Engine.Ranking;
using EnablementHub.Features.Search.Engine.Records;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace EnablementHub.Features.Search.Engine.Lucene;

/// <summary>Makes the document of one item after the other, in the same objects; for one writer.</summary>
internal sealed class ItemDocument : IDisposable
{
    private const int NextPlace = 1;
    private const int AfterGap = 2;

    private readonly TermForms _forms;
    private readonly Tokenizer _tokenizer = new();
    private readonly TermStream[] _streams = [.. IndexFields.Texts.Select(_ => new TermStream())];
    private readonly Dictionary<string, byte[]> _beginnings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]>.AlternateLookup<ReadOnlySpan<char>> _beginningsBySpan;
    private readonly Field[] _texts;
    private readonly TermStream _idStream = new();
    private readonly Field _id;
    private readonly NumericDocValuesField _number = new(IndexFields.Id, 0);
    private readonly RecordField _card = new(IndexFields.Card);
    private readonly RecordField _text = new(IndexFields.Text);
    private readonly BlobWriter _blob = new();

    public ItemDocument(TermVocabulary vocabulary)
    {
        _forms = new TermForms(vocabulary);
        _beginningsBySpan = _beginnings.GetAlternateLookup<ReadOnlySpan<char>>();
        _id = new Field(IndexFields.Id, _idStream, IndexFields.IdType);
        _texts = [.. IndexFields.Texts.Select((name, field) => new Field(name, _streams[field], IndexFields.TextType))];
    }

    /// <summary>A bit for each language seen.</summary>
    public int Languages { get; set; }

    /// <summary>By which an item's document is replaced or removed.</summary>
    public static Term IdTerm(int id) => new(IndexFields.Id, new BytesRef(IdBytes(id)));

    /// <summary>The document, valid until the next call, and what the columns take of the item.</summary>
    public (IEnumerable<IIndexableField> Document, ItemColumns Columns) Of(IndexedItem item)
    {
        var language = Stemming.Of(item.Language);
        Languages |= 1 << (int)language;
        var titleLength = Analyse(Relevance.TitleField, [item.Title], language);
        Analyse(Relevance.SummaryField, [item.Summary], language);
        Analyse(Relevance.TagsField, item.Tags, language);
        Analyse(Relevance.SpeakerField, [item.Speaker], language);
        var bodyLength = Analyse(Relevance.BodyField, [item.Body], language);

        // One text, so that words on both sides of a cue's end are neighbours.
        Analyse(Relevance.TranscriptField, [string.Join(' ', item.Cues.Select(cue => cue.Text))], language);

        var columns = ItemColumns.Of(item, titleLength, bodyLength);
        var document = new List<IIndexableField>(IndexFields.Texts.Length + 4) { _id, _number };
        document.AddRange(_texts.Where((_, field) => !_streams[field].IsEmpty));
        _idStream.Clear();
        _idStream.Add(IdBytes(item.Id), NextPlace);
        _number.SetInt64Value(item.Id);
        StoredCard.Write(columns, StoredText.Plain(item.Title), _blob);
        _card.AddTo(document, _blob.Written);
        StoredText.Write(item, _blob);
        _text.AddTo(document, _blob.Written);
        return (document, columns);
    }

    public void Dispose()
    {
        _idStream.Dispose();
        foreach (var stream in _streams)
        {
            stream.Dispose();
        }
    }

    private static byte[] IdBytes(int id)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, id);
        return bytes;
    }

    private int Analyse(int field, IReadOnlyList<string> texts, StemmingLanguage language)
    {
        var stream = _streams[field];
        stream.Clear();
        var length = 0;
        foreach (var text in texts)
        {
            _tokenizer.Read(text);
            var step = stream.IsEmpty ? NextPlace : AfterGap;
            foreach (var token in _tokenizer.Tokens)
            {
                var isFirst = stream.IsEmpty;
                Add(stream, _tokenizer.Term(token), language, step);
                step = NextPlace;
                if (field == Relevance.TitleField)
                {
                    AddBeginnings(_tokenizer.Term(token), isFirst);
                }
            }

            // What a unit reads when written in one follows behind, where it shifts no place of the text itself.
            step = AfterGap;
            foreach (var joined in _tokenizer.Joined)
            {
                Add(stream, _tokenizer.Term(joined), language, step);
                step = NextPlace;
            }

            length += _tokenizer.Tokens.Count;
        }

        return length;
    }

    private void Add(TermStream stream, ReadOnlySpan<char> term, StemmingLanguage language, int step)
    {
        var forms = _forms.Of(term, language);
        if (forms.Both is { } both)
        {
            stream.Add(both, step);
            return;
        }

        stream.Add(forms.Written, step);
        stream.Add(forms.Stem, step: 0);
    }

    private void AddBeginnings(ReadOnlySpan<char> term, bool isFirst)
    {
        for (var length = 1; length <= Math.Min(term.Length, IndexFields.LongestBeginning); length++)
        {
            AddBeginning(term[..length], (char)IndexFields.BeginningMark);
            if (isFirst)
            {
                AddBeginning(term[..length], (char)IndexFields.TitleBeginningMark);
            }
        }
    }

    private void AddBeginning(ReadOnlySpan<char> letters, char mark)
    {
        if (char.IsHighSurrogate(letters[^1]))
        {
            return;
        }

        Span<char> marked = [mark, .. letters];
        if (!_beginningsBySpan.TryGetValue(marked, out var bytes))
        {
            bytes = Encoding.UTF8.GetBytes(marked.ToString());
            _beginningsBySpan[marked] = bytes;
        }

        _streams[Relevance.TitleField].Add(bytes, step: 0);
    }
}
