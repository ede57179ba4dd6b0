using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Coaching.Writing;

/// <summary>Takes away what its author wrote; the row and its words stay in the history.</summary>
public sealed class RemoveCoachingEntry(HubDbContext database, OrganisationClock clock)
{
    public async Task<WriteResult> RunAsync(int entryId, Viewer author, CancellationToken cancellationToken = default)
    {
        var entry = await database.CoachingEntries.Include(e => e.Moments).SingleOrDefaultAsync(e => e.Id == entryId && e.AuthorId == author.PersonId && e.RemovedAt == null, cancellationToken);
        if (entry is null) return WriteResult.NotFound;
        database.Add(SaveCoachingEntry.Kept(entry, author.PersonId, clock.Now, isRemoval: true));
        entry.Remove(clock.Now);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return new WriteResult(WriteOutcome.Done, entry.PersonId);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new WriteResult(WriteOutcome.Stale, entry.PersonId);
        }
    }
}
