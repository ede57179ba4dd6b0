using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Notifications;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Tasks.Doing;

public sealed record SubmitRequest
{
    public required int TaskId { get; init; }
    public required int PersonId { get; init; }
    public required string? Report { get; init; }

    /// <summary>As typed, for a course elsewhere: the day on which it was completed.</summary>
    public required string? DoneOn { get; init; }
    public required HandedIn? File { get; init; }
}

/// <summary>Somebody tells what they did. It waits until somebody confirms it; sent back, it can be told anew.</summary>
public sealed class SubmitTask(HubDbContext database, KeepFile keep, Notices notices, OrganisationClock clock)
{
    public const int MaxDaysAgo = 3_650;

    public async Task<WriteResult> RunAsync(SubmitRequest request, CancellationToken cancellationToken = default)
    {
        var report = TrainingWords.Text(request.Report);
        var task = await database.TrainingTasks.AsNoTracking().SingleOrDefaultAsync(t => t.Id == request.TaskId, cancellationToken);
        if (task is null || task.State == TrainingState.Draft) return WriteResult.NotFound;
        var isExternal = task.Kind == LearningKind.ExternalCourse;
        var problems = new List<FieldProblem>();
        DateOnly? doneOn = null;
        if (task.State == TrainingState.Retired) problems.Add(new("", "It is retired: nothing new is taken."));
        if (report.Length > Submission.MaxReportLength) problems.Add(new("Report", $"Your words have {report.Length} characters; at most {Submission.MaxReportLength} fit."));
        if (!isExternal && report.Length == 0) problems.Add(new("Report", "Tell in some sentences what you did and what came of it."));
        if (isExternal)
        {
            if (!DateOnly.TryParseExact(request.DoneOn?.Trim(), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day))
                problems.Add(new("DoneOn", "Enter the day on which you completed it as year-month-day, for example 2026-03-02."));
            else if (day > clock.Today || day < clock.Today.AddDays(-MaxDaysAgo)) problems.Add(new("DoneOn", "Choose a day of the last ten years, today at the latest."));
            else doneOn = day;
            if (request.File is null) problems.Add(new("File", "Add the proof: the certificate as PDF, or a picture of it."));
        }

        if (problems.Count > 0) return WriteResult.Invalid(problems);
        TrainingFile? file = null;
        if (request.File is { } handedIn)
        {
            (file, var refusal) = await keep.RunAsync(handedIn, request.PersonId, cancellationToken);
            if (refusal is not null) return WriteResult.Invalid("File", refusal);
        }

        try
        {
            var result = await database.InUnitAsync(token => StoreAsync(request, report, doneOn, file, token), written => written.Succeeded, cancellationToken);
            if (!result.Succeeded && file is not null) await keep.DropAsync(file);
            return result;
        }
        catch (DbUpdateException error) when (!DatabaseFailure.IsPassing(error))
        {
            // Sent twice at the same moment: the first one waits already.
            if (file is not null) await keep.DropAsync(file);
            return new WriteResult(WriteOutcome.Unchanged, request.TaskId);
        }
    }

    private async Task<WriteResult> StoreAsync(SubmitRequest request, string report, DateOnly? doneOn, TrainingFile? file, CancellationToken cancellationToken)
    {
        var task = await database.TrainingTasks.SingleAsync(t => t.Id == request.TaskId, cancellationToken);
        var last = await database.TrainingSubmissions.AsNoTracking().Where(s => s.TaskId == task.Id && s.PersonId == request.PersonId).OrderByDescending(s => s.Attempt)
            .Select(s => new { s.Attempt, s.State, s.TaskVersion }).FirstOrDefaultAsync(cancellationToken);
        if (last?.State == SubmissionState.Waiting) return WriteResult.Invalid("", "What you told before still waits for an answer. Wait for it.");
        if (last is { State: SubmissionState.Confirmed } && last.TaskVersion == task.Version && task.Kind == LearningKind.Exercise) return WriteResult.Invalid("", "It is confirmed already.");
        if (file is not null)
        {
            database.Add(file);
            await database.SaveChangesAsync(cancellationToken);
        }

        var submission = new Submission
        {
            TaskId = task.Id,
            TaskVersion = task.Version,
            TaskWords = task.Words,
            PersonId = request.PersonId,
            Attempt = (last?.Attempt ?? 0) + 1,
            Report = report,
            DoneOn = doneOn,
            FileId = file?.Id,
            SubmittedAt = clock.Now,
        };
        database.Add(submission);
        await database.SaveChangesAsync(cancellationToken);
        if (task.ConfirmerId is { } confirmer && confirmer != request.PersonId)
        {
            var name = await database.Users.Where(person => person.Id == request.PersonId).Select(person => person.DisplayName).SingleAsync(cancellationToken);
            notices.Tell([confirmer], new Notice
            {
                Kind = NoticeKind.TrainingToConfirm,
                Key = FormattableString.Invariant($"training-submitted:{submission.Id}"),
                Text = $"{name} has done “{task.Title}” and waits for your word.",
                Address = TrainingLinks.Confirm,
            });
            await database.SaveChangesAsync(cancellationToken);
        }

        return new WriteResult(WriteOutcome.Done, task.Id);
    }
}
