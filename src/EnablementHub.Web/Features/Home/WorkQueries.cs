using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Usage;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Home;

/// <summary>What waits for those who write and manage content: a count and the first few each.</summary>
public sealed class WorkQueries(HubDbContext database, OrganisationClock clock)
{
    private const int Shown = 5;
    private const int DaysBeforeExpiry = 30;
    private const int DaysOfSearches = 14;
    private const int SearchesShown = 6;

    public async Task<NeededWork> NeededAsync(CancellationToken cancellationToken) => new()
    {
        Pending = await PendingAsync(database.Items, cancellationToken),
        Drafts = await ListAsync(database.Items.Where(item => item.State == PublicationState.Draft).OrderByDescending(item => item.ChangedAt), item => null, cancellationToken),
        Unverified = await UnverifiedAsync(Findable(), cancellationToken),
        Expiring = await ExpiringAsync(cancellationToken),
        Fruitless = await FruitlessAsync(cancellationToken),
    };

    /// <summary>The way from an empty hub to the first thing that people find; empty once something was published.</summary>
    public async Task<IReadOnlyList<FirstStep>> FirstStepsAsync(bool managesPeople, CancellationToken cancellationToken)
    {
        if (await database.Items.AnyAsync(item => item.LiveNumber != null, cancellationToken)) return [];
        var steps = new List<FirstStep>();
        if (managesPeople) steps.Add(new("Invite people", "One by one, or many from a list.", "/people/invite", await database.Users.Skip(1).AnyAsync(cancellationToken)));
        steps.Add(new("Set up the facets", "Topics, sales stages, personas: what content is sorted and filtered by.", "/admin/facets", await database.FacetValues.AnyAsync(cancellationToken)));
        steps.Add(new("Write something", "A playbook for one situation, or a clip of a call that answers one question.", "/studio/new", await database.Items.AnyAsync(cancellationToken)));
        steps.Add(new("Publish it", "From then on people find it; what they search in vain shows what to add next.", "/studio", false));
        return steps;
    }

    public async Task<OwnWork> OwnAsync(int personId, CancellationToken cancellationToken)
    {
        var unfinished = database.Items.Where(item => item.OwnerId == personId && (item.State == PublicationState.Draft || (item.State == PublicationState.Published && item.PendingNumber != null)));
        return new OwnWork(
            await ListAsync(unfinished.OrderByDescending(item => item.ChangedAt), item => null, cancellationToken),
            await UnverifiedAsync(Findable().Where(item => item.OwnerId == personId), cancellationToken));
    }

    public async Task<WeekOfUse> WeekAsync(CancellationToken cancellationToken)
    {
        var since = clock.StartOf(clock.Today.AddDays(-6));
        var day = clock.Today.AddDays(-6);
        var people = await database.UsageEvents.Where(usage => usage.At >= since).Select(usage => usage.PersonId).Distinct().CountAsync(cancellationToken);
        var sums = await database.ItemDays.Where(entry => entry.Day >= day).GroupBy(_ => 1)
            .Select(group => new { Plays = group.Sum(entry => entry.Plays), Views = group.Sum(entry => entry.Views) })
            .SingleOrDefaultAsync(cancellationToken);
        var searches = await database.SearchRecords.Where(search => search.At >= since).GroupBy(_ => 1)
            .Select(group => new { All = group.Count(), Nothing = group.Count(search => search.Hits == 0) })
            .SingleOrDefaultAsync(cancellationToken);
        return new WeekOfUse(people, sums?.Plays ?? 0, sums?.Views ?? 0, searches?.All ?? 0, searches?.Nothing ?? 0);
    }

    private IQueryable<Item> Findable()
    {
        var today = clock.Today;
        return database.Items.Where(item => item.State == PublicationState.Published && (item.ExpireOn == null || item.ExpireOn >= today));
    }

    private Task<WorkList> PendingAsync(IQueryable<Item> items, CancellationToken cancellationToken) =>
        ListAsync(items.Where(item => item.State == PublicationState.Published && item.PendingNumber != null).OrderBy(item => item.ChangedAt), item => null, cancellationToken);

    /// <summary>Never verified first, then the ones that are due the longest.</summary>
    private Task<WorkList> UnverifiedAsync(IQueryable<Item> items, CancellationToken cancellationToken)
    {
        var due = clock.Today.AddDays(Item.DueWithinDays);
        return ListAsync(
            items.Where(item => item.VerifiedAt == null || item.ReviewDueOn <= due).OrderBy(item => item.VerifiedAt != null).ThenBy(item => item.ReviewDueOn).ThenBy(item => item.Id),
            item => item.VerifiedAt is null ? null : item.ReviewDueOn,
            cancellationToken);
    }

    private Task<WorkList> ExpiringAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var last = today.AddDays(DaysBeforeExpiry);
        return ListAsync(
            database.Items.Where(item => item.State == PublicationState.Published && item.ExpireOn >= today && item.ExpireOn <= last).OrderBy(item => item.ExpireOn).ThenBy(item => item.Id),
            item => item.ExpireOn,
            cancellationToken);
    }

    private async Task<IReadOnlyList<FruitlessSearch>> FruitlessAsync(CancellationToken cancellationToken)
    {
        var since = clock.StartOf(clock.Today.AddDays(-DaysOfSearches));
        return await database.SearchRecords.AsNoTracking()
            .Where(search => search.Hits == 0 && search.At >= since && search.FoldedText != "")
            .GroupBy(search => search.FoldedText)
            .Select(group => new { Text = group.Key, Times = group.Count(), People = group.Select(search => search.PersonId).Distinct().Count() })
            .OrderByDescending(search => search.Times).ThenBy(search => search.Text).Take(SearchesShown)
            .Select(search => new FruitlessSearch(search.Text, search.Times, search.People))
            .ToListAsync(cancellationToken);
    }

    private async Task<WorkList> ListAsync(IQueryable<Item> items, Func<Row, DateOnly?> day, CancellationToken cancellationToken)
    {
        var count = await items.CountAsync(cancellationToken);
        if (count == 0) return WorkList.Empty;
        var rows = await items.AsNoTracking().Take(Shown)
            .Select(item => new Row(
                item.Id,
                item.Kind,
                database.ItemVersions.Where(version => version.ItemId == item.Id && version.Number == (item.PendingNumber ?? item.LiveNumber)).Select(version => version.Title).FirstOrDefault() ?? "Untitled",
                item.Owner.DisplayName,
                item.VerifiedAt,
                item.ReviewDueOn,
                item.ExpireOn,
                item.ChangedAt))
            .ToListAsync(cancellationToken);
        return new WorkList(count, rows.ConvertAll(row => new WorkItem(row.Id, row.Kind, row.Title, row.Owner, day(row), row.ChangedAt)));
    }

    private sealed record Row(int Id, ItemKind Kind, string Title, string Owner, DateTimeOffset? VerifiedAt, DateOnly? ReviewDueOn, DateOnly? ExpireOn, DateTimeOffset ChangedAt);
}
