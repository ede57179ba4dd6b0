using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Archiving;

public sealed record RuleRow(int Id, ItemKind? Kind, int UnusedDays, string CreatedBy, int Announced);

/// <param name="Revision">For bringing it back.</param>
public sealed record ArchivingRow(int ItemId, ItemKind Kind, string Title, string Owner, DateOnly? ArchiveOn, bool IsHeldByUses, int Revision);

public sealed record ArchivingPage
{
    public required IReadOnlyList<RuleRow> Rules { get; init; }
    public required IReadOnlyList<ArchivingRow> Queue { get; init; }

    /// <summary>The last ones that went.</summary>
    public required IReadOnlyList<ArchivingRow> Archived { get; init; }
    public required bool ManagesContent { get; init; }
    public string DaysTyped { get; init; } = "";
    public string? KindTyped { get; init; }
    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];
}

/// <summary>What a rule would take today, before it is saved.</summary>
public sealed record WhatIfPage(ItemKind? Kind, int UnusedDays, int Total, IReadOnlyList<ArchivingRow> Rows);

public sealed class ArchivingQueries(HubDbContext database, OrganisationClock clock)
{
    public const int MaxListed = 200;
    private const int MaxArchived = 30;

    /// <summary>A lead sees everything, others what they own.</summary>
    public async Task<ArchivingPage> ReadAsync(Writer writer, CancellationToken cancellationToken)
    {
        var mine = database.Items.AsNoTracking().Where(item => writer.ManagesContent || item.OwnerId == writer.PersonId);
        return new ArchivingPage
        {
            Rules = await database.ArchiveRules.AsNoTracking().OrderBy(rule => rule.Kind).ThenBy(rule => rule.UnusedDays)
                .Select(rule => new RuleRow(rule.Id, rule.Kind, rule.UnusedDays, rule.CreatedBy.DisplayName, database.ArchiveAnnouncements.Count(entry => entry.RuleId == rule.Id))).ToListAsync(cancellationToken),
            Queue = await (from item in mine
                           join entry in database.ArchiveAnnouncements on item.Id equals entry.ItemId
                           join version in database.ItemVersions on new { ItemId = item.Id, Number = item.LiveNumber } equals new { version.ItemId, Number = (int?)version.Number }
                           orderby entry.ArchiveOn, item.Id
                           select new ArchivingRow(item.Id, item.Kind, version.Title, item.Owner.DisplayName, entry.ArchiveOn, entry.IsHeldByUses, item.Revision)).Take(MaxListed).ToListAsync(cancellationToken),
            Archived = await Rows(mine.Where(item => item.State == PublicationState.Archived).OrderByDescending(item => item.ChangedAt).ThenByDescending(item => item.Id).Take(MaxArchived)).ToListAsync(cancellationToken),
            ManagesContent = writer.ManagesContent,
        };
    }

    public async Task<WhatIfPage> WhatIfAsync(ItemKind? kind, int unusedDays, CancellationToken cancellationToken)
    {
        var taken = database.TakenBy(kind, unusedDays, clock).AsNoTracking();
        return new WhatIfPage(kind, unusedDays, await taken.CountAsync(cancellationToken), await Rows(taken.OrderBy(item => item.Id).Take(MaxListed)).ToListAsync(cancellationToken));
    }

    private static IQueryable<ArchivingRow> Rows(IQueryable<Item> items) =>
        items.Select(item => new ArchivingRow(item.Id, item.Kind, item.Versions.Where(version => version.Number == (item.LiveNumber ?? item.PendingNumber)).Select(version => version.Title).First(),
            item.Owner.DisplayName, null, false, item.Revision));
}
