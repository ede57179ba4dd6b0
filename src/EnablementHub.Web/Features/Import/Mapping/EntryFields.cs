using EnablementHub.Features.Library;

namespace EnablementHub.Features.Import.Mapping;

/// <summary>What front matter or a description says of an item, in the hub's words; null where it says nothing.</summary>
internal sealed record EntryFields
{
    public string? Title { get; set; }
    public string? Summary { get; set; }
    public ItemKind? Kind { get; set; }
    public string? Key { get; set; }
    public string? Language { get; set; }
    public string? OwnerEmail { get; set; }
    public int OwnerLine { get; set; }
    public IReadOnlyList<string>? Tags { get; set; }

    /// <summary>By group: values or labels.</summary>
    public Dictionary<string, IReadOnlyList<string>> Facets { get; } = new(StringComparer.Ordinal);
    public bool HasAudience { get; set; }
    public int AudienceLine { get; set; }
    public IReadOnlyList<string> AudienceRoles { get; set; } = [];
    public IReadOnlyList<string> AudienceTeams { get; set; } = [];
    public ItemUse Use { get; set; }
    public PublicationState? State { get; set; }
    public DateOnly? ReleaseOn { get; set; }
    public DateOnly? ExpireOn { get; set; }
    public DateOnly? PublishedOn { get; set; }
    public DateOnly? VerifiedOn { get; set; }
    public DateOnly? ReviewDueOn { get; set; }
    public string? VerifierEmail { get; set; }
    public string? VerifierTeam { get; set; }
    public string? BackupEmail { get; set; }

    /// <summary>The file of the item that takes its place.</summary>
    public string? Successor { get; set; }
    public string? ExternalId { get; set; }
    public string Context { get; set; } = "";
    public string Recap { get; set; } = "";
    public string CheatSheet { get; set; } = "";
    public string LengthReason { get; set; } = "";
    public string? Url { get; set; }
    public string? Media { get; set; }
    public string? Captions { get; set; }

    /// <summary>The item's text, where no page has it.</summary>
    public string? Body { get; set; }

    /// <summary>Other addresses of the page on the site that it comes from.</summary>
    public List<string> Addresses { get; } = [];

    /// <summary>A hub wrote it: its text is taken as it is.</summary>
    public bool IsExported { get; set; }
}
