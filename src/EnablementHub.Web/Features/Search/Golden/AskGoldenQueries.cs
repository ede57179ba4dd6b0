using EnablementHub.Data;
using EnablementHub.Features.Search.Engine;
using EnablementHub.Features.Search.Judging;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Search.Golden;

/// <summary>
/// Asks every golden query now, as somebody who may find everything, and keeps what came of it. By the judge that the
/// measurements of the engines use. Nothing of it counts as a search of anybody.
/// </summary>
public sealed class AskGoldenQueries(HubDbContext database, ISearchEngine engine, OrganisationClock clock)
{
    /// <summary>How many of the answers the page shows: as many as the item must be among.</summary>
    private const int Shown = 3;

    /// <returns>A sentence where the index can't answer now; nothing was asked then.</returns>
    public async Task<string?> RunAsync(CancellationToken cancellationToken)
    {
        if (engine.NeedsRebuild) return "The search index is being built. Ask again in a minute.";
        var queries = await database.GoldenQueries.OrderBy(query => query.Id).Take(GoldenQuery.Most).ToListAsync(cancellationToken);
        var judge = new SearchJudge(engine, Visibility.Everything, clock.Now);
        try
        {
            var answers = judge.Ask(queries.Select(query => new JudgedQuery(query.Text, new Dictionary<int, int> { [query.ItemId] = JudgedQuery.LookedFor })));
            foreach (var (query, answer) in queries.Zip(answers)) query.Note(answer.Found, Shown, clock.Now);
        }
        catch (IndexReadException)
        {
            return "The search index can't be read now and is built anew. Ask again in a minute.";
        }

        await database.SaveChangesAsync(cancellationToken);
        return null;
    }
}
