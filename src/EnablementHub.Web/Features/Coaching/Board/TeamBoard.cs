using System.Globalization;
using System.Security.Claims;
using EnablementHub.Data;
using EnablementHub.Features.Coaching.Standing;
using EnablementHub.Features.Coaching.Suggesting;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Onboarding.SignOffs;
using EnablementHub.Features.People;
using EnablementHub.Features.Training.Tasks;
using EnablementHub.Features.Training.Tasks.Confirming;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Coaching.Board;

public sealed record TeamFilter
{
    public const string Overdue = "overdue";
    public const string Expiring = "expiring";
    public const string Waiting = "waiting";
    public const string NotReady = "not-ready";
    public const string Ready = "ready";

    public string? Team { get; init; }
    public string? State { get; init; }
    public string? Page { get; init; }

    public bool IsEmpty => string.IsNullOrEmpty(Team) && string.IsNullOrEmpty(State);
}

/// <param name="Cells">By column; a column that isn't there isn't asked of the person.</param>
/// <param name="Waits">How many things of theirs wait for the viewer's word.</param>
public sealed record TeamRowModel(int Id, string Name, Readiness Readiness, IReadOnlyDictionary<RequirementKey, ReadinessLine> Cells, Suggestion? Suggestion, int Waits);

public sealed record TeamColumn(RequirementKey Key, string Title);

/// <summary>Of all whom the viewer looks after, whatever the filter.</summary>
public sealed record TeamFigures(int People, int Overdue, int Expiring, int Ready, int SignOffs, int Submissions);

public sealed record TeamPage
{
    public const int Size = 25;

    public required TeamFilter Filter { get; init; }
    public required IReadOnlyList<TeamRowModel> Rows { get; init; }
    public required IReadOnlyList<TeamColumn> Columns { get; init; }

    /// <summary>Columns that didn't fit.</summary>
    public required int MoreColumns { get; init; }
    public required int Total { get; init; }
    public required int Page { get; init; }
    public required TeamFigures Figures { get; init; }
    public required IReadOnlyList<Choice> Teams { get; init; }
    public required DateOnly Today { get; init; }
    public required bool SeesEverybody { get; init; }

    public int LastPage => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>Reads the board: the order comes from kept rows, and what stands in it is worked out for the people of one page.</summary>
public sealed class TeamBoard(HubDbContext database, StandingReader standing, SuggestionReader suggestions, OrganisationClock clock)
{
    public const int MaxColumns = 60;
    private const int MaxTeams = 500;

    public async Task<TeamPage> ReadAsync(TeamFilter filter, ClaimsPrincipal coach, CancellationToken cancellationToken)
    {
        var viewer = coach.Viewer();
        var everybody = Rows(viewer);
        var steps = Steps(coach, viewer);
        var submissions = database.TrainingSubmissions.AsNoTracking().ConfirmableBy(coach).Where(submission => submission.State == SubmissionState.Waiting);
        var figures = await everybody.GroupBy(_ => 1).Select(all => new
        {
            People = all.Count(),
            Overdue = all.Count(row => row.Overdue > 0),
            Expiring = all.Count(row => row.Expiring > 0),
            Ready = all.Count(row => row.Percent == 100),
        }).SingleOrDefaultAsync(cancellationToken);
        var waiting = (Steps: await steps.CountAsync(cancellationToken), Submissions: await submissions.CountAsync(cancellationToken));

        var wanted = everybody;
        if (FormNumber.Read(filter.Team) is { } team) wanted = wanted.Where(row => row.Person.Teams.Any(member => member.TeamId == team));
        wanted = filter.State switch
        {
            TeamFilter.Overdue => wanted.Where(row => row.Overdue > 0),
            TeamFilter.Expiring => wanted.Where(row => row.Expiring > 0),
            TeamFilter.Waiting => wanted.Where(row => steps.Any(step => step.Checklist.PersonId == row.PersonId) || submissions.Any(submission => submission.PersonId == row.PersonId)),
            TeamFilter.NotReady => wanted.Where(row => row.Percent < 100),
            TeamFilter.Ready => wanted.Where(row => row.Percent == 100),
            _ => wanted,
        };
        var total = filter.IsEmpty ? figures?.People ?? 0 : await wanted.CountAsync(cancellationToken);
        var page = Math.Clamp(FormNumber.Read(filter.Page) ?? 1, 1, Math.Max(1, (total + TeamPage.Size - 1) / TeamPage.Size));
        var people = await wanted.OrderBy(row => row.Place).ThenBy(row => row.PersonId).Skip((page - 1) * TeamPage.Size).Take(TeamPage.Size)
            .Select(row => new { row.PersonId, row.Person.DisplayName }).ToListAsync(cancellationToken);
        var ids = people.Select(person => person.PersonId).ToList();
        var readiness = await standing.ReadAsync(ids, cancellationToken);
        var suggested = await suggestions.ReadAsync(readiness, cancellationToken);
        var waits = waiting == (0, 0) ? new Dictionary<int, int>() : await WaitsAsync(steps, submissions, ids, cancellationToken);
        var columns = readiness.Values.SelectMany(own => own.Lines).GroupBy(line => line.Key)
            .OrderBy(column => column.Key.Kind).ThenByDescending(column => column.Count(line => line.IsProblem)).ThenByDescending(column => column.Count(line => line.Share < 1)).ThenBy(column => column.First().Title, StringComparer.Ordinal)
            .Select(column => new TeamColumn(column.Key, column.First().Title)).ToList();
        return new TeamPage
        {
            Filter = filter,
            Rows = [.. people.Select(person => new TeamRowModel(
                person.PersonId, person.DisplayName, readiness[person.PersonId], readiness[person.PersonId].Lines.ToDictionary(line => line.Key), suggested[person.PersonId], waits.GetValueOrDefault(person.PersonId)))],
            Columns = [.. columns.Take(MaxColumns)],
            MoreColumns = Math.Max(0, columns.Count - MaxColumns),
            Total = total,
            Page = page,
            Figures = new TeamFigures(figures?.People ?? 0, figures?.Overdue ?? 0, figures?.Expiring ?? 0, figures?.Ready ?? 0, waiting.Steps, waiting.Submissions),
            Teams = await TeamsAsync(viewer, cancellationToken),
            Today = clock.Today,
            SeesEverybody = viewer.SeesEverything,
        };
    }

    public async Task<IReadOnlyList<Choice>> TeamsAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        var own = viewer.SeesEverything ? null : viewer.OwnTeams();
        var teams = await database.Teams.AsNoTracking().Where(team => own == null || own.Contains(team.Id)).OrderBy(team => team.Name).Take(MaxTeams).Select(team => new { team.Id, team.Name }).ToListAsync(cancellationToken);
        return [.. teams.Select(team => new Choice(team.Id.ToString(CultureInfo.InvariantCulture), team.Name))];
    }

    /// <summary>Those whom the viewer looks after and who sell.</summary>
    internal IQueryable<ReadinessRow> Rows(Viewer viewer)
    {
        var me = viewer.PersonId;
        var rows = database.ReadinessRows.AsNoTracking().Where(row => row.IsActive && row.PersonId != me);
        if (viewer.SeesEverything) return rows;
        var teams = viewer.OwnTeams();
        return rows.Where(row => row.Person.Teams.Any(member => teams.Contains(member.TeamId)));
    }

    private IQueryable<Onboarding.ChecklistStep> Steps(ClaimsPrincipal coach, Viewer viewer)
    {
        var (isExpert, managesContent) = coach.SignOffRoles();
        return SignOffList.Waiting(database, viewer.PersonId, isExpert, managesContent).AsNoTracking();
    }

    private static async Task<Dictionary<int, int>> WaitsAsync(IQueryable<Onboarding.ChecklistStep> steps, IQueryable<Submission> submissions, List<int> people, CancellationToken cancellationToken)
    {
        var waits = await steps.Where(step => people.Contains(step.Checklist.PersonId)).GroupBy(step => step.Checklist.PersonId).Select(own => new { own.Key, Count = own.Count() }).ToDictionaryAsync(own => own.Key, own => own.Count, cancellationToken);
        foreach (var told in await submissions.Where(submission => people.Contains(submission.PersonId)).GroupBy(submission => submission.PersonId).Select(own => new { own.Key, Count = own.Count() }).ToListAsync(cancellationToken))
            waits[told.Key] = waits.GetValueOrDefault(told.Key) + told.Count;
        return waits;
    }
}
