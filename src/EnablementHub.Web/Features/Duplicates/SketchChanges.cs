using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Duplicates;

/// <summary>
/// Keeps samples and pairs level with the change rows: the cost is what changed, not what there is. Texts are compared
/// outside of the transactions, so that nobody's save waits for it; a stop anywhere repeats one batch.
/// </summary>
public sealed class SketchChanges(HubDbContext database, SimilarItems similar, TimeProvider time)
{
    public const string Position = "duplicates.position";

    /// <summary>The last item that a look at everything has come to.</summary>
    private const string Swept = "duplicates.swept";
    private const int BatchSize = 100;

    /// <summary>Other jobs wait as long.</summary>
    private static readonly TimeSpan MaxRun = TimeSpan.FromSeconds(20);

    /// <summary>Returns how many changed items it looked at.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        var (looked, until) = (0, time.GetUtcNow() + MaxRun);
        while (time.GetUtcNow() <= until && await TakeBatchAsync(cancellationToken) is { } taken) looked += taken;
        return looked;
    }

    /// <summary>Null: nothing had changed.</summary>
    private async Task<int?> TakeBatchAsync(CancellationToken cancellationToken)
    {
        var changes = await database.ChangesAfter(await database.ReadPositionAsync(Position, cancellationToken)).Take(BatchSize).ToListAsync(cancellationToken);
        if (changes.Count == 0) return null;
        if (changes[0].ItemId == ChangeRow.Everything) return await SweepAsync(changes[0].Position, cancellationToken);
        var before = changes.TakeWhile(change => change.ItemId != ChangeRow.Everything).ToList();
        return await SketchAsync([.. before.Select(change => change.ItemId).Distinct()], Position, before[^1].Position, cancellationToken);
    }

    /// <summary>Every item may have changed, as after the seed was loaded: a batch of them by their numbers; after the last one the change is done.</summary>
    private async Task<int> SweepAsync(long change, CancellationToken cancellationToken)
    {
        var after = await database.ReadPositionAsync(Swept, cancellationToken);
        var ids = await database.Items.Where(item => item.Id > after).OrderBy(item => item.Id).Select(item => item.Id).Take(BatchSize).ToListAsync(cancellationToken);
        if (ids.Count > 0) return await SketchAsync(ids, Swept, ids[^1], cancellationToken);
        await database.KeepSettingAsync(Position, change, cancellationToken);
        await database.KeepSettingAsync(Swept, 0, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        return 0;
    }

    private async Task<int> SketchAsync(List<int> ids, string setting, long reached, CancellationToken cancellationToken)
    {
        var texts = await similar.ReadTextsAsync(ids, cancellationToken);
        var known = await database.SketchedTexts.AsNoTracking().Where(text => ids.Contains(text.ItemId)).ToDictionaryAsync(text => text.ItemId, text => text.Fingerprint, cancellationToken);
        var sketches = ids.Select(id => texts.TryGetValue(id, out var text) ? Sketch.Of(id, text) : Sketch.Gone(id))
            .Where(sketch => sketch.IsGone || sketch.Fingerprint != known.GetValueOrDefault(sketch.ItemId)).ToList();
        if (sketches.Count > 0) await database.InUnitAsync(token => SampleAsync(sketches, token), cancellationToken);
        var pairs = new List<NearDuplicate>();
        foreach (var sketch in sketches.Where(sketch => !sketch.IsGone))
        {
            pairs.AddRange((await similar.FindAsync(sketch.Shingles, sketch.ItemId, cancellationToken))
                .Select(other => new NearDuplicate { FirstId = Math.Min(sketch.ItemId, other.ItemId), SecondId = Math.Max(sketch.ItemId, other.ItemId), Similarity = other.Similarity }));
        }

        await database.InUnitAsync(token => StoreAsync(sketches, pairs, setting, reached, token), cancellationToken);
        return ids.Count;
    }

    private async Task SampleAsync(List<Sketch> sketches, CancellationToken cancellationToken)
    {
        var ids = sketches.ConvertAll(sketch => sketch.ItemId);
        var there = (await database.Items.Where(item => ids.Contains(item.Id)).Select(item => item.Id).ToListAsync(cancellationToken)).ToHashSet();
        var before = (await database.SketchEntries.Where(entry => ids.Contains(entry.ItemId)).ToListAsync(cancellationToken)).ToLookup(entry => entry.ItemId);
        foreach (var sketch in sketches)
        {
            var sample = there.Contains(sketch.ItemId) ? Shingles.Sample(sketch.Shingles).ToHashSet() : [];
            database.RemoveRange(before[sketch.ItemId].Where(entry => !sample.Contains(entry.Hash)));
            database.AddRange(sample.Except(before[sketch.ItemId].Select(entry => entry.Hash)).Select(hash => new SketchEntry { ItemId = sketch.ItemId, Hash = hash }));
        }

        await database.SaveChangesAsync(cancellationToken);
    }

    private async Task StoreAsync(List<Sketch> sketches, List<NearDuplicate> found, string setting, long reached, CancellationToken cancellationToken)
    {
        var ids = sketches.ConvertAll(sketch => sketch.ItemId);
        var wanted = found.DistinctBy(pair => (pair.FirstId, pair.SecondId)).ToDictionary(pair => (pair.FirstId, pair.SecondId));
        foreach (var pair in await database.NearDuplicates.Where(pair => ids.Contains(pair.FirstId) || ids.Contains(pair.SecondId)).ToListAsync(cancellationToken))
        {
            if (!wanted.Remove((pair.FirstId, pair.SecondId), out var now)) database.Remove(pair);
            else (pair.Similarity, pair.IsDismissed) = (now.Similarity, pair.IsDismissed && Math.Abs(pair.Similarity - now.Similarity) < 0.01);
        }

        database.AddRange(wanted.Values);
        var there = (await database.Items.Where(item => ids.Contains(item.Id)).Select(item => item.Id).ToListAsync(cancellationToken)).ToHashSet();
        var known = await database.SketchedTexts.Where(text => ids.Contains(text.ItemId)).ToDictionaryAsync(text => text.ItemId, cancellationToken);
        foreach (var sketch in sketches)
        {
            var row = known.GetValueOrDefault(sketch.ItemId);
            if (sketch.IsGone && row is not null) database.Remove(row);
            else if (row is not null) row.Fingerprint = sketch.Fingerprint;
            else if (!sketch.IsGone && there.Contains(sketch.ItemId)) database.Add(new SketchedText { ItemId = sketch.ItemId, Fingerprint = sketch.Fingerprint });
        }

        await database.KeepSettingAsync(setting, reached, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
    }

    private sealed record Sketch(int ItemId, IReadOnlySet<long> Shingles, long Fingerprint, bool IsGone)
    {
        public static Sketch Of(int itemId, string text)
        {
            var shingles = Duplicates.Shingles.Of(text);
            return new Sketch(itemId, shingles, Duplicates.Shingles.Fingerprint(shingles), false);
        }

        /// <summary>Archived or deleted.</summary>
        public static Sketch Gone(int itemId) => new(itemId, new HashSet<long>(), 0, true);
    }
}

internal sealed class SketchChangesJob(SketchChanges changes) : IRecurringJob
{
    public string Name => "sketch-changes";

    public TimeSpan Interval => TimeSpan.FromSeconds(10);

    public Task RunAsync(CancellationToken cancellationToken) => changes.RunAsync(cancellationToken);
}
