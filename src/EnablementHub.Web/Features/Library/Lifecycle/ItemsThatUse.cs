using EnablementHub.Data;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Library.Lifecycle;

/// <summary>Items that embed another one, link to it, or lead their readers to it.</summary>
public sealed class ItemsThatUse(HubDbContext database, TimeProvider time) : IItemUses
{
    public async Task<IReadOnlyList<ItemDependant>> FindAsync(IReadOnlyCollection<int> itemIds, bool forGood, CancellationToken cancellationToken)
    {
        var references = await (
            from reference in database.ItemReferences
            join version in database.ItemVersions on reference.VersionId equals version.Id
            join item in database.Items on version.ItemId equals item.Id
            where itemIds.Contains(reference.TargetItemId) && item.Id != reference.TargetItemId
                && ((item.LiveNumber == version.Number && item.State == PublicationState.Published) || (forGood && item.PendingNumber == version.Number && item.State != PublicationState.Archived))
            orderby item.Id
            select new { reference.TargetItemId, item.Id, item.Kind, version.Title, reference.IsEmbed }).ToListAsync(cancellationToken);
        var predecessors = await (
            from item in database.Items
            join version in database.ItemVersions on new { ItemId = item.Id, Number = item.LiveNumber } equals new { version.ItemId, Number = (int?)version.Number }
            where item.SuccessorId != null && itemIds.Contains(item.SuccessorId.Value)
            orderby item.Id
            select new { TargetItemId = item.SuccessorId!.Value, item.Id, item.Kind, version.Title }).ToListAsync(cancellationToken);
        return
        [
            .. references.GroupBy(r => (r.TargetItemId, r.Id)).Select(group => Row(group.Key.TargetItemId, group.Key.Id, group.First().Kind, group.First().Title, group.Any(r => r.IsEmbed) ? "embeds it" : "links to it")),
            .. predecessors.Select(p => Row(p.TargetItemId, p.Id, p.Kind, p.Title, "leads its readers here")),
        ];
    }

    /// <summary>Links in texts are rewritten by the room of the links.</summary>
    public async Task<IReadOnlyList<LedPlace>> LeadAsync(int fromItemId, int toItemId, IReadOnlySet<PlaceKey>? only, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var led = new List<LedPlace>();
        foreach (var predecessor in await database.Items.Where(item => item.SuccessorId == fromItemId).ToListAsync(cancellationToken))
        {
            var place = new PlaceKey("successor", predecessor.Id);
            if (only?.Contains(place) == false) continue;
            var isItself = predecessor.Id == toItemId;
            predecessor.SuccessorId = isItself ? null : toItemId;
            predecessor.Touch(now);
            database.LogItem(predecessor, null, ItemActions.DetailsChanged, now, "successor");
            led.Add(new LedPlace(place, "successor", FormattableString.Invariant($"Item {predecessor.Id}"), ItemLinks.To(predecessor.Id), isItself));
        }

        return led;
    }

    private static ItemDependant Row(int targetId, int itemId, ItemKind kind, string title, string how) =>
        new(targetId, new Dependant(kind.Label().ToLowerInvariant(), title, ItemLinks.To(itemId, title), ItemWords.Icon(kind), how) { ItemId = itemId });
}
