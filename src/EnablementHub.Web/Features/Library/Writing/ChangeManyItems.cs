using EnablementHub.Data;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Features.Taxonomy;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Library.Writing;

/// <summary>One change for many items; what is null or empty stays as it is.</summary>
public sealed record BulkChange
{
    public required IReadOnlyList<int> ItemIds { get; init; }
    public required Writer Writer { get; init; }
    public int? OwnerId { get; init; }

    /// <summary>Null: no change.</summary>
    public VerifierChoice? Verifier { get; init; }

    /// <summary>Null: no change; 0: the owner.</summary>
    public int? BackupId { get; init; }
    public IReadOnlyList<int> AddFacets { get; init; } = [];
    public IReadOnlyList<int> RemoveFacets { get; init; } = [];

    /// <summary>Grant tokens; an empty list means everyone, null means no change.</summary>
    public IReadOnlyList<string>? Audience { get; init; }

    /// <summary>True: both days are set to the values below, where null means none.</summary>
    public bool SetsDates { get; init; }
    public DateOnly? ReleaseOn { get; init; }
    public DateOnly? ExpireOn { get; init; }

    /// <summary>The items may run out although others use them and no successor is named.</summary>
    public bool DespiteUses { get; init; }
}

/// <param name="Title">Of the item that stands in the way, or empty.</param>
public sealed record BulkObstacle(int ItemId, string Title, string Sentence);

/// <param name="Changed">How many items are different now; 0 when there are obstacles.</param>
public sealed record BulkReport(WriteOutcome Outcome, int Changed, int Untouched, IReadOnlyList<BulkObstacle> Obstacles);

/// <summary>Changes many items in one go: all of them, or none and a list of what stands in the way.</summary>
public sealed class ChangeManyItems(HubDbContext database, ItemDependants dependants, OrganisationClock clock)
{
    public const int MaxItems = 1_000;

    public async Task<BulkReport> RunAsync(BulkChange change, CancellationToken cancellationToken = default)
    {
        if (!change.Writer.ManagesContent) return Refuse(WriteOutcome.NotAllowed, Writer.LeadsOnly);
        var ids = change.ItemIds.Distinct().ToList();
        if (ids.Count == 0) return Refuse(WriteOutcome.Invalid, "Choose the items first.");
        if (ids.Count > MaxItems) return Refuse(WriteOutcome.Invalid, $"{ids.Count} items are too many at once; choose at most {MaxItems}.");
        if (change is { OwnerId: null, Verifier: null, BackupId: null, AddFacets.Count: 0, RemoveFacets.Count: 0, Audience: null, SetsDates: false })
            return Refuse(WriteOutcome.Invalid, "Choose what to change.");
        database.ChangeTracker.Clear();
        var items = await database.Items.Include(i => i.Facets).ThenInclude(facet => facet.FacetValue).Include(i => i.Tags).Include(i => i.Audience)
            .Where(i => ids.Contains(i.Id)).OrderBy(i => i.Id).ToListAsync(cancellationToken);
        var titles = await (from item in database.Items
                            join version in database.ItemVersions on new { ItemId = item.Id, Number = item.LiveNumber ?? item.PendingNumber } equals new { version.ItemId, Number = (int?)version.Number }
                            where ids.Contains(item.Id)
                            select new { item.Id, version.Title }).ToDictionaryAsync(row => row.Id, row => row.Title, cancellationToken);
        var obstacles = ids.Except(items.Select(item => item.Id)).Select(id => new BulkObstacle(id, "", $"There is no item number {id} any more.")).ToList();
        var added = await database.FacetValues.AsNoTracking().Where(value => change.AddFacets.Contains(value.Id)).ToListAsync(cancellationToken);
        if (added.Count != change.AddFacets.Distinct().Count()) return Refuse(WriteOutcome.Invalid, "One of the chosen values no longer exists. Choose again.");

        var now = clock.Now;
        var changed = 0;
        foreach (var item in items)
        {
            var before = ItemDetails.From(item);
            var after = Wanted(change, item, before, added);
            var differences = after.DifferencesFrom(before);
            if (differences.Count == 0) continue;
            var problems = (await after.FindProblemsAsync(database, item.Id, before, cancellationToken)).Select(problem => problem.Sentence).ToList();
            if (after.FindHiddenProblem(item, clock.Today) is { } hidden) problems.Add(hidden.Sentence);
            if (!change.DespiteUses && await after.FindUnledUsesAsync(dependants, item.Id, before, cancellationToken) is { } uses) problems.Add(uses);
            obstacles.AddRange(problems.Select(sentence => new BulkObstacle(item.Id, titles.GetValueOrDefault(item.Id, ""), sentence)));
            if (obstacles.Count > 0) continue;
            changed++;
            after.ApplyTo(item);
            item.Touch(now);
            database.LogItem(item, change.Writer.PersonId, ItemActions.DetailsChanged, now, $"{string.Join(", ", differences)} ({ids.Count} items at once)");
        }

        if (obstacles.Count > 0) return new BulkReport(WriteOutcome.Invalid, 0, 0, obstacles);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            database.ChangeTracker.Clear();
            return Refuse(WriteOutcome.Stale, "Somebody changed one of these items at the same moment. Nothing was changed; try again.");
        }

        return new BulkReport(WriteOutcome.Done, changed, ids.Count - changed, []);
    }

    private static ItemDetails Wanted(BulkChange change, Item item, ItemDetails before, List<FacetValue> added)
    {
        // Where a group holds one value, the new one takes the place of the old one.
        var replaced = added.Select(value => value.Group).Where(group => FacetGroups.All.Any(g => g.Slug == group && !g.AllowsSeveral)).ToHashSet(StringComparer.Ordinal);
        var kept = item.Facets.Where(facet => !replaced.Contains(facet.FacetValue.Group)).Select(facet => facet.FacetValueId);
        return (before with
        {
            OwnerId = change.OwnerId ?? before.OwnerId,
            VerifierId = change.Verifier is { } verifier ? verifier.PersonId : before.VerifierId,
            VerifierTeamId = change.Verifier is { } group ? group.TeamId : before.VerifierTeamId,
            BackupId = change.BackupId switch { null => before.BackupId, 0 => null, var backup => backup },
            FacetValueIds = [.. kept.Except(change.RemoveFacets).Concat(change.AddFacets)],
            Audience = change.Audience ?? before.Audience,
            ReleaseOn = change.SetsDates ? change.ReleaseOn : before.ReleaseOn,
            ExpireOn = change.SetsDates ? change.ExpireOn : before.ExpireOn,
        }).Normalised();
    }

    private static BulkReport Refuse(WriteOutcome outcome, string sentence) => new(outcome, 0, 0, [new BulkObstacle(0, "", sentence)]);
}
