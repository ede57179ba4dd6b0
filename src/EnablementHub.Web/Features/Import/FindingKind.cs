namespace EnablementHub.Features.Import;

/// <summary>What a finding of an import is about.</summary>
public enum FindingKind
{
    /// <summary>A link that leads nowhere.</summary>
    Link = 0,

    /// <summary>Markup that has no form in the hub.</summary>
    Markup = 1,

    /// <summary>Keys and values of front matter and descriptions.</summary>
    FrontMatter = 2,

    /// <summary>A picture, recording or document.</summary>
    File = 3,

    /// <summary>It came in as a draft, because a rule of the hub keeps it from being published.</summary>
    Draft = 4,

    /// <summary>What people did in the hub since the last import, and what was left as it is because of that.</summary>
    Hub = 5,

    /// <summary>The file did not come in at all.</summary>
    Refused = 6,

    /// <summary>Imported before, and no longer in the folder.</summary>
    Gone = 7,
}

public static class FindingWords
{
    public static string Label(this FindingKind kind) => kind switch
    {
        FindingKind.Link => "links that lead nowhere",
        FindingKind.Markup => "markup that the hub has no form for",
        FindingKind.FrontMatter => "front matter that was not understood",
        FindingKind.File => "pictures and files",
        FindingKind.Draft => "came in as drafts",
        FindingKind.Hub => "changed in the hub since",
        FindingKind.Refused => "did not come in",
        _ => "no longer in the folder",
    };
}
