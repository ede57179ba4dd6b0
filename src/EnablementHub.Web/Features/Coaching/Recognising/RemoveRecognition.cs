using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Coaching.Recognising;

/// <summary>Takes praise away from everybody's eyes: its author, the one who is praised, or a lead.</summary>
public sealed class RemoveRecognition(HubDbContext database, OrganisationClock clock)
{
    /// <returns>The number of the person who was praised.</returns>
    public async Task<WriteResult> RunAsync(int id, Viewer viewer, CancellationToken cancellationToken = default)
    {
        var me = viewer.PersonId;
        var isLead = viewer.SeesEverything;
        var recognition = await database.Recognitions.SingleOrDefaultAsync(r => r.Id == id && r.RemovedAt == null && (isLead || r.AuthorId == me || r.PersonId == me), cancellationToken);
        if (recognition is null) return WriteResult.NotFound;
        database.Add(new CoachingChange { Subject = CoachingSubject.Recognition, SubjectId = id, At = clock.Now, ById = me, IsRemoval = true, Before = recognition.Text });
        recognition.Remove(clock.Now);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody else took it away at this moment.
        }

        return new WriteResult(WriteOutcome.Done, recognition.PersonId);
    }
}
