using System.Collections.Concurrent;
using Lucene.Net.Index;

namespace EnablementHub.Features.Search.Engine.Lucene;

/// <summary>What reads terms and places costs more to make than to use, so it is kept for the next search of the same commit.</summary>
internal sealed class ToolPool
{
    private readonly ConcurrentBag<Tools> _idle = [];

    public Tools Take(LuceneView view) => _idle.TryTake(out var tools) ? tools : new Tools(view);

    public void GiveBack(Tools tools)
    {
        tools.LetGoOfThread();
        _idle.Add(tools);
    }
}

/// <summary>Used by one search at a time.</summary>
internal sealed class Tools(LuceneView view)
{
    private readonly TermsEnum?[] _terms = new TermsEnum?[view.Segments.Length * IndexFields.Texts.Length];
    private readonly RecordReader?[] _cards = new RecordReader?[view.Segments.Length];
    private readonly RecordReader?[] _textRecords = new RecordReader?[view.Segments.Length];
    private readonly DocsEnum?[] _documents = new DocsEnum?[view.Segments.Length];
    private readonly DocsAndPositionsEnum?[] _places = new DocsAndPositionsEnum?[view.Segments.Length];

    /// <summary>
    /// Lucene.Net keeps what reads records once a thread and hands it to whoever asks on that thread. The next search may run on
    /// another one, while the first thread reads for somebody else: both would move the same place in the file.
    /// </summary>
    public void LetGoOfThread()
    {
        Array.Clear(_cards);
        Array.Clear(_textRecords);
    }

    /// <summary>The terms of one field of one segment, at any place of them; null when it has none.</summary>
    public TermsEnum? Terms(int segment, int field)
    {
        ref var terms = ref _terms[(segment * IndexFields.Texts.Length) + field];
        return terms ??= view.Segments[segment].Fields[field]?.GetEnumerator();
    }

    /// <summary>The card of an item; valid until the next call.</summary>
    public ReadOnlySpan<byte> Card(int slot) => Read(_cards, IndexFields.Card, slot);

    /// <summary>The texts of an item; valid until the next call.</summary>
    public ReadOnlySpan<byte> Text(int slot) => Read(_textRecords, IndexFields.Text, slot);

    /// <summary>The live documents of the term that the terms stand at, with how often it stands in each; valid until the next call.</summary>
    public DocsEnum Documents(int segment, TermsEnum terms) =>
        _documents[segment] = terms.Docs(view.Segments[segment].LiveDocuments, _documents[segment], DocsFlags.FREQS);

    /// <summary>The same, for use side by side with others.</summary>
    public DocsEnum OwnDocuments(int segment, TermsEnum terms) => terms.Docs(view.Segments[segment].LiveDocuments, reuse: null, DocsFlags.FREQS);

    /// <summary>The same with the places; valid until the next call.</summary>
    public DocsAndPositionsEnum Places(int segment, TermsEnum terms) =>
        _places[segment] = terms.DocsAndPositions(view.Segments[segment].LiveDocuments, _places[segment], DocsAndPositionsFlags.NONE);

    /// <summary>The same with the places, for use side by side with others.</summary>
    public DocsAndPositionsEnum OwnPlaces(int segment, TermsEnum terms) =>
        terms.DocsAndPositions(view.Segments[segment].LiveDocuments, reuse: null, DocsAndPositionsFlags.NONE);

    private ReadOnlySpan<byte> Read(RecordReader?[] readers, string name, int slot)
    {
        var document = view.DocumentOf(slot);
        var segment = view.SegmentOf(document);
        return (readers[segment] ??= new RecordReader(view.Segments[segment].Reader, name)).Read(document - view.Segments[segment].FirstDocument);
    }
}
