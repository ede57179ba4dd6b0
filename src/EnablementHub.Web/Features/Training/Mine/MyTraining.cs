using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Learning.Choosing;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Training.Assigning;
using EnablementHub.Features.Training.Courses;
using EnablementHub.Features.Training.Live;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Mine;

/// <param name="Target">Null: it is gone.</param>
public sealed record AssignedTask(LearningKind Kind, string Title, LearningTarget? Target, DateOnly DueOn, string By, string Note, bool IsMandatory)
{
    public bool IsOpen => Target is { IsOpen: true };
}

/// <param name="Next">Title of the first part that isn't done; null: all are.</param>
public sealed record CourseRow(int Id, string Title, int Done, int Of, string? Next, DateTimeOffset? CompletedAt);

public sealed record MyTrainingPage
{
    /// <summary>Overdue first.</summary>
    public required IReadOnlyList<AssignedTask> Assigned { get; init; }
    public required int AssignedInAll { get; init; }
    public required IReadOnlyList<CourseRow> Courses { get; init; }
    public required IReadOnlyList<CourseRow> Completed { get; init; }
    public required IReadOnlyList<LiveRow> Sessions { get; init; }
    public required CataloguePage Catalogue { get; init; }
    public required DateOnly Today { get; init; }

    public int Overdue => Assigned.Count(task => task.DueOn < Today);
}

/// <summary>Reads somebody's own training: a fixed number of questions, however much it is.</summary>
public sealed class MyTraining(HubDbContext database, LearningTargets targets, LearningQueries learned, LivePages live, TrainingCatalogue catalogue, OrganisationClock clock)
{
    private const int MaxAssigned = 100;
    private const int MaxCourses = 30;
    private const int MaxCompleted = 10;

    public async Task<MyTrainingPage> ReadAsync(ItemReader reader, string? topic, CancellationToken cancellationToken)
    {
        var me = reader.Viewer.PersonId;
        var (assigned, inAll) = await AssignedAsync(reader, cancellationToken);
        var now = clock.Now;
        return new MyTrainingPage
        {
            Assigned = assigned,
            AssignedInAll = inAll,
            Courses = await CoursesAsync(me, cancellationToken),
            Completed = await CompletedAsync(me, cancellationToken),
            Sessions = await live.RowsAsync(
                database.LiveSessions.Where(s => s.StartsAt > now && s.CancelledAt == null && s.SignUps.Any(signUp => signUp.PersonId == me && signUp.State != SignUpState.Cancelled)).OrderBy(s => s.StartsAt), me, MaxCourses, cancellationToken),
            Catalogue = await catalogue.ReadAsync(reader, topic, cancellationToken),
            Today = clock.Today,
        };
    }

    /// <summary>What has just been done isn't shown as open, although the job hasn't ticked it yet.</summary>
    public async Task<(IReadOnlyList<AssignedTask> Rows, int InAll)> AssignedAsync(ItemReader reader, CancellationToken cancellationToken)
    {
        var me = reader.Viewer.PersonId;
        var open = database.AssignedTraining.AsNoTracking().Where(assigned => assigned.PersonId == me && assigned.State == AssignedState.Open);
        var rows = await open.OrderBy(assigned => assigned.DueOn).ThenBy(assigned => assigned.Id).Take(MaxAssigned)
            .Select(assigned => new
            {
                assigned.TargetKind,
                assigned.TargetId,
                assigned.DueOn,
                assigned.Assignment.Title,
                assigned.Assignment.Note,
                assigned.Assignment.IsMandatory,
                assigned.Assignment.CountsEarlier,
                assigned.Assignment.CreatedAt,
                By = assigned.Assignment.CreatedBy.DisplayName,
            })
            .ToListAsync(cancellationToken);
        var keys = rows.Select(row => new LearningKey(row.TargetKind, row.TargetId)).ToList();
        var found = await targets.FindAsync(keys, cancellationToken);
        var done = await learned.LatestAsync([me], keys, cancellationToken);
        var items = keys.Where(key => key.Kind == LearningKind.Item).Select(key => key.Id).ToList();
        var seen = items.Count == 0 ? [] : (await database.Items.AsNoTracking().Where(item => items.Contains(item.Id)).InAudienceOf(reader).Select(item => item.Id).ToListAsync(cancellationToken)).ToHashSet();
        var left = rows.Where(row => done.GetValueOrDefault((me, new LearningKey(row.TargetKind, row.TargetId))) is not { } just || (!row.CountsEarlier && just.EarnedAt < row.CreatedAt))
            .Select(row =>
            {
                var target = found.GetValueOrDefault(new LearningKey(row.TargetKind, row.TargetId));

                // What isn't for their eyes keeps its name to itself.
                if (row.TargetKind == LearningKind.Item && !seen.Contains(row.TargetId)) return new AssignedTask(row.TargetKind, "Something that you can’t open at the moment", null, row.DueOn, row.By, row.Note, row.IsMandatory);
                return new AssignedTask(row.TargetKind, target?.Title ?? row.Title, target, row.DueOn, row.By, row.Note, row.IsMandatory);
            }).ToList();
        return (left, rows.Count < MaxAssigned ? left.Count : await open.CountAsync(cancellationToken));
    }

    private async Task<IReadOnlyList<CourseRow>> CoursesAsync(int me, CancellationToken cancellationToken)
    {
        var versions = await (
            from enrolment in database.CourseEnrolments.AsNoTracking()
            join version in database.CourseVersions on new { enrolment.CourseId, Number = enrolment.Course.LiveNumber } equals new { version.CourseId, Number = (int?)version.Number }
            where enrolment.PersonId == me && enrolment.CompletedAt == null && enrolment.LeftAt == null
            orderby enrolment.BegunAt descending, enrolment.Id
            select version).Take(MaxCourses).Include(version => version.Parts).AsSplitQuery().ToListAsync(cancellationToken);
        var keys = versions.SelectMany(version => version.Required).Distinct().ToList();
        var done = await learned.LatestAsync([me], keys, cancellationToken);
        return
        [
            .. versions.Select(version =>
            {
                var required = version.InOrder.Where(part => !part.IsOptional).ToList();
                return new CourseRow(version.CourseId, version.Title, required.Count(part => done.ContainsKey((me, part.Target))), required.Count, required.Find(part => !done.ContainsKey((me, part.Target)))?.Title, null);
            }),
        ];
    }

    private async Task<IReadOnlyList<CourseRow>> CompletedAsync(int me, CancellationToken cancellationToken) => await (
        from enrolment in database.CourseEnrolments.AsNoTracking()
        join version in database.CourseVersions on new { enrolment.CourseId, Number = enrolment.CompletedVersion } equals new { version.CourseId, Number = (int?)version.Number }
        where enrolment.PersonId == me && enrolment.CompletedAt != null
        orderby enrolment.CompletedAt descending
        select new CourseRow(version.CourseId, version.Title, version.Parts.Count, version.Parts.Count, null, enrolment.CompletedAt)).Take(MaxCompleted).ToListAsync(cancellationToken);
}
