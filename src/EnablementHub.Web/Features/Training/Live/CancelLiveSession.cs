using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Live;

/// <summary>Cancels a session that is still to come, and tells whoever wanted to come.</summary>
public sealed class CancelLiveSession(HubDbContext database, LiveNotices told, OrganisationClock clock)
{
    public Task<WriteResult> RunAsync(int sessionId, Viewer writer, CancellationToken cancellationToken = default) => database.InUnitAsync(
        async token =>
        {
            var session = await database.LiveSessions.Include(s => s.SignUps).SingleOrDefaultAsync(s => s.Id == sessionId, token);
            if (session is null || !session.MayBeChangedBy(writer)) return WriteResult.NotFound;
            if (session.CancelledAt is not null) return new WriteResult(WriteOutcome.Unchanged, session.Id);
            if (session.StartsAt <= clock.Now) return WriteResult.Invalid("", "It has begun already; say who attended instead.");
            session.CancelSession(clock.Now);
            told.Cancelled(session);
            database.LogAudit(writer.PersonId, "live-session.cancelled", "live-session", session.Id, clock.Now, session.Title);
            await database.SaveChangesAsync(token);
            return new WriteResult(WriteOutcome.Done, session.Id);
        },
        result => result.Succeeded,
        cancellationToken);
}
