using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Browsing;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Features.Usage;
using EnablementHub.Platform.Markdown;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Reviews.Health;

/// <summary>Counts for the health page: a fixed number of queries, each count the length of the list that it leads to.</summary>
public sealed class HealthQueries(HubDbContext database, ReviewIntervals intervals, OrganisationClock clock)
{
    private const int MaxPlaybooks = 2_000;
    private const int ReviewDays = 365;

    public async Task<HealthPage> ReadAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var slices = new List<SliceCount>();
        foreach (var slice in LibrarySlices.All) slices.Add(new SliceCount(slice, await slice.Of(database, Published(today), today).CountAsync(cancellationToken)));
        return new HealthPage
        {
            Trust = await TrustAsync(today, cancellationToken),
            Slices = slices,
            Gaps = await GapsAsync(today, cancellationToken),
            Suggestions = await SuggestionsAsync(today, cancellationToken),
        };
    }

    private IQueryable<Item> Published(DateOnly today) => database.Items.AsNoTracking().PublishedOn(today);

    private async Task<IReadOnlyList<TrustRow>> TrustAsync(DateOnly today, CancellationToken cancellationToken)
    {
        var since = today.AddDays(-ItemPlays.Days);
        var rows = new List<TrustRow>();
        foreach (var trust in new[] { TrustStatus.Verified, TrustStatus.Due, TrustStatus.Unverified })
        {
            var items = Published(today).WithTrust(trust, today);
            rows.Add(new TrustRow(
                trust,
                await items.CountAsync(cancellationToken),
                await database.ItemDays.Where(day => day.Day > since && items.Any(item => item.Id == day.ItemId)).SumAsync(day => day.Plays, cancellationToken)));
        }

        return rows;
    }

    /// <summary>Say blocks in which a reader finds no clip that is published and verified.</summary>
    private async Task<IReadOnlyList<PlaybookGaps>> GapsAsync(DateOnly today, CancellationToken cancellationToken)
    {
        var playbooks = await (from item in Published(today)
                               from version in item.Versions
                               where item.Kind == ItemKind.Playbook && version.Number == item.LiveNumber
                               orderby item.Id
                               select new { item.Id, version.Title, version.BodyHtml }).Take(MaxPlaybooks).ToListAsync(cancellationToken);
        var says = playbooks.Select(playbook => (playbook.Id, playbook.Title, Blocks: EmbedSplitter.Split(playbook.BodyHtml).OfType<SayClipsPart>().ToList())).ToList();
        var named = says.SelectMany(playbook => playbook.Blocks).SelectMany(block => block.ItemIds).ToHashSet();
        var playable = (await Published(today).Where(item => (item.Kind == ItemKind.Clip || item.Kind == ItemKind.TrainingVideo) && item.VerifiedAt != null && (item.ReviewDueOn == null || item.ReviewDueOn >= today)
            && database.ItemReferences.Any(reference => reference.TargetItemId == item.Id && reference.IsEmbed)).Select(item => item.Id).ToListAsync(cancellationToken)).ToHashSet();
        playable.IntersectWith(named);
        return [.. says.Select(playbook => new PlaybookGaps(playbook.Id, playbook.Title, playbook.Blocks.Count(block => !block.ItemIds.Any(playable.Contains)))).Where(playbook => playbook.Gaps > 0)
            .OrderByDescending(playbook => playbook.Gaps).ThenBy(playbook => playbook.Title, StringComparer.OrdinalIgnoreCase)];
    }

    private async Task<IReadOnlyList<IntervalSuggestion>> SuggestionsAsync(DateOnly today, CancellationToken cancellationToken)
    {
        var start = clock.StartOf(today.AddDays(-ReviewDays));
        var (recent, before) = (today.AddDays(-ItemPlays.Days), today.AddDays(-2 * ItemPlays.Days));
        var reviews = await (from trust in database.TrustEvents
                             join item in database.Items on trust.ItemId equals item.Id
                             where (trust.Kind == TrustEventKind.Verified || trust.Kind == TrustEventKind.Kept) && trust.At >= start
                             group trust by item.Kind into kind
                             select new { kind.Key, All = kind.Count(), Changed = kind.Count(trust => trust.Kind == TrustEventKind.Verified) }).ToDictionaryAsync(row => row.Key, cancellationToken);
        var plays = await (from day in database.ItemDays
                           join item in database.Items on day.ItemId equals item.Id
                           where day.Day > before
                           group day by item.Kind into kind
                           select new { kind.Key, Recent = kind.Sum(day => day.Day > recent ? day.Plays + day.Views : 0), All = kind.Sum(day => day.Plays + day.Views) }).ToDictionaryAsync(row => row.Key, cancellationToken);
        var table = await intervals.ReadAsync(cancellationToken);
        return [.. ItemKinds.All.Where(reviews.ContainsKey).Select(kind => new IntervalSuggestion
        {
            Label = kind.Label(),
            Days = table.Of(IntervalScopes.Of(kind)),
            Reviews = reviews[kind].All,
            Changed = reviews[kind].Changed,
            Plays = plays.GetValueOrDefault(kind)?.Recent ?? 0,
            PlaysBefore = (plays.GetValueOrDefault(kind)?.All ?? 0) - (plays.GetValueOrDefault(kind)?.Recent ?? 0),
        })];
    }
}
