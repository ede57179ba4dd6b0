using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Reviews.Noting;

/// <summary>
/// What is new to readers ends the trust of what was checked before it: of texts that embed it, when its change matters, and
/// of what it succeeds. Looks at what was published since the last time, so that a run costs what is new.
/// </summary>
internal sealed class NoteNewsJob(HubDbContext database, OrganisationClock clock) : IRecurringJob
{
    public const string UntilSetting = "reviews.news-until";

    /// <summary>Looked at twice, for commits that took longer; what was noted isn't noted again.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    public string Name => "note-what-is-new";

    public TimeSpan Interval => TimeSpan.FromSeconds(30);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var until = clock.Now;
        var stored = await database.ReadInstantAsync(UntilSetting, cancellationToken);
        var since = stored ?? until;
        var news = stored is null ? [] : await ReadAsync(since - Overlap, until, cancellationToken);

        // Nothing to note is no reason to write; the stretch only mustn't grow for ever.
        if (stored is not null && news.Count == 0 && until - since < Overlap) return;
        foreach (var item in news) await database.InUnitAsync(token => NoteAsync(item, token), cancellationToken);
        await database.InUnitAsync(
            async token =>
            {
                await database.KeepSettingAsync(UntilSetting, until, token);
                await database.SaveChangesAsync(token);
            },
            cancellationToken);
    }

    private async Task<List<NewItem>> ReadAsync(DateTimeOffset after, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var (dayBefore, day) = (clock.DayOf(after), clock.DayOf(until));
        var shown = database.Items.AsNoTracking().PublishedOn(day);
        var news = await ToNews(shown.Where(item => item.PublishedAt > after && item.PublishedAt <= until)).ToListAsync(cancellationToken);
        if (day > dayBefore) news.AddRange(await ToNews(shown.Where(item => item.ReleaseOn > dayBefore && item.ReleaseOn <= day)).ToListAsync(cancellationToken));
        return [.. news.DistinctBy(item => item.Id).OrderBy(item => item.Id)];
    }

    private static IQueryable<NewItem> ToNews(IQueryable<Item> items) =>
        from item in items
        from version in item.Versions
        where version.Number == item.LiveNumber
        select new NewItem
        {
            Id = item.Id,
            Title = version.Title,
            Note = version.Note,
            PublishedAt = item.PublishedAt!.Value,
            ReleaseOn = item.ReleaseOn,
            IsMajorChange = version.IsMajor && item.Versions.Any(other => other.Number < version.Number && other.PublishedAt != null && other.LinkRewriteId == null),
        };

    private async Task NoteAsync(NewItem news, CancellationToken cancellationToken)
    {
        var (now, today) = (clock.Now, clock.Today);
        var visibleAt = news.ReleaseOn is { } day && clock.StartOf(day) > news.PublishedAt ? clock.StartOf(day) : news.PublishedAt;
        var trusted = database.Items.Where(item => item.State == PublicationState.Published && item.Id != news.Id && item.VerifiedAt < visibleAt && item.UntrustedReason == null);
        foreach (var item in await trusted.Where(item => item.SuccessorId == news.Id).ToListAsync(cancellationToken))
            database.TakeTrust(item, TrustReason.Superseded, today, now, note: Shorten($"“{news.Title}” takes its place"));
        if (news.IsMajorChange)
        {
            var embedding = from item in trusted
                            from version in item.Versions
                            where version.Number == item.LiveNumber && database.ItemReferences.Any(reference => reference.VersionId == version.Id && reference.TargetItemId == news.Id && reference.IsEmbed)
                            select item;
            foreach (var item in await embedding.ToListAsync(cancellationToken))
                database.TakeTrust(item, TrustReason.SourceChanged, today, now, note: Shorten($"“{news.Title}” was changed{(news.Note.Length > 0 ? $": {news.Note}" : "")}"));
        }

        await database.SaveChangesAsync(cancellationToken);
    }

    private static string Shorten(string note) => note.Length <= TrustEvent.MaxNoteLength ? note : note[..(TrustEvent.MaxNoteLength - 1)] + "…";

    private sealed record NewItem
    {
        public required int Id { get; init; }
        public required string Title { get; init; }
        public required string Note { get; init; }
        public required DateTimeOffset PublishedAt { get; init; }
        public required DateOnly? ReleaseOn { get; init; }

        /// <summary>Readers knew another version, and whoever knew it must hear of this one.</summary>
        public required bool IsMajorChange { get; init; }
    }
}
