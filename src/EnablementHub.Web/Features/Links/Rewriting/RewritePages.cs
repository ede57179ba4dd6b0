using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Links.Places;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Links.Rewriting;

public sealed record RewriteRow(int Id, string Title, string Person, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, RewriteState State, int Items, int Finished, int Links, int WithProblems, int Places)
{
    public bool IsRunning => State is RewriteState.Running or RewriteState.Undoing;
}

/// <param name="Details">One sentence a changed link.</param>
public sealed record RewrittenRow(int ItemId, string Title, RewrittenState State, int Links, string Problem, IReadOnlyList<string> Details);

/// <param name="Places">What was led outside of the texts of items, and what had to stay; the first ones.</param>
public sealed record RewritePage(RewriteRow Rewrite, IReadOnlyList<RewrittenRow> Items, IReadOnlyList<RewrittenPlace> Places, int Page)
{
    public bool HasMore => Page * RewritePages.ItemsPerPage < Rewrite.Items;
}

/// <summary>What a rewriting will do, before anybody agrees to it.</summary>
public sealed record RewritePreview
{
    public required string Title { get; init; }

    /// <summary>What happens beside the rewriting.</summary>
    public IReadOnlyList<string> Consequences { get; init; } = [];
    public required string Action { get; init; }

    /// <summary>What the form sends again.</summary>
    public required IReadOnlyList<(string Name, string Value)> Fields { get; init; }
    public required int Items { get; init; }
    public required IReadOnlyList<PlannedVersion> Planned { get; init; }

    /// <summary>Steps, quizzes, courses and typed addresses.</summary>
    public IReadOnlyList<RewrittenPlace> Places { get; init; } = [];
    public string BackHref { get; init; } = LinkPaths.Overview;
    public string BackLabel { get; init; } = "Links";
    public string Button { get; init; } = "Rewrite the links";

    public int Links => Planned.Sum(version => version.Relinked.Changes.Count);
    public bool IsCut => Items > RewritePages.MaxPreviewed;
}

public sealed class RewritePages(HubDbContext database, RewritePlan plan)
{
    public const int ItemsPerPage = 50;

    /// <summary>Each change of so many items is shown beforehand; of more, the first ones are.</summary>
    public const int MaxPreviewed = 200;
    private const int MaxRecent = 20;

    public async Task<IReadOnlyList<RewriteRow>> RecentAsync(CancellationToken cancellationToken) =>
        await Rows(database.LinkRewrites).Take(MaxRecent).ToListAsync(cancellationToken);

    public async Task<RewritePreview> PreviewAsync(RewritePreview empty, IReadOnlyCollection<LinkRewriteRule> rules, CancellationToken cancellationToken)
    {
        var items = await plan.ItemsAsync(rules, cancellationToken);
        return empty with { Items = items.Count, Planned = await plan.PreviewAsync(rules, items.Take(MaxPreviewed), cancellationToken), Places = await plan.PlacesAsync(rules, cancellationToken) };
    }

    public async Task<RewritePage?> ReadAsync(int rewriteId, int page, CancellationToken cancellationToken)
    {
        if (await Rows(database.LinkRewrites.Where(rewrite => rewrite.Id == rewriteId)).SingleOrDefaultAsync(cancellationToken) is not { } rewrite) return null;
        var items = await (
            from row in database.RewrittenItems.AsNoTracking()
            join item in database.Items on row.ItemId equals item.Id into there
            from item in there.DefaultIfEmpty()
            where row.RewriteId == rewriteId
            orderby row.ItemId
            select new
            {
                row.ItemId,
                Title = item == null ? null : item.Versions.Where(version => version.Number == (item.LiveNumber ?? item.PendingNumber)).Select(version => version.Title).FirstOrDefault(),
                row.State,
                row.Links,
                row.Problem,
            }).Skip((page - 1) * ItemsPerPage).Take(ItemsPerPage).ToListAsync(cancellationToken);
        var ids = items.Select(item => item.ItemId).ToArray();
        var from = rewrite.StartedAt;
        var until = rewrite.FinishedAt ?? DateTimeOffset.MaxValue;
        var entries = await database.Audit.AsNoTracking()
            .Where(entry => entry.SubjectType == "item" && entry.SubjectId != null && ids.Contains(entry.SubjectId.Value) && entry.Action == ItemActions.LinkRewritten && entry.At >= from && entry.At <= until)
            .OrderBy(entry => entry.Id).Select(entry => new { entry.SubjectId, entry.Detail }).ToListAsync(cancellationToken);
        var details = entries.ToLookup(entry => entry.SubjectId, entry => entry.Detail);
        var places = await database.RewrittenPlaces.AsNoTracking().Where(place => place.RewriteId == rewriteId).OrderBy(place => place.Id).Take(MaxPreviewed).ToListAsync(cancellationToken);
        return new RewritePage(rewrite, [.. items.Select(item => new RewrittenRow(item.ItemId, item.Title ?? $"Item {item.ItemId}", item.State, item.Links, item.Problem, [.. details[item.ItemId]]))], places, page);
    }

    private IQueryable<RewriteRow> Rows(IQueryable<LinkRewrite> rewrites) => rewrites.AsNoTracking().OrderByDescending(rewrite => rewrite.Id).Select(rewrite => new RewriteRow(
        rewrite.Id,
        rewrite.Title,
        rewrite.Person.DisplayName,
        rewrite.StartedAt,
        rewrite.FinishedAt,
        rewrite.State,
        database.RewrittenItems.Count(row => row.RewriteId == rewrite.Id),
        database.RewrittenItems.Count(row => row.RewriteId == rewrite.Id && row.State != RewrittenState.Waiting && (rewrite.State != RewriteState.Undoing || row.State != RewrittenState.Done)),
        database.RewrittenItems.Where(row => row.RewriteId == rewrite.Id && row.State != RewrittenState.Skipped).Sum(row => row.Links),
        database.RewrittenItems.Count(row => row.RewriteId == rewrite.Id && row.Problem != ""),
        database.RewrittenPlaces.Count(place => place.RewriteId == rewrite.Id && (place.State == RewrittenState.Done || place.State == RewrittenState.Undone))));
}
