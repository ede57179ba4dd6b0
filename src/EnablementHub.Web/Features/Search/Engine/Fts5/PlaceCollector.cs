using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EnablementHub.Features.Search.Engine.Columns;
using EnablementHub.Features.Search.Engine.Fts5.Sqlite;
using EnablementHub.Features.Search.Engine.Ranking;

namespace EnablementHub.Features.Search.Engine.Fts5;

/// <summary>What FTS5 calls for each matching row of one connection: either the slot alone is noted, or a wanted slot is scored from the places of its words.</summary>
internal sealed unsafe class PlaceCollector : IDisposable
{
    private GCHandle _self;
    private Exception? _failure;
    private int[] _slots = new int[1024];
    private SlotSet? _wanted;
    private RankScorer? _scorer;

    public PlaceCollector(IndexConnection connection)
    {
        _self = GCHandle.Alloc(this);
        Fts5Extension.Register(connection, "hub_note\0"u8, GCHandle.ToIntPtr(_self), &Note);
        Fts5Extension.Register(connection, "hub_rank\0"u8, GCHandle.ToIntPtr(_self), &Rank);
    }

    public int Count { get; private set; }

    public ReadOnlySpan<int> Slots => _slots.AsSpan(0, Count);

    public void BeginNoting() => Count = 0;

    public void BeginRanking(SlotSet wanted, RankScorer scorer)
    {
        _wanted = wanted;
        _scorer = scorer;
    }

    /// <summary>An exception must not cross the native frames between, so it waits until here.</summary>
    public void End()
    {
        _wanted = null;
        _scorer = null;
        if (_failure is { } failure)
        {
            _failure = null;
            throw new InvalidOperationException("Reading the search index failed.", failure);
        }
    }

    public void Dispose()
    {
        if (_self.IsAllocated)
        {
            _self.Free();
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Note(Fts5Api* api, nint row, nint context, int valueCount, nint values)
    {
        var self = Unsafe.As<PlaceCollector>(GCHandle.FromIntPtr(api->UserData(row)).Target!);
        var slots = self._slots;
        if (self.Count == slots.Length)
        {
            slots = self.Grow();
        }

        slots[self.Count++] = IndexSchema.SlotOf(api->RowId(row));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Rank(Fts5Api* api, nint row, nint context, int valueCount, nint values)
    {
        var self = Unsafe.As<PlaceCollector>(GCHandle.FromIntPtr(api->UserData(row)).Target!);
        var slot = IndexSchema.SlotOf(api->RowId(row));
        if (self._failure is not null || !self._wanted!.Contains(slot))
        {
            return;
        }

        try
        {
            self.Score(api, row, slot);
        }
        catch (Exception failure)
        {
            self._failure = failure;
        }
    }

    private void Score(Fts5Api* api, nint row, int slot)
    {
        var scorer = _scorer!;
        int count;
        if (api->InstanceCount(row, &count) != NativeSqlite.Ok)
        {
            return;
        }

        scorer.BeginItem(slot);
        for (var instance = 0; instance < count; instance++)
        {
            int phrase, column, place;
            if (api->Instance(row, instance, &phrase, &column, &place) != NativeSqlite.Ok)
            {
                break;
            }

            scorer.Add(phrase, column, place);
        }

        scorer.EndItem();
    }

    private int[] Grow()
    {
        Array.Resize(ref _slots, _slots.Length * 2);
        return _slots;
    }
}
