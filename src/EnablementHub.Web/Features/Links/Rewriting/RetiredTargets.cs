using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Links.Rewriting;

/// <summary>Something that readers no longer find, and that published texts still link to or another room still names.</summary>
/// <param name="Title">Null for what no longer exists.</param>
/// <param name="Status">Null for what no longer exists.</param>
/// <param name="SuccessorId">What stands for it, after any number of successors; null: nothing that readers find.</param>
public sealed record RetiredTarget(int ItemId, ItemKind? Kind, string? Title, PublicationStatus? Status, int Links, int? SuccessorId, string? SuccessorTitle)
{
    /// <summary>Steps, quizzes, courses, certifications and playlists that still name it.</summary>
    public int Uses { get; init; }
}

/// <summary>Finds the retired targets of links, and the rules that lead those links to the successors or take them out.</summary>
public sealed class RetiredTargets(HubDbContext database, ItemDependants dependants, OrganisationClock clock)
{
    public const int MaxListed = 500;
    private const int MaxSteps = 20;

    /// <summary>Most linked to first.</summary>
    public async Task<IReadOnlyList<RetiredTarget>> FindAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var rows = await (
            from link in database.VersionLinks
            join version in database.ItemVersions on link.VersionId equals version.Id
            join item in database.Items on version.ItemId equals item.Id
            where link.TargetItemId != null && link.TargetItemId != item.Id && item.LiveNumber == version.Number && item.State == PublicationState.Published
                && !database.Items.Any(target => target.Id == link.TargetItemId && (target.State == PublicationState.Draft || (target.State == PublicationState.Published && (target.ExpireOn == null || target.ExpireOn >= today))))
            group link by link.TargetItemId!.Value into links
            orderby links.Count() descending, links.Key
            select new { ItemId = links.Key, Links = links.Count() }).Take(MaxListed).ToListAsync(cancellationToken);
        var linked = rows.ToDictionary(row => row.ItemId, row => row.Links);

        // What no text links to may still be a step of somebody's onboarding; only a successor could take its place there.
        var succeeded = await database.Items.Where(item => item.SuccessorId != null && (item.State == PublicationState.Archived || (item.State == PublicationState.Published && item.ExpireOn < today)))
            .OrderByDescending(item => item.ChangedAt).ThenBy(item => item.Id).Select(item => item.Id).Take(MaxListed).ToListAsync(cancellationToken);
        var ids = linked.Keys.Union(succeeded).ToList();
        var uses = (await dependants.FindAsync(ids, cancellationToken)).ToDictionary(use => use.Key, use => use.Count(place => place.ItemId is null));
        var listed = ids.Where(id => linked.ContainsKey(id) || uses.GetValueOrDefault(id) > 0).Take(MaxListed).ToList();
        var described = await DescribeAsync(listed, cancellationToken);
        return [.. listed.Where(id => linked.ContainsKey(id) || described[id].SuccessorId is not null).Select(id => described[id] with { Links = linked.GetValueOrDefault(id), Uses = uses.GetValueOrDefault(id) })];
    }

    /// <summary>The same for items that somebody chose; those that readers still find are left out.</summary>
    public async Task<IReadOnlyList<LinkRewriteRule>> RulesAsync(IReadOnlyCollection<int> itemIds, CancellationToken cancellationToken)
    {
        var described = await DescribeAsync([.. itemIds.Where(id => id > 0)], cancellationToken);
        return [.. described.Values.Where(target => target.Status is null or PublicationStatus.Expired or PublicationStatus.Archived)
            .Select(target => new LinkRewriteRule { FromItemId = target.ItemId, ToItemId = target.SuccessorId, Words = target.Title ?? "" })];
    }

    private async Task<Dictionary<int, RetiredTarget>> DescribeAsync(IReadOnlyCollection<int> itemIds, CancellationToken cancellationToken)
    {
        var facts = new Dictionary<int, Fact>();
        var asked = new HashSet<int>(itemIds);
        IReadOnlyCollection<int> open = asked.ToList();
        for (var step = 0; step < MaxSteps && open.Count > 0; step++)
        {
            foreach (var fact in await FactsAsync(open, cancellationToken)) facts[fact.Id] = fact;
            open = [.. open.Select(id => facts.GetValueOrDefault(id)?.Next).OfType<int>().Where(asked.Add)];
        }

        return itemIds.Distinct().ToDictionary(id => id, id => Describe(id, facts));
    }

    private RetiredTarget Describe(int itemId, Dictionary<int, Fact> facts)
    {
        var fact = facts.GetValueOrDefault(itemId);
        var seen = new HashSet<int> { itemId };
        var next = fact?.Next;
        while (next is { } id && seen.Add(id) && facts.TryGetValue(id, out var there))
        {
            if (there.Status(clock.Today) == PublicationStatus.Published) return Target(there);
            next = there.Next;
        }

        return Target(null);

        RetiredTarget Target(Fact? successor) => new(itemId, fact?.Kind, fact?.Title, fact?.Status(clock.Today), 0, successor?.Id, successor?.Title);
    }

    /// <summary>A redirect says where an item went, even when the item itself is gone; else its successor does.</summary>
    private async Task<IReadOnlyList<Fact>> FactsAsync(IReadOnlyCollection<int> itemIds, CancellationToken cancellationToken)
    {
        var facts = new List<Fact>();
        foreach (var chunk in itemIds.Chunk(RewritePlan.ChunkSize))
        {
            var paths = chunk.Select(Moving.MovedAddress.PathOfItem).ToArray();
            var moved = await database.MovedAddresses.AsNoTracking().Where(m => paths.Contains(m.Path)).ToDictionaryAsync(m => m.Path, m => m.ToItemId, cancellationToken);
            var rows = await (
                from item in database.Items.AsNoTracking()
                from version in item.Versions
                where chunk.Contains(item.Id) && version.Number == (item.LiveNumber ?? item.PendingNumber)
                select new Fact(item.Id, item.Kind, version.Title, item.State, item.ReleaseOn, item.ExpireOn, item.SuccessorId)).ToListAsync(cancellationToken);
            facts.AddRange(rows.Select(row => row with { Next = moved.TryGetValue(Moving.MovedAddress.PathOfItem(row.Id), out var to) ? to : row.Next }));
            facts.AddRange(chunk.Except(rows.Select(row => row.Id)).Where(id => moved.ContainsKey(Moving.MovedAddress.PathOfItem(id)))
                .Select(id => new Fact(id, default, null, null, null, null, moved[Moving.MovedAddress.PathOfItem(id)])));
        }

        return facts;
    }

    private sealed record Fact(int Id, ItemKind Kind, string? Title, PublicationState? State, DateOnly? ReleaseOn, DateOnly? ExpireOn, int? Next)
    {
        public PublicationStatus? Status(DateOnly today) => State is { } state ? Item.Status(state, ReleaseOn, ExpireOn, today) : null;
    }
}
