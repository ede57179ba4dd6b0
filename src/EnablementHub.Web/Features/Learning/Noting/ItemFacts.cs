using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Shared;
using EnablementHub.Features.Usage;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Learning.Noting;

/// <summary>Somebody has watched or read an item as it is now.</summary>
/// <param name="Version">The version that readers see.</param>
/// <param name="Evidence">In words.</param>
public sealed record ItemFact(int PersonId, int ItemId, int Version, DateTimeOffset At, string Evidence);

/// <summary>
/// Reads from usage who has learned an item: most of a recording's own seconds played, or opened where there is nothing to play.
/// What was done before the version came out says nothing of that version.
/// </summary>
public sealed class ItemFacts(HubDbContext database)
{
    /// <summary>Share of a recording's unique seconds that counts as watched (FIELD, Learning).</summary>
    public const double WatchedShare = 0.8;

    /// <summary>Unique seconds from which a recording of that length counts; 0 for what isn't played.</summary>
    public static double GoalOf(double? duration) => Math.Ceiling((duration ?? 0) * WatchedShare);

    /// <summary>As the evidence of a tick or a record says it.</summary>
    public static string Played(double seconds, double duration) => $"Played {ReadableTime.Duration(seconds)} of {ReadableTime.Duration(duration)}";

    /// <param name="progress">Whose and which playing to look at.</param>
    /// <param name="uses">Whose and which opening to look at.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<ItemFact>> ReadAsync(IQueryable<WatchProgress> progress, IQueryable<UsageEvent> uses, CancellationToken cancellationToken)
    {
        var watched = await (
            from seen in progress.AsNoTracking()
            join item in database.Items on seen.ItemId equals item.Id
            join version in database.ItemVersions on new { ItemId = item.Id, Number = item.LiveNumber } equals new { version.ItemId, Number = (int?)version.Number }
            where (item.Kind == ItemKind.Clip || item.Kind == ItemKind.TrainingVideo) && version.MediaFileId == seen.MediaFileId
                && (version.PublishedAt == null || seen.LastAt >= version.PublishedAt) && seen.DurationSeconds > 0 && seen.UniqueSeconds >= WatchedShare * seen.DurationSeconds
            select new { seen.PersonId, seen.ItemId, version.Number, seen.LastAt, seen.UniqueSeconds, seen.DurationSeconds }).ToListAsync(cancellationToken);
        var opened = await (
            from used in uses.AsNoTracking()
            join item in database.Items on used.ItemId equals item.Id
            join version in database.ItemVersions on new { ItemId = item.Id, Number = item.LiveNumber } equals new { version.ItemId, Number = (int?)version.Number }
            where used.Kind != UsageKind.Play && (version.PublishedAt == null || used.At >= version.PublishedAt) && !((item.Kind == ItemKind.Clip || item.Kind == ItemKind.TrainingVideo) && version.MediaFileId != null)
            group used.At by new { used.PersonId, used.ItemId, version.Number } into uses_
            select new { uses_.Key.PersonId, uses_.Key.ItemId, uses_.Key.Number, Last = uses_.Max() }).ToListAsync(cancellationToken);
        return
        [
            .. watched.Select(row => new ItemFact(row.PersonId, row.ItemId, row.Number, row.LastAt, Played(row.UniqueSeconds, row.DurationSeconds))),
            .. opened.Select(row => new ItemFact(row.PersonId, row.ItemId, row.Number, row.Last, "Opened")),
        ];
    }
}
