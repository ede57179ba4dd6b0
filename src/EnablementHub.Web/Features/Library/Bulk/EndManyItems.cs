using EnablementHub.Data;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Library.Bulk;

/// <param name="SuccessorId">Where its readers are led; null: nowhere, or where it led before.</param>
public sealed record EndedItem(int ItemId, int? SuccessorId);

public sealed record EndManyRequest
{
    public required EndingKind Kind { get; init; }
    public required Writer Writer { get; init; }
    public required IReadOnlyList<EndedItem> Items { get; init; }

    /// <summary>The person has seen what depends on the items and goes on without successors.</summary>
    public bool DespiteUses { get; init; }
}

/// <param name="EndingId">The stored order; 0 when there are obstacles.</param>
public sealed record EndManyReport(WriteOutcome Outcome, int EndingId, IReadOnlyList<BulkObstacle> Obstacles);

/// <summary>Takes an order to expire or archive many items: nothing is stored while something in it needs a decision.</summary>
public sealed class EndManyItems(HubDbContext database, ItemDependants dependants, OrganisationClock clock)
{
    public async Task<EndManyReport> RunAsync(EndManyRequest request, CancellationToken cancellationToken = default)
    {
        if (!request.Writer.ManagesContent) return Refuse(WriteOutcome.NotAllowed, Writer.LeadsOnly);
        var wanted = request.Items.DistinctBy(item => item.ItemId).ToList();
        var ids = wanted.ConvertAll(item => item.ItemId);
        if (ids.Count == 0) return Refuse(WriteOutcome.Invalid, "Choose the items first.");
        if (ids.Count > ChangeManyItems.MaxItems) return Refuse(WriteOutcome.Invalid, $"{ids.Count} items are too many at once; choose at most {ChangeManyItems.MaxItems}.");
        if (!Enum.IsDefined(request.Kind)) return Refuse(WriteOutcome.Invalid, "Choose what to change.");
        var items = await database.Items.AsNoTracking().Where(item => ids.Contains(item.Id)).Select(item => new { item.Id, item.SuccessorId }).ToDictionaryAsync(item => item.Id, item => item.SuccessorId, cancellationToken);
        var uses = await dependants.FindAsync(ids, cancellationToken);
        var obstacles = new List<BulkObstacle>();
        foreach (var (id, successor) in wanted)
        {
            if (!items.TryGetValue(id, out var known)) obstacles.Add(new BulkObstacle(id, "", $"There is no item number {id} any more."));
            else if (await ItemSuccessors.CheckAsync(database, id, successor, cancellationToken) is { } problem) obstacles.Add(new BulkObstacle(id, "", problem));
            else if (successor is { } next && ids.Contains(next)) obstacles.Add(new BulkObstacle(id, "", "Its successor is among those that end. Choose another one."));
            else if (uses[id].Count() is > 0 and var count && (successor ?? known) is null && !request.DespiteUses) obstacles.Add(new BulkObstacle(id, "", ArchiveItem.Describe(count)));
        }

        if (obstacles.Count > 0) return new EndManyReport(WriteOutcome.Invalid, 0, obstacles);
        var ending = new BulkEnding { Kind = request.Kind, PersonId = request.Writer.PersonId, At = clock.Now };
        foreach (var (id, successor) in wanted) ending.Add(new BulkEndingItem { ItemId = id, SuccessorId = successor, DespiteUses = request.DespiteUses });
        database.BulkEndings.Add(ending);
        await database.SaveChangesAsync(cancellationToken);
        return new EndManyReport(WriteOutcome.Done, ending.Id, []);
    }

    private static EndManyReport Refuse(WriteOutcome outcome, string sentence) => new(outcome, 0, [new BulkObstacle(0, "", sentence)]);
}
