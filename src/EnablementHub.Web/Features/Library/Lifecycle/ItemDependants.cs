using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Library.Lifecycle;

/// <param name="How">What the other item does with this one: embeds it, links to it, or leads its readers here.</param>
public sealed record Dependant(int ItemId, ItemKind Kind, string Title, string How);

/// <summary>What would notice if an item went: asked before it expires or is archived.</summary>
public static class ItemDependants
{
    public const int MaxListed = 200;

    /// <param name="waitingToo">Drafts and pending versions count as well: for what goes for good.</param>
    public static async Task<IReadOnlyList<Dependant>> FindDependantsAsync(this HubDbContext database, int itemId, CancellationToken cancellationToken, bool waitingToo = false)
    {
        var references = await (
            from reference in database.ItemReferences
            join version in database.ItemVersions on reference.VersionId equals version.Id
            join item in database.Items on version.ItemId equals item.Id
            where reference.TargetItemId == itemId && item.Id != itemId
                && ((item.LiveNumber == version.Number && item.State == PublicationState.Published) || (waitingToo && item.PendingNumber == version.Number && item.State != PublicationState.Archived))
            orderby item.Id
            select new { item.Id, item.Kind, version.Title, reference.IsEmbed }).Take(MaxListed).ToListAsync(cancellationToken);
        var predecessors = await (
            from item in database.Items
            join version in database.ItemVersions on new { ItemId = item.Id, Number = item.LiveNumber } equals new { version.ItemId, Number = (int?)version.Number }
            where item.SuccessorId == itemId
            orderby item.Id
            select new { item.Id, item.Kind, version.Title }).Take(MaxListed).ToListAsync(cancellationToken);
        return
        [
            .. references.GroupBy(r => r.Id).Select(group => new Dependant(group.Key, group.First().Kind, group.First().Title, group.Any(r => r.IsEmbed) ? "embeds it" : "links to it")),
            .. predecessors.Select(p => new Dependant(p.Id, p.Kind, p.Title, "leads its readers here")),
        ];
    }

    /// <summary>The same for items that end together, by item: what ends with them doesn't count.</summary>
    public static async Task<ILookup<int, Dependant>> FindDependantsAsync(this HubDbContext database, IReadOnlyCollection<int> itemIds, CancellationToken cancellationToken)
    {
        var references = await (
            from reference in database.ItemReferences
            join version in database.ItemVersions on reference.VersionId equals version.Id
            join item in database.Items on version.ItemId equals item.Id
            where itemIds.Contains(reference.TargetItemId) && !itemIds.Contains(item.Id) && item.LiveNumber == version.Number && item.State == PublicationState.Published
            orderby item.Id
            select new { reference.TargetItemId, item.Id, item.Kind, version.Title, reference.IsEmbed }).ToListAsync(cancellationToken);
        var predecessors = await (
            from item in database.Items
            join version in database.ItemVersions on new { ItemId = item.Id, Number = item.LiveNumber } equals new { version.ItemId, Number = (int?)version.Number }
            where item.SuccessorId != null && itemIds.Contains(item.SuccessorId.Value) && !itemIds.Contains(item.Id)
            orderby item.Id
            select new { TargetItemId = item.SuccessorId!.Value, item.Id, item.Kind, version.Title }).ToListAsync(cancellationToken);
        return references.GroupBy(r => (r.TargetItemId, r.Id))
            .Select(group => (group.Key.TargetItemId, Use: new Dependant(group.Key.Id, group.First().Kind, group.First().Title, group.Any(r => r.IsEmbed) ? "embeds it" : "links to it")))
            .Concat(predecessors.Select(p => (p.TargetItemId, new Dependant(p.Id, p.Kind, p.Title, "leads its readers here"))))
            .ToLookup(pair => pair.TargetItemId, pair => pair.Item2);
    }
}
