using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Shared;
using EnablementHub.Features.Shared.Components.Figures;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Insights.Items;

public sealed record TeamUse(string Team, int People, int Members, int Plays, int Views);

/// <param name="Text">As somebody typed it.</param>
public sealed record LedHere(string Text, int Times);

public sealed record ItemInsightsPage
{
    public required int Id { get; init; }
    public required ItemKind Kind { get; init; }
    public required string Title { get; init; }
    public required int Window { get; init; }
    public required IReadOnlyList<DateOnly> Days { get; init; }
    public required ChartModel Timeline { get; init; }
    public required int Plays { get; init; }
    public required int PlaysBefore { get; init; }
    public required int Views { get; init; }
    public required int Downloads { get; init; }
    public required double SecondsPlayed { get; init; }

    /// <summary>People within the window.</summary>
    public required int Viewers { get; init; }
    public required int Players { get; init; }

    /// <summary>Of the present recording, since it is there; null where nothing is played.</summary>
    public required PlayThrough? Through { get; init; }
    public required IReadOnlyList<TeamUse> Teams { get; init; }
    public required IReadOnlyList<LedHere> Searches { get; init; }
}

/// <summary>One item's figures. Counts of people, never names.</summary>
public sealed class ItemInsights(HubDbContext database, InsightTeams teams, OrganisationClock clock)
{
    /// <summary>More players than this change no curve.</summary>
    private const int MostPlayers = 20_000;
    private const int MostSearches = 10;

    public async Task<ItemInsightsPage?> ReadAsync(int id, int days, ItemReader reader, CancellationToken cancellationToken)
    {
        var item = await (from found in database.Items.AsNoTracking().InAudienceOf(reader)
                          from version in found.Versions
                          where found.Id == id && version.Number == found.LiveNumber
                          select new { found.Id, found.Kind, version.Title, MediaId = (int?)version.MediaFile!.Id, version.MediaFile!.DurationSeconds }).SingleOrDefaultAsync(cancellationToken);
        if (item is null) return null;
        var since = clock.Today.AddDays(-days);
        var from = clock.EndOf(since);
        var before = since.AddDays(-days);
        var sums = await database.ItemDays.AsNoTracking().Where(day => day.ItemId == id && day.Day > before).ToDictionaryAsync(day => day.Day, cancellationToken);
        var window = Enumerable.Range(1, days).Select(since.AddDays).ToList();
        var within = sums.Values.Where(day => day.Day > since).ToList();
        return new ItemInsightsPage
        {
            Id = item.Id,
            Kind = item.Kind,
            Title = item.Title,
            Window = days,
            Days = window,
            Timeline = new ChartModel
            {
                Id = "timeline",
                Caption = $"Use a day, in the organisation's time zone ({clock.Zone.Id})",
                LabelHeading = "Day",
                Labels = [.. window.Select(ReadableTime.Absolute)],
                Series = Series(item.Kind, window, sums),
            },
            Plays = within.Sum(day => day.Plays),
            PlaysBefore = sums.Values.Where(day => day.Day <= since).Sum(day => day.Plays),
            Views = within.Sum(day => day.Views),
            Downloads = within.Sum(day => day.Downloads),
            SecondsPlayed = within.Sum(day => day.SecondsPlayed),
            Viewers = await database.ItemPeople.CountAsync(use => use.ItemId == id && use.LastViewedAt >= from, cancellationToken),
            Players = await database.ItemPeople.CountAsync(use => use.ItemId == id && use.LastPlayedAt >= from, cancellationToken),
            Through = item.MediaId is { } media && item.DurationSeconds is { } duration ? await ThroughAsync(id, media, duration, cancellationToken) : null,
            Teams = await TeamsAsync(id, since, from, cancellationToken),
            Searches = await database.SearchRecords.AsNoTracking().Where(search => search.ItemClickedId == id && search.At >= from && search.FoldedText != "").GroupBy(search => search.FoldedText)
                .OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Take(MostSearches).Select(group => new LedHere(group.Min(search => search.Text)!, group.Count())).ToListAsync(cancellationToken),
        };
    }

    private static IReadOnlyList<ChartSeries> Series(ItemKind kind, List<DateOnly> window, Dictionary<DateOnly, Usage.ItemDay> sums)
    {
        var views = new ChartSeries("Views", [.. window.Select(day => (double)(sums.GetValueOrDefault(day)?.Views ?? 0))]);
        if (kind.IsPlayable()) return [new ChartSeries("Plays", [.. window.Select(day => (double)(sums.GetValueOrDefault(day)?.Plays ?? 0))]), views];
        return [views, new ChartSeries("Downloads", [.. window.Select(day => (double)(sums.GetValueOrDefault(day)?.Downloads ?? 0))])];
    }

    private async Task<PlayThrough?> ThroughAsync(int id, int mediaId, double duration, CancellationToken cancellationToken)
    {
        var spans = await database.WatchProgress.AsNoTracking().Where(progress => progress.ItemId == id && progress.MediaFileId == mediaId && progress.Plays > 0)
            .OrderByDescending(progress => progress.LastAt).Take(MostPlayers).Select(progress => progress.Spans).ToListAsync(cancellationToken);
        return PlayThrough.Of(duration, spans, Learning.Noting.ItemFacts.WatchedShare);
    }

    private async Task<IReadOnlyList<TeamUse>> TeamsAsync(int id, DateOnly since, DateTimeOffset start, CancellationToken cancellationToken)
    {
        var sums = await database.TeamDays.AsNoTracking().Where(day => day.ItemId == id && day.Day > since).GroupBy(day => day.TeamId)
            .Select(group => new { TeamId = group.Key, Plays = group.Sum(day => day.Plays), Views = group.Sum(day => day.Views) }).ToDictionaryAsync(sum => sum.TeamId, cancellationToken);
        var people = await (from member in database.TeamMembers
                            join use in database.ItemPeople on member.PersonId equals use.PersonId
                            where use.ItemId == id && use.LastAt >= start
                            group member by member.TeamId into team
                            select new { TeamId = team.Key, People = team.Count() }).ToDictionaryAsync(team => team.TeamId, team => team.People, cancellationToken);
        return [.. (await teams.ReadAsync(cancellationToken)).Select(team => new TeamUse(team.Name, people.GetValueOrDefault(team.Id), team.People, sums.GetValueOrDefault(team.Id)?.Plays ?? 0, sums.GetValueOrDefault(team.Id)?.Views ?? 0))
            .OrderByDescending(team => team.Plays + team.Views).ThenBy(team => team.Team, StringComparer.Ordinal)];
    }
}
