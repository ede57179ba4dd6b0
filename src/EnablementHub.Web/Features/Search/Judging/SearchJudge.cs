using EnablementHub.Features.Search.Engine;

namespace EnablementHub.Features.Search.Judging;

/// <summary>Asks an engine judged questions, as a viewer sees the answers.</summary>
public sealed class SearchJudge(ISearchEngine engine, Visibility viewer, DateTimeOffset now)
{
    /// <returns>Each question with its quality and the items that were shown.</returns>
    public IReadOnlyList<JudgedAnswer> Ask(IEnumerable<JudgedQuery> queries) => [.. queries.Select(Ask)];

    private JudgedAnswer Ask(JudgedQuery query)
    {
        var found = engine.Search(new SearchQuery { Text = query.Text, Viewer = viewer, Now = now }).Hits.Select(hit => hit.Id).ToList();
        return new JudgedAnswer(query, found, RankingQuality.Of(found, query.Grades));
    }
}

public sealed record JudgedAnswer(JudgedQuery Query, IReadOnlyList<int> Found, RankingQuality Quality);
