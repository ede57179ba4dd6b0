using EnablementHub.Data;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Time;

namespace EnablementHub.Features.Library.Lifecycle;

/// <summary>Notes that somebody checked that the live version is right, until the next review is due.</summary>
public sealed class VerifyItem(HubDbContext database, ReviewIntervals intervals, OrganisationClock clock)
{
    public const string NotYours = "Only the verifier, the backup or an enablement lead can verify this item.";

    public async Task<WriteResult> RunAsync(int itemId, int revision, Writer writer, CancellationToken cancellationToken = default)
    {
        if (!writer.ManagesContent && !await database.MayCheckAsync(itemId, writer.PersonId, cancellationToken)) return WriteResult.NotAllowed(NotYours);
        if (await database.LoadItemAsync(itemId, cancellationToken) is not { } item) return WriteResult.NotFound;
        if (item.Revision != revision) return WriteResult.Stale(item);
        if (item.State != PublicationState.Published) return WriteResult.Invalid("", "Only what is published can be verified.");
        var now = clock.Now;
        item.Verify(writer.PersonId, now, await intervals.DueOnAsync(item, clock.Today, cancellationToken));
        database.LogVerified(item, writer.PersonId, TrustEventKind.Kept, now);
        database.LogItem(item, writer.PersonId, ItemActions.Verified, now);
        return await database.StoreAsync(item, revision, cancellationToken);
    }
}
