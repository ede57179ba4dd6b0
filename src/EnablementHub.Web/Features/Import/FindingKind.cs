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
    /// <summary>What stands behind the number, in the right number: “1 link that leads nowhere”.</summary>
    public static string Label(this FindingKind kind, int count) => kind switch
    {
        FindingKind.Link => count == 1 ? "link that leads nowhere" : "links that lead nowhere",
        FindingKind.Markup => count == 1 ? "piece of markup that the hub has no form for" : "pieces of markup that the hub has no form for",
        FindingKind.FrontMatter => count == 1 ? "line of front matter that was not understood" : "lines of front matter that were not understood",
        FindingKind.File => count == 1 ? "note on a picture or file" : "notes on pictures and files",
        FindingKind.Draft => count == 1 ? "reason to stay a draft" : "reasons to stay a draft",
        FindingKind.Hub => count == 1 ? "change made in the hub since" : "changes made in the hub since",
        FindingKind.Refused => "did not come in",
        _ => "no longer in the folder",
    };
}
