using EnablementHub.Features.Library;
using EnablementHub.Features.Search.Engine;
using EnablementHub.Features.Shared.Components.Items;

namespace EnablementHub.Features.Search.Cards;

/// <summary>What a result row shows of an item besides what matched.</summary>
public sealed record ContentCard
{
    public required int Id { get; init; }
    public required ItemKind Kind { get; init; }
    public required string Title { get; init; }
    public required string Summary { get; init; }

    /// <summary>What happened before, for clips.</summary>
    public required string Context { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }
    public required DateOnly? ReleaseOn { get; init; }
    public required DateOnly? ExpireOn { get; init; }
    public required DateTimeOffset? VerifiedAt { get; init; }
    public required DateOnly? ReviewDueOn { get; init; }
    public required int? MediaFileId { get; init; }
    public required bool IsPlayable { get; init; }
    public required bool HasVideo { get; init; }

    /// <summary>Seconds; from the recording, else from the end of its transcript.</summary>
    public required double? Duration { get; init; }

    public required string Speaker { get; init; }
    public required IReadOnlyList<string> CompanySizes { get; init; }
    public required IReadOnlyList<string> Stages { get; init; }
    public required IReadOnlyList<string> Audience { get; init; }

    /// <summary>For the badge that stands after the title.</summary>
    public TrustMark Trust(DateOnly today, DateTimeOffset now) => TrustMark.For(VerifiedAt, ReviewDueOn, expiredOn: null, today, now, Item.DueWithinDays);

    /// <summary>Whether the viewer may find it on that day.</summary>
    public bool IsVisible(Visibility viewer, DateOnly today) =>
        viewer.MayFind(Audience) && Item.Status(PublicationState.Published, ReleaseOn, ExpireOn, today) == PublicationStatus.Published;
}
