using System.Security.Claims;
using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.People;
using EnablementHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Tasks.Confirming;

public sealed record ConfirmRow(
    int Id, string Person, LearningKind Kind, int TaskId, string Title, string TaskWords, string Report, DateOnly? DoneOn, int? FileId, string? FileName, DateTimeOffset SubmittedAt, int Attempt, string LastRemark);

/// <param name="TypedFor">Number of the row that was refused.</param>
public sealed record ToConfirmPage(IReadOnlyList<ConfirmRow> Rows, int Total, int? TypedFor = null, string? Typed = null, string? Problem = null);

/// <summary>What waits for somebody's word, the longest waiting first.</summary>
public sealed class ConfirmList(HubDbContext database)
{
    public const int MaxListed = 50;

    public async Task<ToConfirmPage> ReadAsync(ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        var waiting = database.TrainingSubmissions.AsNoTracking().ConfirmableBy(person).Where(s => s.State == SubmissionState.Waiting);
        var rows = await waiting.OrderBy(s => s.SubmittedAt).ThenBy(s => s.Id).Take(MaxListed)
            .Select(s => new ConfirmRow(
                s.Id, s.Person.DisplayName, s.Task.Kind, s.TaskId, s.Task.Title, s.TaskWords, s.Report, s.DoneOn, s.FileId, s.File != null ? s.File.FileName : null, s.SubmittedAt, s.Attempt,
                database.TrainingSubmissions.Where(before => before.TaskId == s.TaskId && before.PersonId == s.PersonId && before.Attempt == s.Attempt - 1).Select(before => before.Remark).FirstOrDefault() ?? ""))
            .ToListAsync(cancellationToken);
        return new ToConfirmPage(rows, rows.Count < MaxListed ? rows.Count : await waiting.CountAsync(cancellationToken));
    }
}

internal static class ConfirmRights
{
    /// <summary>
    /// Exercises: whom they name, else any expert. Proofs of courses elsewhere: managers, of the people of their teams. Leads
    /// confirm everything, so that nobody is stuck. Nobody confirms their own.
    /// </summary>
    public static IQueryable<Submission> ConfirmableBy(this IQueryable<Submission> submissions, ClaimsPrincipal person)
    {
        var viewer = person.Viewer();
        var me = viewer.PersonId;
        var others = submissions.Where(s => s.PersonId != me);
        if (viewer.SeesEverything) return others;
        var teams = person.Can(Capability.AssignTraining) ? viewer.TeamIds() : [];
        var isExpert = person.IsInRole(HubRoles.Expert);
        return others.Where(s =>
            (s.Task.Kind == LearningKind.Exercise && (s.Task.ConfirmerId == me || (s.Task.ConfirmerId == null && isExpert)))
            || (s.Task.Kind == LearningKind.ExternalCourse && s.Person.Teams.Any(member => teams.Contains(member.TeamId))));
    }
}
