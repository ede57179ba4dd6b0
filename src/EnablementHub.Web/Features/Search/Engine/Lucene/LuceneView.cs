using System.Buffers;
using EnablementHub.Features.Search.Engine.Columns;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace EnablementHub.Features.Search.Engine.Lucene;

/// <summary>One segment as one commit sees it.</summary>
/// <param name="Slots">The slot of each document, also of those deleted.</param>
/// <param name="LiveDocuments">Null when none is deleted.</param>
/// <param name="Fields">The terms of each text field, null where no document has it.</param>
internal sealed record Segment(AtomicReader Reader, int FirstDocument, int[] Slots, IBits? LiveDocuments, Terms?[] Fields);

/// <summary>One commit: the documents and the columns that belong to them. Closed when the store has a newer one and the last session is done.</summary>
internal sealed class LuceneView
{
    private readonly DirectoryReader _reader;
    private readonly Dictionary<object, int[]> _slotsBySegment = [];
    private readonly ToolPool _tools = new();
    private readonly int[] _documents;
    private int _uses = 1;

    /// <param name="reader">Now owned by the view.</param>
    /// <param name="slotOf">The slot of an item, negative when it has none.</param>
    public LuceneView(DirectoryReader reader, ColumnSnapshot columns, Func<int, int> slotOf, LuceneView? before)
    {
        _reader = reader;
        Columns = columns;
        Segments = [.. reader.Leaves.Select(leaf => Read(leaf.AtomicReader, leaf.DocBase, slotOf, before))];
        _documents = ArrayPool<int>.Shared.Rent(Math.Max(columns.SlotCount, 1));
        foreach (var segment in Segments)
        {
            for (var document = 0; document < segment.Slots.Length; document++)
            {
                if (segment.LiveDocuments?.Get(document) != false && segment.Slots[document] >= 0)
                {
                    _documents[segment.Slots[document]] = segment.FirstDocument + document;
                }
            }
        }
    }

    public DirectoryReader Reader => _reader;

    public ColumnSnapshot Columns { get; }

    public Segment[] Segments { get; }

    public ToolPool Tools => _tools;

    /// <summary>The document of a slot that holds an item, numbered through all segments.</summary>
    public int DocumentOf(int slot) => _documents[slot];

    /// <summary>The segment that a document lies in.</summary>
    public int SegmentOf(int document)
    {
        var (low, high) = (0, Segments.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Segments[middle].FirstDocument <= document)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }

    public bool TryUse()
    {
        while (true)
        {
            var uses = Volatile.Read(ref _uses);
            if (uses == 0)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _uses, uses + 1, uses) == uses)
            {
                return true;
            }
        }
    }

    public void EndUse()
    {
        if (Interlocked.Decrement(ref _uses) == 0)
        {
            _reader.DecRef();
            ArrayPool<int>.Shared.Return(_documents);
        }
    }

    private Segment Read(AtomicReader reader, int firstDocument, Func<int, int> slotOf, LuceneView? before)
    {
        // A segment's documents never change, and an item keeps its slot while it has a live one, so this is read once a segment.
        var slots = before?._slotsBySegment.GetValueOrDefault(reader.CoreCacheKey) ?? ReadSlots(reader, slotOf);
        _slotsBySegment[reader.CoreCacheKey] = slots;
        return new Segment(reader, firstDocument, slots, reader.LiveDocs, [.. IndexFields.Texts.Select(reader.GetTerms)]);
    }

    private static int[] ReadSlots(AtomicReader reader, Func<int, int> slotOf)
    {
        var slots = new int[reader.MaxDoc];
        var ids = reader.GetNumericDocValues(IndexFields.Id);
        for (var document = 0; document < slots.Length; document++)
        {
            slots[document] = slotOf((int)ids.Get(document));
        }

        return slots;
    }
}
