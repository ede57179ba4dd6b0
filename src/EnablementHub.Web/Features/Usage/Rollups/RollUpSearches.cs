using EnablementHub.Data;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Usage.Rollups;

/// <summary>Adds searches to their day, and what becomes of them when it is known: opened, played.</summary>
public sealed class RollUpSearches(HubDbContext database, OrganisationClock clock)
{
    private const int AtOnce = 500;

    /// <returns>Whether more may be waiting.</returns>
    public Task<bool> RunAsync(CancellationToken cancellationToken) => database.InUnitAsync(
        async token =>
        {
            var searches = await database.SearchRecords.Where(search => !search.IsCounted).OrderBy(search => search.At).Take(AtOnce).ToListAsync(token);
            foreach (var search in searches)
            {
                if (search.FoldedText.Length > 0) await AddAsync(search, token);
                search.IsCounted = true;
            }

            await database.SaveChangesAsync(token);
            return searches.Count == AtOnce;
        },
        isDone => true,
        cancellationToken);

    private async Task AddAsync(SearchRecord search, CancellationToken cancellationToken)
    {
        var known = CountedSearch.Made
            | (search.ItemClickedId is null ? CountedSearch.Nothing : CountedSearch.Opened)
            | (search.SecondsToFirstPlay is null ? CountedSearch.Nothing : CountedSearch.Played);
        var more = known & ~search.CountedAs;
        if (more == CountedSearch.Nothing) return;
        search.CountedAs = known | search.CountedAs;
        var day = await DayAsync(search, cancellationToken);
        if (more.HasFlag(CountedSearch.Made))
        {
            day.Searches++;
            if (search.Hits == 0 && search.Filters.Length == 0) day.Fruitless++;
            else if (search.Hits == 0) day.FruitlessFiltered++;
            if (await database.SearchPeople.FindAsync([search.FoldedText, search.PersonId], cancellationToken) is not { } person) database.Add(new SearchPerson { FoldedText = search.FoldedText, PersonId = search.PersonId, LastAt = search.At });
            else if (person.LastAt < search.At) person.LastAt = search.At;
        }

        if (more.HasFlag(CountedSearch.Opened))
        {
            day.Opened++;
            if (search.RankClicked is { } rank) (day.Ranked, day.RankSum) = (day.Ranked + 1, day.RankSum + rank);
        }

        if (more.HasFlag(CountedSearch.Played)) (day.Played, day.SecondsToPlay) = (day.Played + 1, day.SecondsToPlay + search.SecondsToFirstPlay!.Value);
    }

    private async Task<SearchDay> DayAsync(SearchRecord search, CancellationToken cancellationToken)
    {
        var day = clock.DayOf(search.At);
        if (await database.SearchDays.FindAsync([day, search.FoldedText], cancellationToken) is { } found) return found;
        var added = new SearchDay { Day = day, FoldedText = search.FoldedText, Text = search.Text };
        database.Add(added);
        return added;
    }
}
