using EnablementHub.Data;
using EnablementHub.Features.Usage.Rollups;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Insights.Searching;

/// <summary>Adds up the days of searches. Counts of people, never names.</summary>
public sealed class SearchesReport(HubDbContext database, OrganisationClock clock)
{
    private const int MaxExported = 5_000;

    public async Task<SearchesPage> ReadAsync(SearchesRequest request, CancellationToken cancellationToken)
    {
        var since = clock.Today.AddDays(-request.Days);
        var days = database.SearchDays.AsNoTracking().Where(day => day.Day > since);
        var all = await days.GroupBy(_ => 1).Select(group => new
        {
            Searches = group.Sum(day => day.Searches),
            Opened = group.Sum(day => day.Opened),
            Fruitless = group.Sum(day => day.Fruitless),
            Filtered = group.Sum(day => day.FruitlessFiltered),
            Ranked = group.Sum(day => day.Ranked),
            Ranks = group.Sum(day => day.RankSum),
            Played = group.Sum(day => day.Played),
            Seconds = group.Sum(day => day.SecondsToPlay),
        }).SingleOrDefaultAsync(cancellationToken);
        var causes = await (from day in days
                            where day.Fruitless > 0
                            join explanation in database.SearchExplanations on day.FoldedText equals explanation.FoldedText into found
                            from why in found.DefaultIfEmpty()
                            group day by (SearchCause?)why.Cause into cause
                            select new { Cause = cause.Key, Searches = cause.Sum(day => day.Fruitless), Texts = cause.Select(day => day.FoldedText).Distinct().Count() }).ToListAsync(cancellationToken);
        var texts = Texts(days, request);
        return new SearchesPage
        {
            Request = request,
            Searches = all?.Searches ?? 0,
            Opened = all?.Opened ?? 0,
            Fruitless = all?.Fruitless ?? 0,
            FruitlessFiltered = all?.Filtered ?? 0,
            MeanRank = all is { Ranked: > 0 } ? (double)all.Ranks / all.Ranked : null,
            MeanSecondsToPlay = all is { Played: > 0 } ? all.Seconds / all.Played : null,
            Causes = [.. causes.Select(cause => new CauseCount(cause.Cause, cause.Searches, cause.Texts)).OrderByDescending(cause => cause.Searches)],
            Rows = await RowsAsync(texts, (request.Page - 1) * SearchesRequest.PageSize, SearchesRequest.PageSize, since, cancellationToken),
            Texts = await texts.CountAsync(cancellationToken),
        };
    }

    public async Task<IReadOnlyList<SearchedText>> ExportAsync(SearchesRequest request, CancellationToken cancellationToken)
    {
        var since = clock.Today.AddDays(-request.Days);
        return await RowsAsync(Texts(database.SearchDays.AsNoTracking().Where(day => day.Day > since), request), 0, MaxExported, since, cancellationToken);
    }

    private IQueryable<TextSums> Texts(IQueryable<SearchDay> days, SearchesRequest request)
    {
        if (request.OnlyFruitless) days = days.Where(day => day.Fruitless > 0);
        if (request.Cause is { } cause) days = days.Where(day => database.SearchExplanations.Any(why => why.FoldedText == day.FoldedText && why.Cause == cause));
        return days.GroupBy(day => day.FoldedText).Select(group => new TextSums
        {
            FoldedText = group.Key,
            Text = group.Max(day => day.Text)!,
            Searches = group.Sum(day => day.Searches),
            Fruitless = group.Sum(day => day.Fruitless),
            Opened = group.Sum(day => day.Opened),
            Ranked = group.Sum(day => day.Ranked),
            RankSum = group.Sum(day => day.RankSum),
            Played = group.Sum(day => day.Played),
            SecondsToPlay = group.Sum(day => day.SecondsToPlay),
        });
    }

    private async Task<IReadOnlyList<SearchedText>> RowsAsync(IQueryable<TextSums> texts, int skip, int take, DateOnly since, CancellationToken cancellationToken)
    {
        var rows = await texts.OrderByDescending(text => text.Searches).ThenBy(text => text.FoldedText).Skip(skip).Take(take).ToListAsync(cancellationToken);
        var folded = rows.ConvertAll(row => row.FoldedText);
        var from = clock.EndOf(since);
        var people = await database.SearchPeople.AsNoTracking().Where(person => folded.Contains(person.FoldedText) && person.LastAt >= from).GroupBy(person => person.FoldedText)
            .Select(group => new { Text = group.Key, People = group.Count() }).ToDictionaryAsync(text => text.Text, text => text.People, StringComparer.Ordinal, cancellationToken);
        var why = await database.SearchExplanations.AsNoTracking().Where(explanation => folded.Contains(explanation.FoldedText)).ToDictionaryAsync(explanation => explanation.FoldedText, StringComparer.Ordinal, cancellationToken);
        return [.. rows.Select(row => new SearchedText(
            row.FoldedText, row.Text, row.Searches, people.GetValueOrDefault(row.FoldedText), row.Fruitless, row.Opened,
            row.Ranked > 0 ? Math.Round((double)row.RankSum / row.Ranked, 1) : null, row.Played, row.Played > 0 ? Math.Round(row.SecondsToPlay / row.Played, 1) : null)
        {
            Cause = row.Fruitless > 0 ? why.GetValueOrDefault(row.FoldedText)?.Cause : null,
            Meant = why.GetValueOrDefault(row.FoldedText)?.Meant,
            ItemId = why.GetValueOrDefault(row.FoldedText)?.ItemId,
        })];
    }

    private sealed class TextSums
    {
        public required string FoldedText { get; init; }
        public required string Text { get; init; }
        public int Searches { get; init; }
        public int Fruitless { get; init; }
        public int Opened { get; init; }
        public int Ranked { get; init; }
        public long RankSum { get; init; }
        public int Played { get; init; }
        public double SecondsToPlay { get; init; }
    }
}
