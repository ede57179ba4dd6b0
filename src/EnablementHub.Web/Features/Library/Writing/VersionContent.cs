namespace EnablementHub.Features.Library.Writing;

/// <summary>Everything that a version holds, as written by a person and not yet rendered.</summary>
public sealed record VersionContent
{
    public required string Title { get; init; }
    public string Summary { get; init; } = "";

    /// <summary>Markdown, as are the recap and the cheat sheet.</summary>
    public string Body { get; init; } = "";
    public string Context { get; init; } = "";
    public string Recap { get; init; } = "";
    public string CheatSheet { get; init; } = "";
    public string? LinkUrl { get; init; }
    public int? MediaFileId { get; init; }
    public int? TranscriptId { get; init; }
    public string LengthOverride { get; init; } = "";
    public string Note { get; init; } = "";

    public static VersionContent From(ItemVersion version) => new()
    {
        Title = version.Title,
        Summary = version.Summary,
        Body = version.Body,
        Context = version.Context,
        Recap = version.Recap,
        CheatSheet = version.CheatSheet,
        LinkUrl = version.LinkUrl,
        MediaFileId = version.MediaFileId,
        TranscriptId = version.TranscriptId,
        LengthOverride = version.LengthOverride,
        Note = version.Note,
    };

    /// <summary>True when a reader would see no difference: the note on what changed does not count.</summary>
    public bool SaysTheSameAs(VersionContent other) => this with { Note = "" } == other with { Note = "" };

    /// <summary>Ends of line as one character, edges trimmed, an empty address as none: what a form sends becomes what is stored.</summary>
    public VersionContent Normalised() => this with
    {
        Title = OneLine(Title),
        Summary = Lines(Summary),
        Body = Lines(Body),
        Context = Lines(Context),
        Recap = Lines(Recap),
        CheatSheet = Lines(CheatSheet),
        LinkUrl = string.IsNullOrWhiteSpace(LinkUrl) ? null : LinkUrl.Trim(),
        LengthOverride = OneLine(LengthOverride),
        Note = OneLine(Note),
    };

    public IReadOnlyList<FieldProblem> Problems()
    {
        var problems = new List<FieldProblem>();
        if (Title.Length == 0) problems.Add(new(nameof(Title), "Give it a title."));
        TooLong(nameof(Title), "title", Title, ItemVersion.MaxTitleLength);
        TooLong(nameof(Summary), "summary", Summary, ItemVersion.MaxSummaryLength);
        TooLong(nameof(Body), "text", Body, ItemVersion.MaxBodyLength);
        TooLong(nameof(Context), "context", Context, ItemVersion.MaxContextLength);
        TooLong(nameof(Recap), "recap", Recap, ItemVersion.MaxBodyLength);
        TooLong(nameof(CheatSheet), "cheat sheet", CheatSheet, ItemVersion.MaxBodyLength);
        TooLong(nameof(LengthOverride), "reason", LengthOverride, ItemVersion.MaxNoteLength);
        TooLong(nameof(Note), "note", Note, ItemVersion.MaxNoteLength);
        TooLong(nameof(LinkUrl), "address", LinkUrl ?? "", ItemVersion.MaxUrlLength);
        if (LinkUrl is { Length: > 0 } url && !IsWebAddress(url)) problems.Add(new(nameof(LinkUrl), "Enter a whole web address that begins with http:// or https://."));
        return problems;

        void TooLong(string field, string name, string text, int limit)
        {
            if (text.Length > limit) problems.Add(new(field, FormattableString.Invariant($"The {name} has {text.Length:N0} characters; at most {limit:N0} fit. Shorten it.")));
        }
    }

    public static bool IsWebAddress(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address.Host.Length > 0;

    private static string Lines(string? text) => (text ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\0", "", StringComparison.Ordinal).Trim();

    private static string OneLine(string? text) => Lines(text).Replace('\n', ' ');
}
