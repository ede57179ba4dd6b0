using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Library.Browsing;

/// <param name="Name">As people read it.</param>
/// <param name="Count">Items in it and below that the list would show; null on the way down to the chosen folder.</param>
public sealed record FolderLink(int Id, string Name, int? Count);

/// <summary>A place in the tree: the way down to it, and what lies just below.</summary>
public sealed record FolderView(IReadOnlyList<FolderLink> Way, IReadOnlyList<FolderLink> Below, bool HasMore)
{
    public static FolderView None { get; } = new([], [], false);

    public bool IsEmpty => Way.Count + Below.Count == 0;
}

/// <summary>Reads the tree for one list: three queries, however deep it is.</summary>
internal static class FolderBrowser
{
    private const int MaxBelow = 200;
    private static readonly string[] Joints = ["-", "_"];

    public static async Task<FolderView> ReadFoldersAsync(this HubDbContext database, IQueryable<Item> items, int? chosenId, CancellationToken cancellationToken)
    {
        var chosen = chosenId is null ? null : await database.Folders.AsNoTracking().SingleOrDefaultAsync(folder => folder.Id == chosenId, cancellationToken);
        var below = await database.Folders.AsNoTracking().Where(folder => folder.ParentId == (chosen == null ? null : chosen.Id)).OrderBy(folder => folder.Name).Take(MaxBelow + 1).ToListAsync(cancellationToken);
        if (chosen is null && below.Count == 0) return FolderView.None;
        var prefix = chosen is null ? "" : chosen.Path + "/";
        var places = database.ItemFolders.AsNoTracking().Where(place => items.Any(item => item.Id == place.ItemId));
        if (chosen is not null) places = places.Where(place => place.Folder.Path.StartsWith(prefix));
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var place in await places.GroupBy(place => place.Folder.Path).Select(group => new { Path = group.Key, Count = group.Count() }).ToListAsync(cancellationToken))
        {
            var name = place.Path[prefix.Length..].Split('/')[0];
            counts[name] = counts.GetValueOrDefault(name) + place.Count;
        }

        return new FolderView(
            chosen is null ? [] : await WayAsync(database, chosen, cancellationToken),
            [.. below.Take(MaxBelow).Select(folder => new FolderLink(folder.Id, Readable(folder.Name), counts.GetValueOrDefault(folder.Name))).Where(folder => folder.Count > 0)],
            below.Count > MaxBelow);
    }

    /// <summary>“people-ops” reads “People ops”.</summary>
    internal static string Readable(string name)
    {
        var words = string.Join(' ', name.Split(Joints, StringSplitOptions.RemoveEmptyEntries));
        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static async Task<List<FolderLink>> WayAsync(HubDbContext database, Folder chosen, CancellationToken cancellationToken)
    {
        var paths = new List<string> { chosen.Path };
        for (var at = chosen.Path.LastIndexOf('/'); at > 0; at = chosen.Path.LastIndexOf('/', at - 1)) paths.Add(chosen.Path[..at]);
        var folders = await database.Folders.AsNoTracking().Where(folder => paths.Contains(folder.Path)).ToListAsync(cancellationToken);
        return [.. folders.OrderBy(folder => folder.Path.Length).Select(folder => new FolderLink(folder.Id, Readable(folder.Name), null))];
    }
}
