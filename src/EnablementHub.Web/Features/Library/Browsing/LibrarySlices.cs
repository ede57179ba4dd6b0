using EnablementHub.Data;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Usage;

namespace EnablementHub.Features.Library.Browsing;

/// <summary>A part of what is published that somebody looks after; the health page counts it and the library lists it.</summary>
/// <param name="Slug">In addresses.</param>
/// <param name="Label">On the filter's chip.</param>
/// <param name="Of">Narrows what is published on that day.</param>
public sealed record LibrarySlice(string Slug, string Label, Func<HubDbContext, IQueryable<Item>, DateOnly, IQueryable<Item>> Of)
{
    public string Href => "/library?status=published&slice=" + Slug;
}

/// <summary>The slices. Used means opened, played or downloaded in the last 90 days; fresh means verified, also when its review is due soon.</summary>
public static class LibrarySlices
{
    public static readonly LibrarySlice FreshUsed = new("fresh-used", "Verified and used", (database, items, today) => Used(database, Fresh(items, today), today, true));
    public static readonly LibrarySlice FreshUnused = new("fresh-unused", "Verified but unused", (database, items, today) => Used(database, Fresh(items, today), today, false));
    public static readonly LibrarySlice StaleUsed = new("stale-used", "Unverified but used", (database, items, today) => Used(database, items.WithTrust(TrustStatus.Unverified, today), today, true));
    public static readonly LibrarySlice StaleUnused = new("stale-unused", "Unverified and unused", (database, items, today) => Used(database, items.WithTrust(TrustStatus.Unverified, today), today, false));
    public static readonly LibrarySlice Expiring30 = Expiring(30);
    public static readonly LibrarySlice Expiring60 = Expiring(60);
    public static readonly LibrarySlice Expiring90 = Expiring(90);
    public static readonly LibrarySlice Orphans = new("orphans", "Owner has left", (_, items, _) => items.Where(item => item.Owner.DisabledAt != null));
    public static readonly LibrarySlice WithoutCaptions = new("without-captions", "Recordings without captions", (_, items, _) => items.Where(item =>
        (item.Kind == ItemKind.Clip || item.Kind == ItemKind.TrainingVideo)
        && item.Versions.Any(version => version.Number == item.LiveNumber && version.MediaFileId != null && version.TranscriptId == null)));

    public static readonly IReadOnlyList<LibrarySlice> All = [FreshUsed, FreshUnused, StaleUsed, StaleUnused, Expiring30, Expiring60, Expiring90, Orphans, WithoutCaptions];

    public static LibrarySlice? Find(string? slug) => All.FirstOrDefault(slice => slice.Slug == slug);

    private static LibrarySlice Expiring(int days) => new(
        FormattableString.Invariant($"expiring-{days}"),
        FormattableString.Invariant($"Last day within {days} days"),
        (_, items, today) =>
        {
            var last = today.AddDays(days);
            return items.Where(item => item.ExpireOn <= last);
        });

    private static IQueryable<Item> Fresh(IQueryable<Item> items, DateOnly today) => items.Where(item => item.VerifiedAt != null && (item.ReviewDueOn == null || item.ReviewDueOn >= today));

    private static IQueryable<Item> Used(HubDbContext database, IQueryable<Item> items, DateOnly today, bool isUsed)
    {
        var since = today.AddDays(-ItemPlays.Days);
        return items.Where(item => database.ItemDays.Any(day => day.ItemId == item.Id && day.Day > since && day.Plays + day.Views + day.Downloads > 0) == isUsed);
    }
}
