using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Library;

public enum PublicationState
{
    Draft = 0,
    Published = 1,
    Archived = 2,
}

/// <summary>What the stored state and the two days amount to on a given day.</summary>
public enum PublicationStatus
{
    Draft,

    /// <summary>A draft that reviewers look at, or have approved.</summary>
    InReview,
    Scheduled,
    Published,
    Expired,
    Archived,
}

/// <summary>Where reviewers stand with an item's newest version.</summary>
public enum ApprovalState
{
    /// <summary>Nobody was asked, or what they said was about an earlier version.</summary>
    None = 0,
    Waiting = 1,
    ChangesAsked = 2,
    Approved = 3,
}

public enum TrustStatus
{
    Unverified,
    Due,
    Verified,
}

public enum ItemUse
{
    Internal = 0,
    External = 1,
}

/// <summary>
/// One piece of content. Its text and media live in versions; owner, audience, facets and dates are the item's own
/// and hold at once. Every change goes through a method here, so that <see cref="Revision"/> always moves.
/// </summary>
public sealed partial class Item
{
    public const int MaxKeyLength = 100;
    public const int MaxExternalIdLength = 200;
    public const int MaxTagLength = 40;
    public const int MaxTags = 20;

    /// <summary>How long before its review date an item counts as due (FIELD, Lifecycle).</summary>
    public const int DueWithinDays = 14;

    private readonly List<ItemVersion> _versions = [];
    private readonly List<ItemFacet> _facets = [];
    private readonly List<ItemTag> _tags = [];
    private readonly List<ItemAudience> _audience = [];

    private Item()
    {
    }

    public Item(ItemKind kind, int ownerId, DateTimeOffset now)
    {
        Kind = kind;
        OwnerId = ownerId;
        CreatedAt = now;
        ChangedAt = now;
    }

    public int Id { get; private set; }
    public ItemKind Kind { get; private set; }

    /// <summary>The name by which seeds and imports find the item again; null for what was written here.</summary>
    public string? Key { get; set; }

    /// <summary>What another system calls it; null where none does.</summary>
    public string? ExternalId { get; private set; }

    public PublicationState State { get; private set; }
    public int OwnerId { get; set; }
    public Person Owner { get; private set; } = null!;
    public string Language { get; set; } = "en";
    public ItemUse Use { get; set; }

    /// <summary>First day, in the organisation's zone, on which readers find it; null: as soon as published.</summary>
    public DateOnly? ReleaseOn { get; private set; }

    /// <summary>Last day, in the organisation's zone, on which readers find it; null: no end.</summary>
    public DateOnly? ExpireOn { get; private set; }

    public int? SuccessorId { get; set; }
    public Item? Successor { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }
    public DateTimeOffset? PublishedAt { get; private set; }

    public DateTimeOffset? VerifiedAt { get; private set; }
    public int? VerifiedById { get; private set; }
    public Person? VerifiedBy { get; private set; }
    public DateOnly? ReviewDueOn { get; private set; }

    /// <summary>
    /// Number of the version that readers see. A number and not a foreign key, so that an item and its first version
    /// are written in one go.
    /// </summary>
    public int? LiveNumber { get; private set; }

    /// <summary>Number of the version that waits for publishing.</summary>
    public int? PendingNumber { get; private set; }

    public ApprovalState Approval { get; private set; }

    /// <summary>Needs the version to be loaded.</summary>
    public ItemVersion? LiveVersion => LiveNumber is { } number ? _versions.Find(version => version.Number == number) : null;

    /// <summary>Needs the version to be loaded.</summary>
    public ItemVersion? PendingVersion => PendingNumber is { } number ? _versions.Find(version => version.Number == number) : null;

    /// <summary>Moves with every write: the concurrency token, and what an editor's form carries.</summary>
    public int Revision { get; private set; }

    public IReadOnlyList<ItemVersion> Versions => _versions;
    public IReadOnlyList<ItemFacet> Facets => _facets;
    public IReadOnlyList<ItemTag> Tags => _tags;
    public IReadOnlyList<ItemAudience> Audience => _audience;

    /// <summary>The version that an editor goes on with: the pending one where there is one.</summary>
    public ItemVersion? NewestVersion => PendingVersion ?? LiveVersion;

    /// <summary>Number of <see cref="NewestVersion"/>, without any version loaded.</summary>
    public int NewestNumber => PendingNumber ?? LiveNumber ?? 0;

    public PublicationStatus StatusOn(DateOnly today) => Status(State, ReleaseOn, ExpireOn, today, Approval);

    public static PublicationStatus Status(PublicationState state, DateOnly? releaseOn, DateOnly? expireOn, DateOnly today, ApprovalState approval = ApprovalState.None) => state switch
    {
        PublicationState.Draft => approval.IsInReview() ? PublicationStatus.InReview : PublicationStatus.Draft,
        PublicationState.Archived => PublicationStatus.Archived,
        _ when expireOn < today => PublicationStatus.Expired,
        _ when releaseOn > today => PublicationStatus.Scheduled,
        _ => PublicationStatus.Published,
    };

    public TrustStatus TrustOn(DateOnly today) => Trust(VerifiedAt, ReviewDueOn, today);

    public static TrustStatus Trust(DateTimeOffset? verifiedAt, DateOnly? reviewDueOn, DateOnly today)
    {
        if (verifiedAt is null || reviewDueOn < today) return TrustStatus.Unverified;
        return reviewDueOn <= today.AddDays(DueWithinDays) ? TrustStatus.Due : TrustStatus.Verified;
    }

    public void Touch(DateTimeOffset now)
    {
        ChangedAt = now;
        Revision++;
    }

    /// <summary>The version was begun with its title and nothing was written yet. Needs the pending version to be loaded.</summary>
    public bool IsJustBegun => LiveNumber is null && Approval == ApprovalState.None && PendingVersion is { Number: 1, HoldsOnlyATitle: true };

    /// <summary>Makes the pending version the live one. The caller has asked <c>PublishingRules</c> before.</summary>
    public void Publish(DateTimeOffset now)
    {
        if (PendingNumber is not null)
        {
            LiveNumber = PendingNumber;
            PendingNumber = null;
        }

        if (LiveNumber is null) throw new InvalidOperationException("There is no version to publish.");
        State = PublicationState.Published;
        PublishedAt = now;
        Approval = ApprovalState.None;
        EndSchedule();
        Touch(now);
    }

    public void Archive(DateTimeOffset now)
    {
        State = PublicationState.Archived;
        Approval = ApprovalState.None;
        EndSchedule();
        Touch(now);
    }

    /// <summary>Back from the archive: published if it ever was, else a draft.</summary>
    public void RestoreFromArchive(DateTimeOffset now)
    {
        State = LiveNumber is null ? PublicationState.Draft : PublicationState.Published;
        Touch(now);
    }

    public void NameOutside(string? externalId, DateTimeOffset now)
    {
        ExternalId = externalId;
        Touch(now);
    }

    public void SetDates(DateOnly? releaseOn, DateOnly? expireOn)
    {
        if (expireOn < releaseOn) throw new ArgumentException("The expiry day lies before the release day.", nameof(expireOn));
        ReleaseOn = releaseOn;
        ExpireOn = expireOn;
    }

    public void SetFacets(IEnumerable<int> facetValueIds)
    {
        var wanted = facetValueIds.ToHashSet();
        _facets.RemoveAll(facet => !wanted.Contains(facet.FacetValueId));
        foreach (var id in wanted.Where(id => _facets.TrueForAll(facet => facet.FacetValueId != id))) _facets.Add(new ItemFacet { FacetValueId = id });
    }

    public void SetTags(IEnumerable<string> tags)
    {
        var wanted = tags.Select(tag => tag.Trim()).Where(tag => tag.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        _tags.RemoveAll(tag => !wanted.Contains(tag.Tag, StringComparer.Ordinal));
        foreach (var tag in wanted.Where(tag => _tags.TrueForAll(existing => existing.Tag != tag))) _tags.Add(new ItemTag { Tag = tag });
    }

    /// <summary>Who finds it; an empty list means everyone.</summary>
    public void SetAudience(IEnumerable<string> grants)
    {
        var wanted = grants.ToHashSet(StringComparer.Ordinal);
        _audience.RemoveAll(entry => !wanted.Contains(entry.Grant));
        foreach (var grant in wanted.Where(grant => _audience.TrueForAll(entry => entry.Grant != grant))) _audience.Add(new ItemAudience { Grant = grant });
    }

    internal static void Map(EntityTypeBuilder<Item> item)
    {
        item.Property(i => i.Key).HasMaxLength(MaxKeyLength);
        item.HasIndex(i => i.Key).IsUnique();
        item.Property(i => i.ExternalId).HasMaxLength(MaxExternalIdLength);
        item.HasIndex(i => i.ExternalId).IsUnique();
        item.Property(i => i.Language).HasMaxLength(12);
        item.Property(i => i.Revision).IsConcurrencyToken();
        item.HasOne(i => i.Owner).WithMany().HasForeignKey(i => i.OwnerId).OnDelete(DeleteBehavior.Restrict);
        item.HasOne(i => i.VerifiedBy).WithMany().HasForeignKey(i => i.VerifiedById).OnDelete(DeleteBehavior.Restrict);
        item.HasOne(i => i.Successor).WithMany().HasForeignKey(i => i.SuccessorId).OnDelete(DeleteBehavior.Restrict);
        item.Ignore(i => i.LiveVersion);
        item.Ignore(i => i.PendingVersion);
        item.Ignore(i => i.NewestVersion);
        item.Ignore(i => i.NewestNumber);
        item.Ignore(i => i.IsJustBegun);
        item.HasMany(i => i.Versions).WithOne(v => v.Item).HasForeignKey(v => v.ItemId).OnDelete(DeleteBehavior.Cascade);
        item.HasMany(i => i.Facets).WithOne().HasForeignKey(f => f.ItemId).OnDelete(DeleteBehavior.Cascade);
        item.HasMany(i => i.Tags).WithOne().HasForeignKey(t => t.ItemId).OnDelete(DeleteBehavior.Cascade);
        item.HasMany(i => i.Audience).WithOne().HasForeignKey(a => a.ItemId).OnDelete(DeleteBehavior.Cascade);
        item.HasIndex(i => new { i.State, i.Kind, i.ChangedAt });
        item.HasIndex(i => new { i.State, i.ExpireOn });
        item.HasIndex(i => i.Approval);
        item.HasIndex(i => i.PublishedAt);

        // For what was published lately: the embedded database keeps no statistics, and would take any index that begins with the state and read all that is published.
        item.HasIndex(i => new { i.State, i.PublishedAt });
        item.HasIndex(i => i.ChangedAt);
        item.HasIndex(i => i.ReviewDueOn);
        MapTrust(item);
        MapSchedule(item);
    }
}
