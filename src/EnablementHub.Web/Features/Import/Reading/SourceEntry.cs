using EnablementHub.Features.Library;
using EnablementHub.Platform.Markdown.Foreign;

namespace EnablementHub.Features.Import.Reading;

/// <summary>What of a folder becomes one item: a page or a recording or a document, with what lies beside it under the same name.</summary>
internal sealed class SourceEntry
{
    /// <summary>Of the page where there is one, else of the recording or document; below the folder, with slashes.</summary>
    public required string Path { get; init; }
    public required bool IsPage { get; init; }

    /// <summary>Recording or document.</summary>
    public string? Media { get; set; }
    public string? Captions { get; set; }

    /// <summary>YAML or JSON beside a recording or document.</summary>
    public string? Description { get; set; }

    /// <summary>It can't come in; the report says why.</summary>
    public bool IsRefused { get; set; }

    // What the first look found: little, for there may be a hundred thousand of them.
    public ItemKind Kind { get; set; } = ItemKind.Playbook;
    public string Title { get; set; } = "";
    public EntryAnchors Anchors { get; set; } = EntryAnchors.None;

    /// <summary>Other addresses by which pages of the site lead here.</summary>
    public IReadOnlyList<string> Addresses { get; set; } = [];

    public int ItemId { get; set; }

    public string Folder => Path.LastIndexOf('/') is >= 0 and var at ? Path[..at] : "";

    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    public static string Stem(string path)
    {
        var point = path.LastIndexOf('.');
        return point > path.LastIndexOf('/') + 1 ? path[..point] : path;
    }
}

/// <summary>The places of an entry that links may mean, in few bytes: hashes of the hub's own anchors, and names for those that differ.</summary>
internal sealed class EntryAnchors
{
    private readonly ulong[] _own;
    private readonly Dictionary<string, string>? _others;

    public EntryAnchors(IEnumerable<string> own, Dictionary<string, string> others)
    {
        _own = [.. own.Select(Hash).Order()];
        _others = others.Count == 0 ? null : others;
    }

    public static EntryAnchors None { get; } = new([], []);

    /// <summary>The hub's own anchor; empty for the page as a whole; null: there is no such place.</summary>
    public string? Find(string anchor) => FindOne(anchor) ?? FindOne(anchor.ToLowerInvariant()) ?? FindOne(anchor.Trim('-').ToLowerInvariant()) ?? FindOne(TextAnchors.AsOnGitHub(anchor));

    private string? FindOne(string anchor) => _others?.TryGetValue(anchor, out var own) == true ? own : Array.BinarySearch(_own, Hash(anchor)) >= 0 ? anchor : null;

    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in text) hash = (hash ^ character) * 1099511628211UL;
        return hash;
    }
}
