using EnablementHub.Features.Approvals.Commenting;
using EnablementHub.Features.Clips.Playing;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Playbooks;
using EnablementHub.Features.Studio.Comparing;

namespace EnablementHub.Features.Approvals.Deciding;

/// <summary>What somebody typed that was refused, so that the page shows it again.</summary>
public sealed record RoundForm
{
    public string Words { get; init; } = "";
    public CommentFields Comment { get; init; } = new();
    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];

    public string? ProblemOf(string field) => Problems.FirstOrDefault(problem => problem.Field == field)?.Sentence;
}

/// <summary>One version before its reviewers: what changed, how it reads and sounds, and what was said of it.</summary>
public sealed record RoundPage
{
    public required ApprovalRound Round { get; init; }
    public required ItemVersion Version { get; init; }
    public required ItemReader Reader { get; init; }
    public required IReadOnlyList<FieldDifference> Differences { get; init; }
    public required ComposedText Text { get; init; }
    public required PlayerPage? Player { get; init; }
    public required ThreadList Comments { get; init; }

    /// <summary>Why nobody can decide any more; null while the round is in effect.</summary>
    public required string? Over { get; init; }

    /// <summary>The item's last round, where that is another one.</summary>
    public required int? LaterRoundId { get; init; }

    /// <summary>Sentences on what the version still lacks for publishing.</summary>
    public required IReadOnlyList<string> Missing { get; init; }
    public required bool MayDecide { get; init; }
    public RoundForm Form { get; init; } = new();

    public Item Item => Round.Item;
    public int PersonId => Reader.Viewer.PersonId;
    public RoundReviewer? Own => Round.Reviewers.FirstOrDefault(reviewer => reviewer.PersonId == PersonId);
    public int ApprovedBy => Round.Reviewers.Count(reviewer => reviewer.Decision == Decision.Approved);
    public int Asked => Round.Reviewers.Count(reviewer => reviewer.WasAsked);
}
