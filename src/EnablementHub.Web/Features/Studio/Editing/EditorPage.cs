using EnablementHub.Features.Clips;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Links.Uses;

namespace EnablementHub.Features.Studio.Editing;

/// <summary>Everything that the editor shows.</summary>
public sealed record EditorPage
{
    public required Item Item { get; init; }
    public required PublicationStatus Status { get; init; }
    public required TrustStatus Trust { get; init; }

    /// <summary>The revision on which the form stands; not the item's own while there is a conflict.</summary>
    public required int Revision { get; init; }

    /// <summary>The newest audit entry that the form knows of.</summary>
    public required long Seen { get; init; }
    public required EditorFields Fields { get; init; }
    public required ItemChoiceLists Choices { get; init; }
    public required IReadOnlyList<PublishingRequirement> Requirements { get; init; }
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>May publish, and change the owner and the audience.</summary>
    public required bool ManagesContent { get; init; }
    public required long MaxUploadBytes { get; init; }
    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];

    /// <summary>What happened in spite of the problems.</summary>
    public string? ProblemsTitle { get; init; }
    public EditConflict? Conflict { get; init; }

    /// <summary>In what is stored, not in what is being typed.</summary>
    public required IReadOnlyList<DeadLink> DeadLinks { get; init; }

    /// <summary>When the text that is shown was kept without being saved.</summary>
    public DateTimeOffset? RestoredFrom { get; init; }

    public ItemKind Kind => Item.Kind;
    public MediaFile? Media => Item.NewestVersion?.MediaFile;
    public Transcript? Captions => Item.NewestVersion?.Transcript;
    public int Met => Requirements.Count(requirement => requirement.IsMet);

    /// <summary>Days, use and successor of what readers see are a lead's.</summary>
    public bool MayChangePublication => ManagesContent || Item.State == PublicationState.Draft;

    public string? ProblemOf(string field) => Problems.FirstOrDefault(problem => problem.Field == field)?.Sentence;
}
