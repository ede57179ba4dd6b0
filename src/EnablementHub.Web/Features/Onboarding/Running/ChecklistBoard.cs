using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Onboarding.Running;

/// <param name="Next">Title of the open step that is due first; null when all are done.</param>
public sealed record BoardRow(int Id, string Person, string Title, DateOnly StartedOn, int Done, int Steps, int Overdue, int Waiting, string? Next, DateOnly? NextDueOn, bool IsDone, bool IsEnded);

public sealed record BoardPage(IReadOnlyList<BoardRow> Rows, int Total, int Page, bool ShowsAll, DateOnly Today)
{
    public const int Size = 50;

    public int LastPage => Math.Max(1, (Total + Size - 1) / Size);
}

public sealed record StartForm
{
    public string? PersonId { get; init; }
    public string? TemplateId { get; init; }
    public string? StartedOn { get; init; }
    public string? BuddyId { get; init; }
    public string? ManagerId { get; init; }
}

public sealed record StartPage(StartForm Form, IReadOnlyList<Choice> People, IReadOnlyList<Choice> Newcomers, IReadOnlyList<Choice> Managers, IReadOnlyList<Choice> Templates, IReadOnlyList<FieldProblem> Problems);

/// <summary>Who works through what, problems first; and the lists of the page that starts somebody.</summary>
public sealed class ChecklistBoard(HubDbContext database, OrganisationClock clock)
{
    private const int NewHireDays = 90;
    private const int MaxPeople = 2_000;

    /// <param name="viewer">Sees those in reach.</param>
    /// <param name="showsAll">Completed and ended ones too.</param>
    /// <param name="page">From 1.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<BoardPage> ReadAsync(Viewer viewer, bool showsAll, int page, CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var wanted = database.Checklists.AsNoTracking().ReachedBy(viewer).Where(c => showsAll || (c.EndedAt == null && c.CompletedAt == null));
        var total = await wanted.CountAsync(cancellationToken);
        var last = Math.Max(1, (total + BoardPage.Size - 1) / BoardPage.Size);
        page = Math.Clamp(page, 1, last);
        var rows = await wanted
            .Select(c => new
            {
                c.Id,
                Person = c.Person.DisplayName,
                c.Title,
                c.StartedOn,
                c.CompletedAt,
                c.EndedAt,
                Steps = c.Steps.Count,
                Done = c.Steps.Count(s => s.State == StepState.Done),
                Overdue = c.Steps.Count(s => s.State == StepState.Open && s.DueOn < today),
                Waiting = c.Steps.Count(s => s.State == StepState.Waiting),
                Next = c.Steps.Where(s => s.State == StepState.Open).OrderBy(s => s.DueOn).ThenBy(s => s.Id).Select(s => new { s.Title, s.DueOn }).FirstOrDefault(),
            })
            .OrderByDescending(c => c.Overdue).ThenByDescending(c => c.Waiting).ThenBy(c => c.StartedOn).ThenBy(c => c.Id)
            .Skip((page - 1) * BoardPage.Size).Take(BoardPage.Size).ToListAsync(cancellationToken);
        return new BoardPage(
            [.. rows.Select(c => new BoardRow(c.Id, c.Person, c.Title, c.StartedOn, c.Done, c.Steps, c.Overdue, c.Waiting, c.Next?.Title, c.Next?.DueOn, c.CompletedAt is not null, c.EndedAt is not null))],
            total, page, showsAll, today);
    }

    public async Task<StartPage> StartPageAsync(StartForm form, IReadOnlyList<FieldProblem> problems, CancellationToken cancellationToken)
    {
        var people = await database.Users.AsNoTracking().Where(p => p.DisabledAt == null).OrderBy(p => p.DisplayName)
            .Select(p => new { p.Id, p.DisplayName, p.StartedOn, IsManager = database.UserRoles.Any(given => given.UserId == p.Id && database.Roles.Any(role => role.Id == given.RoleId && role.Name == Platform.Security.HubRoles.Manager)) })
            .Take(MaxPeople).ToListAsync(cancellationToken);
        var templates = await database.ChecklistTemplates.AsNoTracking().Where(t => !t.IsRetired && t.Steps.Any()).OrderBy(t => t.Title).Select(t => new { t.Id, t.Title }).ToListAsync(cancellationToken);
        var since = clock.Today.AddDays(-NewHireDays);
        return new StartPage(
            form,
            [.. people.Select(p => new Choice(Text(p.Id), p.DisplayName))],
            [.. people.Where(p => p.StartedOn >= since).Select(p => new Choice(Text(p.Id), p.DisplayName))],
            [.. people.Where(p => p.IsManager).Select(p => new Choice(Text(p.Id), p.DisplayName))],
            [.. templates.Select(t => new Choice(Text(t.Id), t.Title))],
            problems);
    }

    private static string Text(int id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
