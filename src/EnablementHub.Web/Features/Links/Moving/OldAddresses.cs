using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Links.Moving;

/// <param name="Path">Of an item that the reader can open.</param>
/// <param name="IsPermanent">It was moved; else its successor stands in for it.</param>
public sealed record Forwarding(string Path, bool IsPermanent);

/// <summary>Leads whoever comes by an old address to where its content is now, over any number of moves.</summary>
public sealed class OldAddresses(HubDbContext database)
{
    private const int MaxSteps = 50;

    public Task<Forwarding?> FindAsync(int itemId, ItemReader reader, CancellationToken cancellationToken) =>
        FindAsync(MovedAddress.PathOfItem(itemId), itemId, reader, cancellationToken);

    /// <param name="path">As <see cref="Graph.LinkTarget.PathOf"/> writes it.</param>
    /// <param name="reader">Who comes.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public Task<Forwarding?> FindAsync(string path, ItemReader reader, CancellationToken cancellationToken) => FindAsync(path, null, reader, cancellationToken);

    private async Task<Forwarding?> FindAsync(string path, int? itemId, ItemReader reader, CancellationToken cancellationToken)
    {
        var isPermanent = true;
        for (var step = 0; step < MaxSteps; step++)
        {
            if (path.Length > MovedAddress.MaxPathLength) return null;
            var next = await database.MovedAddresses.AsNoTracking().Where(moved => moved.Path == path).Select(moved => (int?)moved.ToItemId).SingleOrDefaultAsync(cancellationToken);
            if (next is null && itemId is { } from)
            {
                next = await database.Items.AsNoTracking().Where(item => item.Id == from && item.State == PublicationState.Archived).Select(item => item.SuccessorId).SingleOrDefaultAsync(cancellationToken);
                isPermanent &= next is null;
            }

            if (next is not { } id) return null;
            var found = await database.Items.AsNoTracking().Where(item => item.Id == id).InAudienceOf(reader).PublishedOn(reader.Today).ToCards().SingleOrDefaultAsync(cancellationToken);
            if (found is not null) return new Forwarding(found.Href, isPermanent);
            (path, itemId) = (MovedAddress.PathOfItem(id), id);
        }

        return null;
    }
}
