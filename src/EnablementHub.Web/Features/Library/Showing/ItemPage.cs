using EnablementHub.Features.Clips.Playing;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Features.Playbooks;
using EnablementHub.Features.Usage;
using EnablementHub.Platform.Markdown;

namespace EnablementHub.Features.Library.Showing;

/// <summary>An item's own facts and the texts of the version that is shown.</summary>
public sealed record ShownItem
{
    public required int Id { get; init; }
    public required ItemKind Kind { get; init; }
    public required PublicationState State { get; init; }
    public required DateOnly? ReleaseOn { get; init; }
    public required DateOnly? ExpireOn { get; init; }
    public required int OwnerId { get; init; }
    public required string OwnerName { get; init; }
    public required string Language { get; init; }
    public required ItemUse Use { get; init; }
    public required int? SuccessorId { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
    public required DateTimeOffset? PublishedAt { get; init; }
    public required DateTimeOffset? VerifiedAt { get; init; }
    public required string? VerifiedBy { get; init; }
    public required DateOnly? ReviewDueOn { get; init; }
    public required TrustReason? UntrustedReason { get; init; }

    /// <summary>Who checks it: a person or a group; null: the owner.</summary>
    public required string? Verifier { get; init; }
    public required string? Backup { get; init; }
    public required int? LiveNumber { get; init; }
    public required int? PendingNumber { get; init; }
    public required int Number { get; init; }
    public required string Title { get; init; }
    public required string Summary { get; init; }
    public required string BodyHtml { get; init; }

    /// <summary>As written, for copying.</summary>
    public required string Body { get; init; }
    public required string Context { get; init; }
    public required SafeHtml Recap { get; init; }
    public required SafeHtml CheatSheet { get; init; }
    public required string? LinkUrl { get; init; }
    public required ShownFile? File { get; init; }
    public required int? TranscriptId { get; init; }
    public required double? TranscriptEnd { get; init; }

    public bool IsLive => Number == LiveNumber;

    public PublicationStatus StatusOn(DateOnly today) => Item.Status(State, ReleaseOn, ExpireOn, today);

    public TrustStatus TrustOn(DateOnly today) => Item.Trust(VerifiedAt, ReviewDueOn, today);
}

public sealed record ShownFile(int Id, string StoreKey, string FileName, string ContentType, long Length, double? Duration, bool HasVideo, bool HasAudio)
{
    public bool IsPlayable => HasVideo || HasAudio;
}

/// <param name="Group">Slug of the facet group.</param>
public sealed record ShownFacet(int ValueId, string Group, string Value, string Label);

/// <summary>One line of the trust history; the hub itself has no name.</summary>
public sealed record ShownTrustEvent(TrustEventKind Kind, DateTimeOffset At, string? Person, TrustReason? Reason, string Note, DateOnly? Until);

/// <summary>Everything that the page of an item shows to one reader.</summary>
public sealed record ItemPage
{
    public required ShownItem Item { get; init; }
    public required ItemReader Reader { get; init; }
    public required IReadOnlyList<ShownFacet> Facets { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }
    public required ComposedText Text { get; init; }

    /// <summary>Null for what isn't watched or heard.</summary>
    public required PlayerPage? Player { get; init; }

    /// <summary>The document's file is no longer whole in the store.</summary>
    public required bool IsFileMissing { get; init; }

    public required IReadOnlyList<ItemCard> UsedIn { get; init; }

    /// <summary>The words with which those link to it, by item.</summary>
    public required ILookup<int, string> UsedWords { get; init; }
    public required IReadOnlyList<ItemCard> Related { get; init; }
    public required ItemCard? Successor { get; init; }

    /// <summary>The newest first.</summary>
    public required IReadOnlyList<ShownTrustEvent> TrustHistory { get; init; }

    /// <summary>Null for those who don't see usage.</summary>
    public required ItemFigures? Figures { get; init; }

    /// <summary>Who finds it, in words; for those who may edit it.</summary>
    public required IReadOnlyList<string> Audience { get; init; }

    public PublicationStatus Status => Item.StatusOn(Reader.Today);
    public TrustStatus Trust => Item.TrustOn(Reader.Today);
    public bool MayEdit => Reader.MayEdit(Item.OwnerId);

    /// <summary>What is shown is not what readers see.</summary>
    public bool IsPreview => !Item.IsLive;
    public bool HasPending => Item.PendingNumber is not null && Item.LiveNumber is not null;

    /// <summary>The first few of an item's words for this one, in quotes; empty where there are none.</summary>
    public string UsedAs(int itemId) => string.Join(", ", UsedWords[itemId].Where(words => words.Length > 0).Distinct(StringComparer.Ordinal).Take(3).Select(words => $"“{words}”"));

    public string Speaker => Facets.FirstOrDefault(facet => facet.Group == Taxonomy.FacetGroups.Speaker)?.Label ?? "";
}

/// <summary>What is left of an expired item for its readers.</summary>
public sealed record ExpiredPage(string Title, ItemKind Kind, DateOnly ExpiredOn, string OwnerName, ItemCard? Successor);
