using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Time;

namespace EnablementHub.Features.Reviews.Deciding;

/// <summary>Gives the check of an item to another person or group.</summary>
public sealed class ReassignReview(HubDbContext database, OrganisationClock clock)
{
    /// <param name="verifier">As <see cref="VerifierChoice"/> reads it.</param>
    public async Task<WriteResult> RunAsync(int itemId, int revision, string? verifier, Writer writer, CancellationToken cancellationToken = default)
    {
        if (!writer.ManagesContent && !await database.MayCheckAsync(itemId, writer.PersonId, cancellationToken)) return WriteResult.NotAllowed(VerifyItem.NotYours);
        if (await database.LoadItemAsync(itemId, cancellationToken) is not { } item) return WriteResult.NotFound;
        if (string.IsNullOrEmpty(verifier) || VerifierChoice.Read(verifier) is not { } chosen) return WriteResult.Invalid("verifier", "Choose who checks it from now on.");
        var before = ItemDetails.From(item);
        var after = before with { VerifierId = chosen.PersonId, VerifierTeamId = chosen.TeamId };
        if (after.DifferencesFrom(before).Count == 0) return WriteResult.Invalid("verifier", "It is theirs already. Choose somebody else.");
        if (await after.FindProblemsAsync(database, itemId, before, cancellationToken) is { Count: > 0 } problems) return WriteResult.Invalid(problems);
        if (item.Revision != revision) return WriteResult.Stale(item);
        var now = clock.Now;
        item.SetVerifier(chosen.PersonId, chosen.TeamId);

        // Whoever gets what is overdue hears of it with tomorrow's reminders, and not only a week on.
        if (item.TrustOn(clock.Today) != TrustStatus.Verified && item.RemindOn is not null) item.RemindOn = clock.Today.AddDays(1);
        item.Touch(now);
        database.TrustEvents.Add(new TrustEvent { ItemId = itemId, At = now, PersonId = writer.PersonId, Kind = TrustEventKind.Reassigned });
        database.LogAudit(writer.PersonId, ItemActions.ReviewReassigned, "item", itemId, now, verifier);
        return await database.StoreAsync(item, revision, cancellationToken);
    }
}
