using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Reviews.Leaving;

/// <summary>Settles what counts on somebody who leaves: all that was chosen, or nothing.</summary>
public sealed class HandOver(HubDbContext database, OrganisationClock clock)
{
    /// <summary>Whoever takes over steps into each place that the other had: owner, verifier, backup.</summary>
    public Task<BulkReport> ReassignAsync(int personId, IReadOnlyCollection<int> itemIds, int? toId, Writer writer, CancellationToken cancellationToken) => RunAsync(
        personId, itemIds, writer,
        async (items, token) =>
        {
            if (toId is not { } to || to == personId || !await database.Users.AnyAsync(person => person.Id == to && person.DisabledAt == null, token))
                return "Choose who takes over.";
            foreach (var item in items)
            {
                if (item.OwnerId == personId) item.OwnerId = to;
                if (item.VerifierId == personId) item.SetVerifier(to, null);
                if (item.BackupId == personId) item.BackupId = to;
                item.Touch(clock.Now);
                database.TrustEvents.Add(new TrustEvent { ItemId = item.Id, At = clock.Now, PersonId = writer.PersonId, Kind = TrustEventKind.Reassigned });
                database.LogItem(item, writer.PersonId, ItemActions.DetailsChanged, clock.Now, $"handed over from person {personId} to {to}");
            }

            return null;
        },
        cancellationToken);

    /// <summary>They stay as they are, without anybody who vouches for them: the review queue has them from now on.</summary>
    public Task<BulkReport> AcceptAsync(int personId, IReadOnlyCollection<int> itemIds, Writer writer, CancellationToken cancellationToken) => RunAsync(
        personId, itemIds, writer,
        (items, _) =>
        {
            foreach (var item in items) database.TakeTrust(item, TrustReason.OwnerLeft, clock.Today, clock.Now, writer.PersonId);
            return Task.FromResult<string?>(null);
        },
        cancellationToken);

    private Task<BulkReport> RunAsync(int personId, IReadOnlyCollection<int> itemIds, Writer writer, Func<List<Item>, CancellationToken, Task<string?>> change, CancellationToken cancellationToken) => database.InUnitAsync(
        async token =>
        {
            if (!writer.ManagesContent) return Refuse(WriteOutcome.NotAllowed, Writer.LeadsOnly);
            if (itemIds.Count is 0 or > LeavingPage.MaxRows) return Refuse(WriteOutcome.Invalid, itemIds.Count == 0 ? "Choose the items first." : $"At most {LeavingPage.MaxRows} items at once.");
            var items = await database.Items.CountingOn(personId).Where(item => itemIds.Contains(item.Id)).OrderBy(item => item.Id).ToListAsync(token);
            if (items.Count != itemIds.Count) return Refuse(WriteOutcome.Stale, "Some of the items don't count on this person any more. Choose again.");
            if (await change(items, token) is { } problem) return Refuse(WriteOutcome.Invalid, problem);
            await database.SaveChangesAsync(token);
            return new BulkReport(WriteOutcome.Done, items.Count, 0, []);
        },
        report => report.Outcome == WriteOutcome.Done,
        cancellationToken);

    private static BulkReport Refuse(WriteOutcome outcome, string sentence) => new(outcome, 0, 0, [new BulkObstacle(0, "", sentence)]);
}
