using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Studio;

/// <param name="HasUnsavedText">The viewer typed something into its editor and didn't save it.</param>
public sealed record StudioRow(int ItemId, ItemKind Kind, string Title, string Owner, bool IsPublished, bool HasPending, ApprovalState Approval, DateOnly? ChangeOn, string ChangedBy, DateTimeOffset ChangedAt, bool HasUnsavedText);

/// <param name="Own">Drafts and pending versions of what the viewer owns.</param>
/// <param name="Waiting">Those of everybody else; empty for those who don't publish.</param>
public sealed record StudioPage(IReadOnlyList<StudioRow> Own, IReadOnlyList<StudioRow> Waiting, IReadOnlyList<StudioRow> Published, bool ManagesContent);

/// <summary>Reads for the studio's first page.</summary>
public sealed class StudioQueries(HubDbContext database)
{
    public const int MaxListed = 200;
    private const int MaxPublished = 20;

    public async Task<StudioPage> ReadAsync(Writer writer, CancellationToken cancellationToken)
    {
        var open = database.Items.AsNoTracking().Where(item => item.State != PublicationState.Archived && item.PendingNumber != null);
        var own = await ProjectAsync(open.Where(item => item.OwnerId == writer.PersonId), writer, MaxListed, cancellationToken);
        var waiting = writer.ManagesContent ? await ProjectAsync(open.Where(item => item.OwnerId != writer.PersonId), writer, MaxListed, cancellationToken) : [];
        var published = await ProjectAsync(
            database.Items.AsNoTracking().Where(item => item.State == PublicationState.Published && item.PendingNumber == null && item.OwnerId == writer.PersonId), writer, MaxPublished, cancellationToken);
        return new StudioPage(own, waiting, published, writer.ManagesContent);
    }

    private async Task<IReadOnlyList<StudioRow>> ProjectAsync(IQueryable<Item> items, Writer writer, int limit, CancellationToken cancellationToken) => await (
        from item in items
        join version in database.ItemVersions on new { ItemId = item.Id, Number = item.PendingNumber ?? item.LiveNumber } equals new { version.ItemId, Number = (int?)version.Number }
        orderby item.ChangedAt descending, item.Id descending
        select new StudioRow(item.Id, item.Kind, version.Title, item.Owner.DisplayName, item.LiveNumber != null, item.PendingNumber != null && item.LiveNumber != null, item.Approval, item.ChangeOn,
            version.Author.DisplayName, item.ChangedAt, database.EditingDrafts.Any(draft => draft.ItemId == item.Id && draft.PersonId == writer.PersonId)))
        .Take(limit).ToListAsync(cancellationToken);
}
