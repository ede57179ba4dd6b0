using EnablementHub.Data;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Library.Bulk;

/// <param name="Sentence">Why it stays as it is; null when it ends.</param>
/// <param name="Typed">The successor as typed.</param>
public sealed record EndingRow(int ItemId, ItemKind Kind, string Title, IReadOnlyList<Dependant> Uses, string? Sentence, string Typed, string? Problem);

/// <summary>Many items before they end: each with what depends on it.</summary>
public sealed record EndingPage(EndingKind Kind, IReadOnlyList<EndingRow> Rows, string ReturnUrl, bool DespiteUses, IReadOnlyList<BulkObstacle> Obstacles)
{
    public int Ending => Rows.Count(row => row.Sentence is null);
    public int Users => Rows.Where(row => row.Sentence is null).SelectMany(row => row.Uses).Select(use => use.Address).Distinct(StringComparer.Ordinal).Count();
}

/// <param name="Item">What became of it, with its title.</param>
public sealed record EndedRow(int ItemId, string Title, EndingState State, string Sentence);

public sealed record EndedPage(EndingKind Kind, DateTimeOffset At, string By, bool IsFinished, IReadOnlyList<EndedRow> Rows);

/// <summary>Reads for the pages of bulk endings.</summary>
public static class EndingQueries
{
    public static async Task<IReadOnlyList<EndingRow>> ReadEndingRowsAsync(
        this HubDbContext database, ItemDependants dependants, EndingKind kind, IReadOnlyList<int> ids, DateOnly today, Func<int, string> typed, IReadOnlyList<BulkObstacle> obstacles, CancellationToken cancellationToken)
    {
        var items = await (
            from item in database.Items
            join version in database.ItemVersions on new { ItemId = item.Id, Number = item.LiveNumber ?? item.PendingNumber } equals new { version.ItemId, Number = (int?)version.Number }
            where ids.Contains(item.Id)
            orderby version.Title
            select new { item.Id, item.Kind, item.State, item.ReleaseOn, item.ExpireOn, version.Title }).ToListAsync(cancellationToken);
        var uses = await dependants.FindAsync(ids, cancellationToken);
        return [.. items.Select(item => new EndingRow(item.Id, item.Kind, item.Title, [.. uses[item.Id]],
            StaysBecause(kind, item.State, Item.Status(item.State, item.ReleaseOn, item.ExpireOn, today)), typed(item.Id), obstacles.FirstOrDefault(obstacle => obstacle.ItemId == item.Id)?.Sentence))];
    }

    public static async Task<EndedPage?> ReadEndedAsync(this HubDbContext database, int endingId, CancellationToken cancellationToken)
    {
        var ending = await database.BulkEndings.AsNoTracking().Include(e => e.Items).Include(e => e.Person).SingleOrDefaultAsync(e => e.Id == endingId, cancellationToken);
        if (ending is null) return null;
        var ids = ending.Items.Select(item => item.ItemId).ToList();
        var titles = await (from item in database.Items
                            join version in database.ItemVersions on new { ItemId = item.Id, Number = item.LiveNumber ?? item.PendingNumber } equals new { version.ItemId, Number = (int?)version.Number }
                            where ids.Contains(item.Id)
                            select new { item.Id, version.Title }).ToDictionaryAsync(row => row.Id, row => row.Title, cancellationToken);
        return new EndedPage(ending.Kind, ending.At, ending.Person.DisplayName, ending.FinishedAt is not null,
            [.. ending.Items.Select(item => new EndedRow(item.ItemId, titles.GetValueOrDefault(item.ItemId, $"Item {item.ItemId}"), item.State, item.Sentence)).OrderByDescending(row => row.State).ThenBy(row => row.Title, StringComparer.CurrentCulture)]);
    }

    private static string? StaysBecause(EndingKind kind, PublicationState state, PublicationStatus status) => (kind, state, status) switch
    {
        (_, PublicationState.Archived, _) => "It is archived already.",
        (EndingKind.Expire, PublicationState.Draft, _) => "It was never published.",
        (EndingKind.Expire, _, PublicationStatus.Expired) => "It has expired already.",
        _ => null,
    };
}
