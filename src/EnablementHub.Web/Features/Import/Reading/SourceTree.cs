namespace EnablementHub.Features.Import.Reading;

/// <summary>Everything in the folder that is to be imported, by name; nothing of it is read yet.</summary>
internal sealed class SourceTree
{
    public const string HubFile = "hub.yaml";
    private const int ShownEndings = 12;

    private readonly Dictionary<string, SourceEntry> _byPath = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _filesAnyCase = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _folders = new(StringComparer.OrdinalIgnoreCase) { "" };

    private SourceTree(string root) => Root = root;

    public string Root { get; }

    /// <summary>In the order of their paths.</summary>
    public List<SourceEntry> Entries { get; } = [];
    public bool HasHubFile => _files.Contains(HubFile);

    /// <exception cref="IOException">The folder can't be read.</exception>
    public static SourceTree Read(string root, Action<Finding> report)
    {
        var tree = new SourceTree(Path.GetFullPath(root));
        var hidden = 0;
        tree.Walk(tree.Root, "", report, ref hidden);
        tree.Group(report);
        if (hidden > 0) report(new Finding(FindingKind.File, ".", 0, $"{(hidden == 1 ? "1 hidden file or folder was" : $"{hidden} hidden files and folders were")} left out."));
        return tree;
    }

    public string FullPath(string path) => Path.Combine(Root, path.Replace('/', Path.DirectorySeparatorChar));

    public SourceEntry? Entry(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>The path as it is written in the folder; null: there is no such file.</summary>
    public string? File(string path) => _files.Contains(path) ? path : _filesAnyCase.GetValueOrDefault(path);

    public bool HasFolder(string path) => _folders.Contains(path);

    private void Walk(string folder, string prefix, Action<Finding> report, ref int hidden)
    {
        foreach (var info in new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(info => info.Name, StringComparer.Ordinal))
        {
            var path = prefix + info.Name;
            if (info.Name.StartsWith('.') || info.Name is "node_modules" or "__MACOSX") hidden++;
            else if (info.LinkTarget is not null) report(new Finding(FindingKind.File, path, 0, "It is a symbolic link, which isn't followed; it was left out."));
            else if (info is DirectoryInfo)
            {
                _folders.Add(path);
                Walk(info.FullName, path + "/", report, ref hidden);
            }
            else if ((info.Attributes & (FileAttributes.Device | FileAttributes.ReparsePoint)) == FileAttributes.None)
            {
                _files.Add(path);
                _filesAnyCase.TryAdd(path, path);
            }
        }
    }

    private void Group(Action<Finding> report)
    {
        var byStem = new Dictionary<string, SourceEntry>(StringComparer.Ordinal);
        var sorted = _files.Order(StringComparer.Ordinal).ToList();
        foreach (var path in sorted.Where(FileKinds.IsPage)) Add(new SourceEntry { Path = path, IsPage = true }, byStem, report);
        foreach (var path in sorted.Where(path => FileKinds.IsRecording(path) || FileKinds.IsDocument(path)))
        {
            if (byStem.TryGetValue(SourceEntry.Stem(path), out var page) && page.Media is null) _byPath[path] = page;
            if (page is { Media: null }) page.Media = path;
            else Add(new SourceEntry { Path = path, IsPage = false, Media = path }, page is null ? byStem : null, report);
        }

        var others = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var path in sorted)
        {
            var entry = FileKinds.IsCaptions(path) ? byStem.GetValueOrDefault(SourceEntry.Stem(path)) ?? byStem.GetValueOrDefault(SourceEntry.Stem(SourceEntry.Stem(path)))
                : FileKinds.IsDescription(path) && path != HubFile ? byStem.GetValueOrDefault(SourceEntry.Stem(path)) : null;
            if (FileKinds.IsCaptions(path) && entry is not null) entry.Captions ??= path;
            else if (FileKinds.IsDescription(path) && entry is { IsPage: false, Description: null }) entry.Description = path;
            else if (!_byPath.ContainsKey(path) && !FileKinds.IsPicture(path) && path != HubFile) others[FileKinds.Ending(path)] = others.GetValueOrDefault(FileKinds.Ending(path)) + 1;
        }

        Entries.Sort((one, other) => string.CompareOrdinal(one.Path, other.Path));
        if (others.Count > 0)
        {
            var names = others.OrderByDescending(pair => pair.Value).Take(ShownEndings).Select(pair => FormattableString.Invariant($"{pair.Value} {(pair.Key.Length == 0 ? "without an ending" : pair.Key)}"));
            report(new Finding(FindingKind.File, ".", 0, $"Files of other kinds were left out: {string.Join(", ", names)}{(others.Count > ShownEndings ? ", …" : "")}."));
        }
    }

    private void Add(SourceEntry entry, Dictionary<string, SourceEntry>? byStem, Action<Finding> report)
    {
        if (entry.Path.Length > ImportedFile.MaxPathLength)
        {
            report(new Finding(FindingKind.Refused, entry.Path[..ImportedFile.MaxPathLength], 0, $"Its path has {entry.Path.Length} characters; at most {ImportedFile.MaxPathLength} fit. Shorten the names."));
            return;
        }

        Entries.Add(entry);
        _byPath.TryAdd(entry.Path, entry);
        byStem?.TryAdd(SourceEntry.Stem(entry.Path), entry);
    }
}
