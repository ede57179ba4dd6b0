using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Learning.Choosing;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared.Components.Forms;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Assigning;

public sealed record AssignmentRow(
    int Id, LearningKind Kind, string Title, AssignmentScope Scope, string? Team, DateOnly? DueOn, int? DueAfterDays, string By, DateTimeOffset CreatedAt, bool IsEnded, int Open, int Overdue, int Done)
{
    public string Whom => Scope switch
    {
        AssignmentScope.Everyone => "everybody",
        AssignmentScope.Team => Team ?? "a team that is gone",
        AssignmentScope.Joiners => $"whoever joins {Team ?? "a team that is gone"}",
        _ => "named people",
    };
}

public sealed record AssignmentListPage(IReadOnlyList<AssignmentRow> Rows, int Total, int Page, DateOnly Today, bool ShowsEnded)
{
    public const int Size = 50;

    public int LastPage => Math.Max(1, (Total + Size - 1) / Size);
}

public sealed record AssignedRow(string Person, DateOnly AssignedOn, DateOnly DueOn, AssignedState State, DateTimeOffset? DoneAt);

public sealed record AssignmentPage(AssignmentRow Row, string Note, bool IsMandatory, string? Href, IReadOnlyList<AssignedRow> People, int Total, int Page, DateOnly Today)
{
    public const int Size = 50;

    public int LastPage => Math.Max(1, (Total + Size - 1) / Size);
}

public sealed record AssignPage
{
    public required AssignForm Form { get; init; }
    public required IReadOnlyList<FieldChoice> Teams { get; init; }
    public required bool MayAssignToEverybody { get; init; }

    /// <summary>Title of the target, where one is chosen.</summary>
    public string? TargetTitle { get; init; }
    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];
}

/// <summary>Reads for the pages of assignments.</summary>
public sealed class AssignmentPages(HubDbContext database, LearningTargets targets, OrganisationClock clock)
{
    public async Task<AssignmentListPage> ListAsync(Viewer viewer, int page, bool showsEnded, CancellationToken cancellationToken)
    {
        var seen = database.Assignments.AsNoTracking().SeenBy(viewer).Where(assignment => showsEnded || assignment.EndedAt == null);
        var total = await seen.CountAsync(cancellationToken);
        page = Math.Clamp(page, 1, Math.Max(1, (total + AssignmentListPage.Size - 1) / AssignmentListPage.Size));
        var rows = await Rows(seen.OrderByDescending(assignment => assignment.CreatedAt).ThenByDescending(assignment => assignment.Id).Skip((page - 1) * AssignmentListPage.Size).Take(AssignmentListPage.Size))
            .ToListAsync(cancellationToken);
        return new AssignmentListPage(rows, total, page, clock.Today, showsEnded);
    }

    public async Task<AssignmentPage?> FindAsync(int id, Viewer viewer, int page, CancellationToken cancellationToken)
    {
        var own = database.Assignments.AsNoTracking().SeenBy(viewer).Where(assignment => assignment.Id == id);
        if (await Rows(own).SingleOrDefaultAsync(cancellationToken) is not { } row) return null;
        var about = await own.Select(assignment => new { assignment.Note, assignment.IsMandatory, assignment.TargetKind, assignment.TargetId }).SingleAsync(cancellationToken);
        var people = database.AssignedTraining.AsNoTracking().Where(assigned => assigned.AssignmentId == id && assigned.State != AssignedState.Exempt);
        var total = await people.CountAsync(cancellationToken);
        page = Math.Clamp(page, 1, Math.Max(1, (total + AssignmentPage.Size - 1) / AssignmentPage.Size));
        var rows = await people.OrderBy(assigned => assigned.State).ThenBy(assigned => assigned.DueOn).ThenBy(assigned => assigned.Id).Skip((page - 1) * AssignmentPage.Size).Take(AssignmentPage.Size)
            .Select(assigned => new AssignedRow(assigned.Person.DisplayName, assigned.AssignedOn, assigned.DueOn, assigned.State, assigned.DoneAt)).ToListAsync(cancellationToken);
        var key = new LearningKey(about.TargetKind, about.TargetId);
        return new AssignmentPage(row, about.Note, about.IsMandatory, (await targets.FindAsync([key], cancellationToken)).GetValueOrDefault(key)?.Url, rows, total, page, clock.Today);
    }

    public async Task<AssignPage> NewAsync(AssignForm form, Viewer viewer, IReadOnlyList<FieldProblem> problems, CancellationToken cancellationToken)
    {
        var teams = viewer.SeesEverything ? null : viewer.TeamIds();
        var choices = await database.Teams.AsNoTracking().Where(team => teams == null || teams.Contains(team.Id)).OrderBy(team => team.Name).Select(team => new { team.Id, team.Name }).Take(1_000).ToListAsync(cancellationToken);
        return new AssignPage
        {
            Form = form,
            Teams = [new("", "Choose…"), .. choices.Select(team => new FieldChoice(team.Id.ToString(CultureInfo.InvariantCulture), team.Name))],
            MayAssignToEverybody = viewer.SeesEverything,
            TargetTitle = LearningKey.TryRead(form.Target, out var key) ? (await targets.FindAsync([key], cancellationToken)).GetValueOrDefault(key)?.Title : null,
            Problems = problems,
        };
    }

    private IQueryable<AssignmentRow> Rows(IQueryable<Assignment> assignments)
    {
        var today = clock.Today;
        return assignments.Select(assignment => new AssignmentRow(
            assignment.Id, assignment.TargetKind, assignment.Title, assignment.Scope, assignment.Team != null ? assignment.Team.Name : null, assignment.DueOn, assignment.DueAfterDays,
            assignment.CreatedBy.DisplayName, assignment.CreatedAt, assignment.EndedAt != null,
            database.AssignedTraining.Count(assigned => assigned.AssignmentId == assignment.Id && assigned.State == AssignedState.Open),
            database.AssignedTraining.Count(assigned => assigned.AssignmentId == assignment.Id && assigned.State == AssignedState.Open && assigned.DueOn < today),
            database.AssignedTraining.Count(assigned => assigned.AssignmentId == assignment.Id && assigned.State == AssignedState.Done)));
    }
}
