using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;

namespace EnablementHub.Features.Search.Golden;

/// <summary>What came of a golden query, the worst first.</summary>
public enum GoldenVerdict
{
    /// <summary>Asked, and the item wasn't among the first three.</summary>
    Missed,
    NeverAsked,
    Met,
}

/// <param name="Wanted">Null: it is not the viewer's to see, or gone.</param>
/// <param name="IsCurrent">Readers find it today; nobody can find what has expired or was archived.</param>
/// <param name="Found">The first answers when it was last asked.</param>
public sealed record GoldenRow(GoldenQuery Query, ItemCard? Wanted, bool IsCurrent, IReadOnlyList<ItemCard> Found)
{
    private const int MustBeWithin = 3;

    public GoldenVerdict Verdict => Query.AskedAt is null ? GoldenVerdict.NeverAsked : Query.Place is <= MustBeWithin ? GoldenVerdict.Met : GoldenVerdict.Missed;

    public string Outcome => (Verdict, Query.Place, IsCurrent) switch
    {
        (GoldenVerdict.NeverAsked, _, _) => "Not asked yet",
        (_, { } place, _) => $"Place {place}",
        (_, null, false) => "Not found: it is no longer published",
        _ => "Not on the first page",
    };
}

/// <summary>What the form brought back, as typed.</summary>
public sealed record GoldenForm
{
    public string? Text { get; init; }
    public string? Item { get; init; }
}

public sealed record GoldenPage
{
    public required IReadOnlyList<GoldenRow> Rows { get; init; }
    public GoldenForm Form { get; init; } = new();
    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];

    public int Asked => Rows.Count(row => row.Verdict != GoldenVerdict.NeverAsked);
    public int Met => Rows.Count(row => row.Verdict == GoldenVerdict.Met);
    public DateTimeOffset? AskedAt => Rows.Max(row => row.Query.AskedAt);

    public string? ProblemOf(string field) => Problems.FirstOrDefault(problem => problem.Field == field)?.Sentence;
}
