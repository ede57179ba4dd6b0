using EnablementHub.Features.Import.Reading;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Markdown;
using EnablementHub.Platform.Markdown.Foreign;

namespace EnablementHub.Features.Import.Mapping;

/// <summary>An entry's words in the hub's markdown; its links still lead to files.</summary>
/// <param name="Refusal">Why it can't come in; null: it can.</param>
internal sealed record EntryText(EntryFields Fields, string Title, string Body, LineOrigins? Lines, IReadOnlyList<ForeignAnchor> Anchors, IReadOnlyList<Finding> Findings, string? Refusal = null)
{
    /// <summary>What stood above the text as its only heading is the title now; links to it mean the page.</summary>
    public AnchoredHeading? TitleHeading { get; init; }
}

/// <summary>Reads an entry's page or description. The same file gives the same words each time.</summary>
internal static class EntryReader
{
    private static readonly string[] IndexNames = ["readme", "index", "_index"];

    /// <param name="tree">Where the entry lies.</param>
    /// <param name="entry">What to read.</param>
    /// <param name="forAnchors">Only title, keys and anchors are asked for.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<EntryText> ReadAsync(SourceTree tree, SourceEntry entry, bool forAnchors, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        var (path, isPage) = entry.IsPage ? (entry.Path, true) : (entry.Description ?? "", false);
        if (path.Length == 0) return new EntryText(new EntryFields(), NameFrom(entry), "", null, [], findings);
        var file = await TextFile.ReadAsync(tree.FullPath(path), cancellationToken);
        if (file.Refusal is { } refusal) return Refused(refusal);
        if (file.Note is { } note) findings.Add(new Finding(FindingKind.Markup, path, 0, note));
        if (!isPage) return FromDescription(entry, file.Text, findings);
        var front = FrontMatterReader.Read(file.Text, Problem);
        var fields = FieldReader.Read(front.Values, Problem);
        if (fields.IsExported) return new EntryText(fields, fields.Title ?? NameFrom(entry), front.Body.Trim(), LineOrigins.Begin(front.Body.Trim(), front.BodyLine + Blank(front.Body)), [], findings);
        try
        {
            var foreign = ForeignMarkdown.Convert(front.Body, front.BodyLine, forAnchors);
            findings.AddRange(foreign.Problems.Select(problem => new Finding(FindingKind.Markup, path, problem.Line, problem.Sentence)));
            var (title, body, heading) = WithoutTitle(fields, foreign.Text);
            return new EntryText(fields, title ?? NameFrom(entry), body, foreign.Lines, foreign.Anchors, findings) { TitleHeading = heading };
        }
        catch (MarkdownTooComplexException error)
        {
            return Refused(error.Message);
        }

        void Problem(int line, string sentence) => findings.Add(new Finding(FindingKind.FrontMatter, path, line, sentence));

        EntryText Refused(string sentence) => new(new EntryFields(), NameFrom(entry), "", null, [], findings, sentence);
    }

    private static EntryText FromDescription(SourceEntry entry, string text, List<Finding> findings)
    {
        var values = FrontMatterReader.ReadDescription(text, FileKinds.Ending(entry.Description!) == ".json", Problem);
        var fields = FieldReader.Read(values, Problem);
        var body = (fields.Body ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
        return new EntryText(fields, fields.Title ?? NameFrom(entry), body, null, [], findings);

        void Problem(int line, string sentence) => findings.Add(new Finding(FindingKind.FrontMatter, entry.Description!, line, sentence));
    }

    /// <summary>The page shows the title above the text, so a first heading that is the title goes. Lines stay, for they tell where links stand.</summary>
    private static (string? Title, string Body, AnchoredHeading? Heading) WithoutTitle(EntryFields fields, string text)
    {
        var lines = text.Split('\n');
        var at = Array.FindIndex(lines, line => line.Trim().Length > 0);
        if (at < 0) return (fields.Title, text, null);
        var isUnderlined = at + 1 < lines.Length && lines[at + 1].Trim() is { Length: > 0 } below && below.Trim('=').Length == 0;
        if (!isUnderlined && !lines[at].TrimStart().StartsWith("# ", StringComparison.Ordinal)) return (fields.Title, text, null);
        if (TextAnchors.Read(isUnderlined ? lines[at] + "\n===" : lines[at]) is not [{ Level: 1 } first] || first.Text.Length == 0) return (fields.Title, text, null);
        if (fields.Title is { } said && !string.Equals(said.Trim(), first.Text, StringComparison.OrdinalIgnoreCase)) return (said, text, null);
        lines[at] = "";
        if (isUnderlined) lines[at + 1] = "";
        return (fields.Title ?? first.Text, string.Join('\n', lines), first);
    }

    private static int Blank(string body) => body.AsSpan(0, body.Length - body.TrimStart().Length).Count('\n');

    /// <summary>“people-ops/index.md” is called “People ops”.</summary>
    private static string NameFrom(SourceEntry entry)
    {
        var name = SourceEntry.Stem(SourceEntry.NameOf(entry.Path));
        if (IndexNames.Contains(name, StringComparer.OrdinalIgnoreCase) && entry.Folder.Length > 0) name = SourceEntry.NameOf(entry.Folder);
        return Readable(name);
    }

    public static string Readable(string name)
    {
        var words = string.Join(' ', name.Split((char[])['-', '_', ' ', '+'], StringSplitOptions.RemoveEmptyEntries));
        if (words.Length == 0) return name;
        return words.Length > ItemVersion.MaxTitleLength ? words[..ItemVersion.MaxTitleLength] : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
