using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Live;

/// <summary>The expert says who was there; that is noted in the ledger. What stands in the ledger stays, so only those who were not noted yet can be changed.</summary>
public sealed class NoteAttendance(HubDbContext database, LearningRecords records, OrganisationClock clock)
{
    /// <param name="sessionId">Has begun.</param>
    /// <param name="attended">People who were there; all others who had a place were not.</param>
    /// <param name="writer">Who holds it, or a lead.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<WriteResult> RunAsync(int sessionId, IReadOnlyCollection<int> attended, Viewer writer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await database.InUnitAsync(token => StoreAsync(sessionId, attended, writer, token), result => result.Succeeded, cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new WriteResult(WriteOutcome.Stale, sessionId);
        }
    }

    private async Task<WriteResult> StoreAsync(int sessionId, IReadOnlyCollection<int> attended, Viewer writer, CancellationToken cancellationToken)
    {
        var session = await database.LiveSessions.Include(s => s.SignUps).Include(s => s.Expert).SingleOrDefaultAsync(s => s.Id == sessionId, cancellationToken);
        if (session is null || !session.MayBeChangedBy(writer)) return WriteResult.NotFound;
        if (session.CancelledAt is not null) return WriteResult.Invalid("", "The session was cancelled: nobody attended.");
        if (session.StartsAt > clock.Now) return WriteResult.Invalid("", "The session hasn't begun. Say who attended once it has.");
        var noted = 0;
        foreach (var signUp in session.SignUps)
        {
            var wasThere = attended.Contains(signUp.PersonId);

            // Somebody without a place may have come all the same.
            if (signUp.State != SignUpState.Booked && !wasThere) continue;
            if (signUp.Attendance == Attendance.Attended) continue;
            signUp.Attendance = wasThere ? Attendance.Attended : Attendance.Missed;
            if (!wasThere) continue;
            noted++;
            await records.NoteAsync(
                new NewLearningRecord
                {
                    PersonId = signUp.PersonId,
                    Target = new LearningKey(LearningKind.LiveSession, session.Id),
                    EarnedAt = session.EndsAt < clock.Now ? session.EndsAt : clock.Now,
                    Evidence = $"Attended the session of {session.Expert.DisplayName}",
                    Key = FormattableString.Invariant($"session:{session.Id}:{signUp.PersonId}"),
                },
                cancellationToken);
        }

        session.Change(movesIt: false);
        database.LogAudit(writer.PersonId, "live-session.attendance", "live-session", session.Id, clock.Now, FormattableString.Invariant($"{noted} attended"));
        await database.SaveChangesAsync(cancellationToken);
        return new WriteResult(WriteOutcome.Done, session.Id);
    }
}
