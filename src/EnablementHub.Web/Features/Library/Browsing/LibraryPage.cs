using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Shared.Components;

namespace EnablementHub.Features.Library.Browsing;

/// <summary>One item of a list, with what its editors see of it.</summary>
public sealed record LibraryRow
{
    public required int Id { get; init; }
    public required ItemKind Kind { get; init; }
    public required string Title { get; init; }
    public required string Summary { get; init; }
    public required string Speaker { get; init; }
    public required double? Duration { get; init; }
    public required bool CanPlay { get; init; }
    public required int OwnerId { get; init; }
    public required string OwnerName { get; init; }
    public required PublicationState State { get; init; }
    public required DateOnly? ReleaseOn { get; init; }
    public required DateOnly? ExpireOn { get; init; }
    public required bool HasPending { get; init; }
    public required ApprovalState Approval { get; init; }

    /// <summary>First day on which the change that waits takes the place of what readers see; null: none is chosen.</summary>
    public required DateOnly? ChangeOn { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
    public required DateTimeOffset? VerifiedAt { get; init; }
    public required DateOnly? ReviewDueOn { get; init; }

    /// <summary>Of the last 90 days; null for those who don't see usage.</summary>
    public int? Plays { get; init; }
    public int? Viewers { get; init; }

    public string Href => ItemLinks.To(Id, Title);

    public PublicationStatus StatusOn(DateOnly today) => Item.Status(State, ReleaseOn, ExpireOn, today, Approval);

    public TrustStatus TrustOn(DateOnly today) => Item.Trust(VerifiedAt, ReviewDueOn, today);
}

public sealed record OwnerChoice(int Id, string Name);

public sealed record FacetChoice(int Id, string Group, string Value, string Label);

public sealed record LibraryPage
{
    public required LibraryFilter Filter { get; init; }
    public required ItemReader Reader { get; init; }
    public required IReadOnlyList<LibraryRow> Rows { get; init; }
    public required int Total { get; init; }

    /// <summary>Marked for a change of many already, by their numbers.</summary>
    public IReadOnlySet<int> Chosen { get; init; } = new HashSet<int>();
    public FolderView Folders { get; init; } = FolderView.None;

    /// <summary>What the filters offer.</summary>
    public required IReadOnlyList<FacetChoice> Facets { get; init; }
    public required IReadOnlyList<OwnerChoice> Owners { get; init; }
    public required IReadOnlyList<string> Languages { get; init; }

    public int LastPage => Math.Clamp((Total + LibraryFilter.PageSize - 1) / LibraryFilter.PageSize, 1, LibraryFilter.MaxPage);
    public PagerModel Pages => new(
        ((Filter.Page - 1) * LibraryFilter.PageSize) + 1,
        ((Filter.Page - 1) * LibraryFilter.PageSize) + Rows.Count,
        Total,
        Filter.Page > 1 ? (Filter with { Page = Filter.Page - 1 }).Href : null,
        Filter.Page < LastPage ? (Filter with { Page = Filter.Page + 1 }).Href : null);

    public string LabelOf(string group, string value) => Facets.FirstOrDefault(facet => facet.Group == group && facet.Value == value)?.Label ?? value;
}
