using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Time;

namespace EnablementHub.Features.Library.Lifecycle;

/// <summary>Notes that a lead checked that the live version is right, until the next review is due.</summary>
public sealed class VerifyItem(HubDbContext database, OrganisationClock clock)
{
    public async Task<WriteResult> RunAsync(int itemId, int revision, Writer writer, CancellationToken cancellationToken = default)
    {
        if (!writer.ManagesContent) return WriteResult.NotAllowed(Writer.LeadsOnly);
        if (await database.LoadItemAsync(itemId, cancellationToken) is not { } item) return WriteResult.NotFound;
        if (item.Revision != revision) return WriteResult.Stale(item);
        if (item.State != PublicationState.Published) return WriteResult.Invalid("", "Only what is published can be verified.");
        var now = clock.Now;
        item.Verify(writer.PersonId, now, clock.Today.AddDays(item.Kind.ReviewIntervalDays()));
        database.LogItem(item, writer.PersonId, ItemActions.Verified, now);
        return await database.StoreAsync(item, revision, cancellationToken);
    }
}
