using EnablementHub.Features.Import.Reading;

namespace EnablementHub.Features.Import.Mapping;

/// <summary>Where a link between files leads.</summary>
/// <param name="Entry">The item-to-be.</param>
/// <param name="File">A picture or another file, as it is written in the folder.</param>
/// <param name="IsFolder">A folder without a page of its own.</param>
internal sealed record FoundTarget(SourceEntry? Entry, string? File = null, bool IsFolder = false);

/// <summary>Finds the files that links mean: with and without ending, by folder, from the site's root, by other addresses of a page, by name alone.</summary>
internal sealed class LinkFinder
{
    private static readonly string[] Indexes = ["README.md", "index.md", "_index.md", "readme.md", "Readme.md", "index.mdx", "_index.markdown", "index.markdown", "INDEX.md", "SUMMARY.md"];
    private static readonly string[] SiteRoots = ["content", "docs", "doc", "src", "source", "pages", "site", "handbook", "static", "public", "assets", "content/en", "docs/src", "src/content", "src/pages", "content/docs", "website/docs"];

    private readonly SourceTree _tree;
    private readonly string[] _roots;
    private readonly Dictionary<string, SourceEntry> _byAddress = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SourceEntry?> _byName = new(StringComparer.OrdinalIgnoreCase);

    public LinkFinder(SourceTree tree)
    {
        _tree = tree;
        _roots = [.. SiteRoots.Where(tree.HasFolder)];
        foreach (var entry in tree.Entries)
        {
            foreach (var address in entry.Addresses) _byAddress.TryAdd(address.Trim('/'), entry);
            var name = SourceEntry.Stem(SourceEntry.NameOf(entry.Path));
            _byName.TryAdd(name, entry);
        }
    }

    /// <param name="from">The entry in which the link stands.</param>
    /// <param name="address">Without its query and anchor, as written.</param>
    public FoundTarget? Find(SourceEntry from, string address)
    {
        if (address.StartsWith("wiki:", StringComparison.Ordinal)) return ByName(from, Unescaped(address["wiki:".Length..]));
        var path = Unescaped(address).Replace('\\', '/');
        if (path.StartsWith('/')) return FromRoot(path.Trim('/'));
        return (Join(from.Folder, path) is { } beside ? At(beside) : null)
            ?? (Join(SourceEntry.Stem(from.Path), path) is { } below ? At(below) : null)
            ?? FromRoot(path.Trim('/'), onlyWhole: true);
    }

    /// <summary>The page of a folder; null: it has none.</summary>
    public SourceEntry? IndexOf(string folder) => Indexes.Select(name => _tree.Entry(folder.Length == 0 ? name : folder + "/" + name)).FirstOrDefault(entry => entry is { IsPage: true });

    private FoundTarget? FromRoot(string path, bool onlyWhole = false)
    {
        if (Normalised(path) is not { } whole) return null;
        var found = At(whole);
        if (found is not null && !(onlyWhole && found.IsFolder)) return found;
        foreach (var root in _roots)
        {
            if (At(root + "/" + whole) is { } below && !(onlyWhole && below.IsFolder)) return below;
        }

        return _byAddress.TryGetValue(whole, out var entry) ? new FoundTarget(entry) : null;
    }

    private FoundTarget? At(string path)
    {
        if (_tree.Entry(path) is { } entry) return new FoundTarget(entry);
        if (_tree.File(path) is { } file) return new FoundTarget(null, file);
        foreach (var ending in (string[])[".md", ".markdown", ".mdx"])
        {
            if (_tree.Entry(path + ending) is { } page) return new FoundTarget(page);
        }

        if (FileKinds.Ending(path) is ".html" or ".htm" or ".md" or ".mdx" && At(SourceEntry.Stem(path)) is { IsFolder: false } other) return other;
        if (!_tree.HasFolder(path)) return null;
        return IndexOf(path) is { } index ? new FoundTarget(index) : new FoundTarget(null, IsFolder: true);
    }

    private FoundTarget? ByName(SourceEntry from, string name)
    {
        if (Find(from, name) is { } found) return found;
        var last = SourceEntry.NameOf(name);
        return (_byName.GetValueOrDefault(last) ?? _byName.GetValueOrDefault(SourceEntry.Stem(last))) is { } entry ? new FoundTarget(entry) : null;
    }

    private static string Unescaped(string address)
    {
        try
        {
            return Uri.UnescapeDataString(address);
        }
        catch (UriFormatException)
        {
            return address;
        }
    }

    private static string? Join(string folder, string path) => Normalised(folder.Length == 0 ? path : folder + "/" + path);

    /// <summary>Null: it leads out of the folder.</summary>
    private static string? Normalised(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part is "" or ".") continue;
            if (part != "..") parts.Add(part);
            else if (parts.Count == 0) return null;
            else parts.RemoveAt(parts.Count - 1);
        }

        return string.Join('/', parts).Normalize();
    }
}
