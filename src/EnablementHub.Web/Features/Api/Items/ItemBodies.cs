using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EnablementHub.Features.Api.Bodies;
using EnablementHub.Features.Library;

namespace EnablementHub.Features.Api.Items;

/// <summary>What may be said about an item. A field that isn't sent stays as it is, or as a new item has it.</summary>
public abstract record ItemFields : ApiBody
{
    [MaxLength(ItemVersion.MaxSummaryLength)]
    public string? Summary { get; init; }

    [MaxLength(ItemVersion.MaxBodyLength), Description("Markdown.")]
    public string? Body { get; init; }

    [MaxLength(ItemVersion.MaxContextLength), Description("What happened before, for clips.")]
    public string? Context { get; init; }

    [MaxLength(ItemVersion.MaxBodyLength), Description("Markdown, for training videos.")]
    public string? Recap { get; init; }

    [MaxLength(ItemVersion.MaxBodyLength), Description("Markdown, for training videos.")]
    public string? CheatSheet { get; init; }

    [MaxLength(ItemVersion.MaxUrlLength), Description("Where a link leads: http or https.")]
    public string? LinkUrl { get; init; }

    [Description("BCP 47 tag, such as en.")]
    public string? Language { get; init; }

    [OneOf("internal", "external"), Description("Whether it may leave the company.")]
    public string? Use { get; init; }

    [Description("Number of the person who owns it; only leads give items away.")]
    public int? OwnerId { get; init; }

    [Description("Who finds it, as role:rep or team:3; empty: everyone. Only leads narrow it.")]
    public IReadOnlyList<string>? Audience { get; init; }

    [Description("Values by group, such as {\"topic\": [\"pricing\"]}. A change touches only the groups that it names.")]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Facets { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    [Description("First day on which readers find it.")]
    public DateOnly? ReleaseOn { get; init; }

    [Description("Last day on which readers find it.")]
    public DateOnly? ExpireOn { get; init; }

    [Description("The item that takes its place.")]
    public int? SuccessorId { get; init; }

    [MaxLength(ItemVersion.MaxNoteLength), Description("One sentence on what changed.")]
    public string? Note { get; init; }

    [Description("Goes on although others use the item and no successor is named.")]
    public bool? DespiteUses { get; init; }
}

/// <summary>A new item; it begins as a draft.</summary>
public sealed record NewItem : ItemFields
{
    [OneOf("clip", "playbook", "training-video", "template", "document", "link")]
    public required string Kind { get; init; }

    [MaxLength(ItemVersion.MaxTitleLength)]
    public required string Title { get; init; }

    [MaxLength(Item.MaxExternalIdLength), Description("What your system calls it; no two items share one.")]
    public string? ExternalId { get; init; }
}

/// <summary>A change: what isn't sent stays as it is, null empties.</summary>
public sealed record ItemChange : ItemFields
{
    [MaxLength(ItemVersion.MaxTitleLength)]
    public string? Title { get; init; }

    [MaxLength(Item.MaxExternalIdLength), Description("What your system calls it; null: nothing any more.")]
    public string? ExternalId { get; init; }
}

/// <summary>A whole item: what isn't sent is emptied; owner, audience, language and use stay.</summary>
public sealed record WholeItem : ItemFields
{
    [MaxLength(ItemVersion.MaxTitleLength)]
    public required string Title { get; init; }

    [OneOf("clip", "playbook", "training-video", "template", "document", "link"), Description("Needed where the item is not there yet; it never changes.")]
    public string? Kind { get; init; }
}

/// <summary>How to publish.</summary>
public sealed record PublishBody : ApiBody
{
    [Description("You checked that it is right: the item becomes verified.")]
    public bool? Verified { get; init; }

    [MaxLength(ItemVersion.MaxNoteLength), Description("One sentence on what changed.")]
    public string? Note { get; init; }

    [Description("Whether whoever knew the item before must hear of it.")]
    public bool? IsMajor { get; init; }

    [Description("First day on which readers see it, for a change of what is published; until then they go on with the live version. Left out, null or a day that has begun: at once.")]
    public DateOnly? From { get; init; }
}

/// <summary>How to end an item.</summary>
public sealed record EndBody : ApiBody
{
    [Description("The item that takes its place.")]
    public int? SuccessorId { get; init; }

    [Description("Goes on although others use the item and no successor is named.")]
    public bool? DespiteUses { get; init; }
}
