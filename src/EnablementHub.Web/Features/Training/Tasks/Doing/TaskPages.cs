using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Training.Tasks.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Tasks.Doing;

public sealed record SubmissionRow(
    int Id, int Attempt, string Report, DateOnly? DoneOn, int? FileId, string? FileName, DateTimeOffset SubmittedAt, SubmissionState State, string? DecidedBy, DateTimeOffset? DecidedAt, string Remark);

public sealed record TaskPage
{
    public required TrainingTask Task { get; init; }
    public required string? Confirmer { get; init; }
    public required bool MayEdit { get; init; }

    /// <summary>What the reader told so far, the newest first.</summary>
    public required IReadOnlyList<SubmissionRow> Told { get; init; }

    /// <summary>The day until which it is assigned to the reader; null: it isn't.</summary>
    public required DateOnly? DueOn { get; init; }
    public required DateOnly Today { get; init; }
    public string? TypedReport { get; init; }
    public string? TypedDoneOn { get; init; }
    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];

    public bool IsExternal => Task.Kind == LearningKind.ExternalCourse;

    public bool MaySubmit => Task.State == TrainingState.Published && Told is [] or [{ State: SubmissionState.SentBack }, ..];
}

/// <summary>Reads one task for somebody who does it.</summary>
public sealed class TaskPages(HubDbContext database)
{
    private const int MaxTold = 50;

    public async Task<TaskPage?> FindAsync(int id, ItemReader reader, CancellationToken cancellationToken)
    {
        var me = reader.Viewer.PersonId;
        if (await database.TrainingTasks.AsNoTracking().Include(t => t.Confirmer).SingleOrDefaultAsync(t => t.Id == id, cancellationToken) is not { } task) return null;
        var mayEdit = reader.Writes && task.MayBeChangedBy(reader.Viewer);
        if (task.State == TrainingState.Draft && !mayEdit) return null;
        var told = await database.TrainingSubmissions.AsNoTracking().Where(s => s.TaskId == id && s.PersonId == me).OrderByDescending(s => s.Attempt).Take(MaxTold)
            .Select(s => new SubmissionRow(
                s.Id, s.Attempt, s.Report, s.DoneOn, s.FileId, s.File != null ? s.File.FileName : null, s.SubmittedAt, s.State, s.DecidedBy != null ? s.DecidedBy.DisplayName : null, s.DecidedAt, s.Remark))
            .ToListAsync(cancellationToken);
        return new TaskPage
        {
            Task = task,
            Confirmer = task.Confirmer?.DisplayName,
            MayEdit = mayEdit,
            Told = told,
            DueOn = await database.AssignedTraining.AsNoTracking()
                .Where(assigned => assigned.PersonId == me && assigned.TargetKind == task.Kind && assigned.TargetId == id && assigned.State == Assigning.AssignedState.Open)
                .Select(assigned => (DateOnly?)assigned.DueOn).FirstOrDefaultAsync(cancellationToken),
            Today = reader.Today,
        };
    }
}
