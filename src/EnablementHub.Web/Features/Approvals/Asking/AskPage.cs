using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;

namespace EnablementHub.Features.Approvals.Asking;

/// <summary>What the form holds, as typed.</summary>
public sealed record AskFields(IReadOnlyList<int> Reviewers, bool NeedsAll, string Words, string Note, bool IsMajor);

/// <param name="Topics">The item's topics whose reviewer this person is.</param>
public sealed record PossibleReviewer(int Id, string Name, IReadOnlyList<string> Topics);

public sealed record AskPage
{
    public required Item Item { get; init; }
    public required ItemVersion Version { get; init; }
    public required IReadOnlyList<PossibleReviewer> People { get; init; }
    public required AskFields Fields { get; init; }
    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];

    public string? ProblemOf(string field) => Problems.FirstOrDefault(problem => problem.Field == field)?.Sentence;
}
