using EnablementHub.Data;
using EnablementHub.Features.Import.Reading;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Import.Exporting;

/// <summary>The name of each item's page. What was imported keeps the name that it came with.</summary>
public sealed class ExportPlan
{
    private readonly Dictionary<int, string> _paths = [];
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    private ExportPlan()
    {
    }

    /// <summary>In the order in which the items are written.</summary>
    public IReadOnlyList<int> Ids { get; private set; } = [];

    public static async Task<ExportPlan> ReadAsync(HubDbContext database, CancellationToken cancellationToken)
    {
        var plan = new ExportPlan();
        var items = await database.Items.AsNoTracking().OrderBy(item => item.Id)
            .Select(item => new { item.Id, item.Kind, item.Key, Title = item.Versions.Where(version => version.Number == (item.LiveNumber ?? item.PendingNumber)).Select(version => version.Title).FirstOrDefault() }).ToListAsync(cancellationToken);
        var files = await database.ImportedFiles.AsNoTracking().Where(file => file.ItemId != null).Select(file => new { ItemId = file.ItemId!.Value, file.Collection, file.Path }).ToListAsync(cancellationToken);
        var known = items.Where(item => item.Title is not null).Select(item => item.Id).ToHashSet();
        var isOne = files.Select(file => file.Collection).Distinct(StringComparer.Ordinal).Count() < 2;
        foreach (var file in files.Where(file => known.Contains(file.ItemId)).OrderBy(file => file.Collection, StringComparer.Ordinal).ThenBy(file => file.Path, StringComparer.Ordinal))
            plan.Add(file.ItemId, SourceEntry.Stem(isOne ? file.Path : file.Collection + "/" + file.Path));
        foreach (var item in items.Where(item => item.Title is not null && !plan._paths.ContainsKey(item.Id)))
            plan.Add(item.Id, $"{FolderOf(item.Kind)}/{(item.Key is { Length: > 0 } key && ItemLinks.Slug(key) == key ? key : ItemLinks.Slug(item.Title!) is { Length: > 0 } slug ? slug : item.Kind.Slug())}");
        plan.Ids = [.. plan._paths.Keys.Order()];
        return plan;
    }

    public string? PathOf(int itemId) => _paths.GetValueOrDefault(itemId);

    private void Add(int itemId, string stem)
    {
        var path = stem + ".md";
        for (var number = 2; !_taken.Add(path); number++) path = FormattableString.Invariant($"{stem}-{number}.md");
        _paths.TryAdd(itemId, path);
    }

    private static string FolderOf(ItemKind kind) => kind switch
    {
        ItemKind.TrainingVideo => "training",
        _ => kind.Slug() + "s",
    };
}
