using EnablementHub.Features.Clips;
using EnablementHub.Features.Links.Graph;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Library;

/// <summary>The text and media of an item at one moment. Never changed after it was written; a change is a new version. Only what is said about it may come later.</summary>
public sealed class ItemVersion
{
    public const int MaxTitleLength = 160;
    public const int MaxSummaryLength = 500;
    public const int MaxContextLength = 500;
    public const int MaxNoteLength = 300;
    public const int MaxUrlLength = 2000;

    /// <summary>Longest markdown text, in characters.</summary>
    public const int MaxBodyLength = 200_000;

    private readonly List<ItemReference> _references = [];
    private readonly List<VersionLink> _links = [];

    public int Id { get; private set; }
    public int ItemId { get; private set; }
    public Item Item { get; private set; } = null!;
    public required int Number { get; init; }
    public required string Title { get; init; }
    public string Summary { get; init; } = "";

    /// <summary>Markdown as written.</summary>
    public string Body { get; init; } = "";

    /// <summary>Safe HTML rendered from <see cref="Body"/> when saved, with placeholders for what depends on the reader.</summary>
    public string BodyHtml { get; set; } = "";

    /// <summary>The words of body, recap and cheat sheet without markup, for search.</summary>
    public string BodyText { get; set; } = "";

    /// <summary>"What happened before", for clips.</summary>
    public string Context { get; init; } = "";

    /// <summary>Markdown of a training video's recap and cheat sheet, and the HTML rendered from them when saved.</summary>
    public string Recap { get; init; } = "";
    public string RecapHtml { get; set; } = "";
    public string CheatSheet { get; init; } = "";
    public string CheatSheetHtml { get; set; } = "";

    public string? LinkUrl { get; init; }
    public int? MediaFileId { get; init; }
    public MediaFile? MediaFile { get; private set; }
    public int? TranscriptId { get; init; }
    public Transcript? Transcript { get; private set; }

    /// <summary>A lead's reason for a clip longer than the limit; empty where none was needed.</summary>
    public string LengthOverride { get; init; } = "";

    /// <summary>One sentence on what changed.</summary>
    public string Note { get; set; } = "";

    /// <summary>True when whoever knew the version before must hear of this one.</summary>
    public bool IsMajor { get; set; }

    public required int AuthorId { get; init; }
    public Person Author { get; private set; } = null!;
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>The rewriting of links that made this version out of the one before; null for what a person wrote.</summary>
    public int? LinkRewriteId { get; set; }

    /// <summary>Every link with the place where it stands, as read by that edition of the reader.</summary>
    public IReadOnlyList<VersionLink> Links => _links;
    public int LinksEdition { get; private set; }

    public bool HoldsOnlyATitle =>
        Summary.Length + Body.Length + Context.Length + Recap.Length + CheatSheet.Length == 0 && LinkUrl is null && MediaFileId is null && TranscriptId is null;

    /// <summary>Items that this version links to or embeds.</summary>
    public IReadOnlyList<ItemReference> References => _references;

    public void SetReferences(IEnumerable<ItemReference> references)
    {
        _references.Clear();
        _references.AddRange(references.DistinctBy(reference => (reference.TargetItemId, reference.IsEmbed)));
    }

    public void SetLinks(IEnumerable<VersionLink> links, int edition)
    {
        _links.Clear();
        _links.AddRange(links);
        LinksEdition = edition;
    }

    internal static void Map(EntityTypeBuilder<ItemVersion> version)
    {
        version.Property(v => v.Title).HasMaxLength(MaxTitleLength);
        version.Property(v => v.Summary).HasMaxLength(MaxSummaryLength);
        version.Property(v => v.Context).HasMaxLength(MaxContextLength);
        version.Property(v => v.Note).HasMaxLength(MaxNoteLength);
        version.Property(v => v.LengthOverride).HasMaxLength(MaxNoteLength);
        version.Property(v => v.LinkUrl).HasMaxLength(MaxUrlLength);
        version.Ignore(v => v.HoldsOnlyATitle);
        version.HasIndex(v => new { v.ItemId, v.Number }).IsUnique();
        version.HasIndex(v => v.LinksEdition);
        version.HasIndex(v => v.LinkRewriteId);
        version.HasOne(v => v.Author).WithMany().HasForeignKey(v => v.AuthorId).OnDelete(DeleteBehavior.Restrict);
        version.HasOne(v => v.MediaFile).WithMany().HasForeignKey(v => v.MediaFileId).OnDelete(DeleteBehavior.Restrict);
        version.HasOne(v => v.Transcript).WithMany().HasForeignKey(v => v.TranscriptId).OnDelete(DeleteBehavior.Restrict);
        version.HasMany(v => v.References).WithOne().HasForeignKey(r => r.VersionId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>A version links to or embeds another item. The target is not a foreign key: a text may name what no longer exists.</summary>
public sealed class ItemReference
{
    public int VersionId { get; private set; }
    public required int TargetItemId { get; init; }
    public required bool IsEmbed { get; init; }

    internal static void Map(EntityTypeBuilder<ItemReference> reference)
    {
        reference.HasKey(r => new { r.VersionId, r.TargetItemId, r.IsEmbed });
        reference.HasIndex(r => r.TargetItemId);
    }
}
