using EnablementHub.Data;
using EnablementHub.Features.Library;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Duplicates;

/// <param name="Similarity">From <see cref="SimilarItems.Threshold"/> to 1.</param>
public sealed record SimilarItem(int ItemId, double Similarity);

/// <summary>Finds items that say nearly the same as a text: by the index of samples, then exactly.</summary>
public sealed class SimilarItems(HubDbContext database)
{
    public const double Threshold = 0.5;

    /// <summary>A phrase that stands everywhere brings many together; those that share most are looked at.</summary>
    private const int MaxCandidates = 60;

    public async Task<IReadOnlyList<SimilarItem>> FindAsync(IReadOnlySet<long> shingles, int exceptItemId, CancellationToken cancellationToken)
    {
        var sample = Shingles.Sample(shingles);
        if (sample.Length == 0) return [];
        var candidates = await database.SketchEntries.Where(entry => sample.Contains(entry.Hash) && entry.ItemId != exceptItemId)
            .GroupBy(entry => entry.ItemId).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Select(group => group.Key).Take(MaxCandidates).ToListAsync(cancellationToken);
        if (candidates.Count == 0) return [];
        var texts = await ReadTextsAsync(candidates, cancellationToken);
        return [.. texts.Select(text => new SimilarItem(text.Key, Shingles.Similarity(shingles, Shingles.Of(text.Value)))).Where(item => item.Similarity >= Threshold)
            .OrderByDescending(item => item.Similarity).ThenBy(item => item.ItemId)];
    }

    /// <summary>What readers read and hear of each item, or will once its draft is published; archived ones are left out.</summary>
    public async Task<IReadOnlyDictionary<int, string>> ReadTextsAsync(IReadOnlyCollection<int> itemIds, CancellationToken cancellationToken)
    {
        var rows = await (
            from item in database.Items
            join version in database.ItemVersions on new { ItemId = item.Id, Number = item.LiveNumber ?? item.PendingNumber } equals new { version.ItemId, Number = (int?)version.Number }
            where itemIds.Contains(item.Id) && item.State != PublicationState.Archived
            select new { item.Id, version.BodyText, version.TranscriptId }).ToListAsync(cancellationToken);
        var spoken = await ReadSpokenAsync([.. rows.Select(row => row.TranscriptId).OfType<int>()], cancellationToken);
        return rows.ToDictionary(row => row.Id, row => Join(row.BodyText, row.TranscriptId, spoken));
    }

    /// <summary>The same of a text that somebody is writing, with what is said in its recording.</summary>
    public async Task<string> ReadTextAsync(string bodyText, int? transcriptId, CancellationToken cancellationToken) =>
        Join(bodyText, transcriptId, await ReadSpokenAsync(transcriptId is { } id ? [id] : [], cancellationToken));

    private static string Join(string bodyText, int? transcriptId, ILookup<int, string> spoken) =>
        transcriptId is { } transcript ? $"{bodyText}\n{string.Join('\n', spoken[transcript])}" : bodyText;

    private async Task<ILookup<int, string>> ReadSpokenAsync(IReadOnlyCollection<int> transcriptIds, CancellationToken cancellationToken) =>
        (transcriptIds.Count == 0 ? [] : await database.Cues.AsNoTracking().Where(cue => transcriptIds.Contains(cue.TranscriptId)).OrderBy(cue => cue.TranscriptId).ThenBy(cue => cue.Position)
            .Select(cue => new { cue.TranscriptId, cue.Text }).ToListAsync(cancellationToken)).ToLookup(cue => cue.TranscriptId, cue => cue.Text);
}
