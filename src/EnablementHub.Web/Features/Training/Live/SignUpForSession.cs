using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Live;

/// <summary>Takes a place in a session or gives it back. The session's revision moves with each, so the last place goes to one; whoever comes too late waits.</summary>
public sealed class SignUpForSession(HubDbContext database, LiveNotices told, TimeProvider time)
{
    private const int Tries = 20;

    /// <returns>Done with <see cref="WriteResult.Warnings"/> saying where they stand.</returns>
    public async Task<WriteResult> RunAsync(int sessionId, int personId, bool cancels, CancellationToken cancellationToken = default)
    {
        for (var number = 1; ; number++)
        {
            try
            {
                return await database.InUnitAsync(token => StoreAsync(sessionId, personId, cancels, token), result => result.Succeeded, cancellationToken);
            }
            catch (DbUpdateConcurrencyException) when (number < Tries)
            {
                // Somebody signed up at the same moment: look again who has the places now.
            }
        }
    }

    private async Task<WriteResult> StoreAsync(int sessionId, int personId, bool cancels, CancellationToken cancellationToken)
    {
        var session = await database.LiveSessions.Include(s => s.SignUps).SingleOrDefaultAsync(s => s.Id == sessionId, cancellationToken);
        if (session is null) return WriteResult.NotFound;
        var now = time.GetUtcNow();
        if (session.CancelledAt is not null) return WriteResult.Invalid("", "The session is cancelled.");
        if (session.StartsAt <= now) return WriteResult.Invalid("", "The session has begun; places are no longer given.");
        var own = session.SignUps.FirstOrDefault(signUp => signUp.PersonId == personId);
        string sentence;
        if (cancels)
        {
            if (own is null || own.State == SignUpState.Cancelled) return new WriteResult(WriteOutcome.Unchanged, session.Id);
            told.MovedUp(session, session.Cancel(own, now));
            sentence = "You are no longer signed up.";
        }
        else
        {
            if (session.ExpertId == personId) return WriteResult.Invalid("", "You hold this session; it needs no place for you.");
            own = session.SignUp(personId, now);
            sentence = own.State == SignUpState.Booked ? "You have a place." : $"All places are taken. You are number {session.SignUps.Count(other => other.State == SignUpState.Waiting)} on the waiting list, and hear when one becomes free.";
        }

        await database.SaveChangesAsync(cancellationToken);
        return new WriteResult(WriteOutcome.Done, session.Id) { Warnings = [sentence] };
    }
}
