using System.Security.Claims;
using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.People;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Tasks.Confirming;

/// <summary>Confirms what somebody told, and notes it in the ledger, or sends it back with what is missing. Of two who decide at once the first one counts.</summary>
public sealed class DecideSubmission(HubDbContext database, LearningRecords records, Notices notices, OrganisationClock clock)
{
    /// <param name="submissionId">What waits.</param>
    /// <param name="isConfirmed">False: it goes back, with a remark on what is missing.</param>
    /// <param name="remark">As typed.</param>
    /// <param name="person">Who decides.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<WriteResult> RunAsync(int submissionId, bool isConfirmed, string? remark, ClaimsPrincipal person, CancellationToken cancellationToken = default)
    {
        var words = TrainingWords.Text(remark);
        if (words.Length > Submission.MaxRemarkLength) return WriteResult.Invalid("Remark", $"Your words have {words.Length} characters; at most {Submission.MaxRemarkLength} fit.");
        if (!isConfirmed && words.Length == 0) return WriteResult.Invalid("Remark", "Say what is missing, so that they know what to do.");
        try
        {
            return await database.InUnitAsync(token => StoreAsync(submissionId, isConfirmed, words, person, token), result => result.Succeeded, cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new WriteResult(WriteOutcome.Stale, submissionId);
        }
    }

    private async Task<WriteResult> StoreAsync(int submissionId, bool isConfirmed, string remark, ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        var submission = await database.TrainingSubmissions.ConfirmableBy(person).Include(s => s.Task).Include(s => s.File)
            .SingleOrDefaultAsync(s => s.Id == submissionId && s.State == SubmissionState.Waiting, cancellationToken);
        if (submission is null) return WriteResult.NotFound;
        var (task, me) = (submission.Task, person.PersonId());
        submission.Decide(isConfirmed, me, remark, clock.Now);
        var name = await database.Users.Where(p => p.Id == me).Select(p => p.DisplayName).SingleAsync(cancellationToken);
        if (isConfirmed)
        {
            var isExercise = task.Kind == LearningKind.Exercise;
            await records.NoteAsync(
                new NewLearningRecord
                {
                    PersonId = submission.PersonId,
                    Target = task.Target,
                    TargetVersion = submission.TaskVersion,
                    EarnedAt = submission.DoneOn is { } day ? clock.StartOf(day) : submission.SubmittedAt,
                    Evidence = isExercise ? $"Confirmed by {name}" : $"Proof confirmed by {name}{(submission.File is { } file ? $": {file.FileName}" : "")}",
                    Key = FormattableString.Invariant($"{task.Kind.Slug()}:{submission.Id}"),
                },
                cancellationToken);
        }

        notices.Tell([submission.PersonId], new Notice
        {
            Kind = NoticeKind.TrainingDecided,
            Key = FormattableString.Invariant($"training-decided:{submission.Id}"),
            Text = isConfirmed ? $"{name} confirmed “{task.Title}”." : $"{name} sent “{task.Title}” back: {remark}",
            Address = TrainingLinks.Task(task.Id),
        });
        database.LogAudit(me, isConfirmed ? "training-task.confirmed" : "training-task.sent-back", "person", submission.PersonId, clock.Now, task.Title);
        await database.SaveChangesAsync(cancellationToken);
        return new WriteResult(WriteOutcome.Done, submissionId);
    }
}
