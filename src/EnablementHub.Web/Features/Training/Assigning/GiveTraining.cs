using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Assigning;

/// <summary>
/// Gives an assignment to its people by a statement that selects and inserts at once: a row a person over the wire would take
/// a minute for ten thousand. Within the caller's unit. Whoever has the same thing open keeps what they have.
/// </summary>
public sealed class GiveTraining(HubDbContext database, OrganisationClock clock)
{
    /// <summary>Named people, of whom each statement takes so many.</summary>
    public const int MaxPeopleAtOnce = 500;

    private const string Columns = "INSERT INTO TrainingAssigned (AssignmentId, PersonId, TargetKind, TargetId, AssignedOn, DueOn, State, RemindOn, IsTold)";

    /// <summary>How many have an account and are meant.</summary>
    public async Task<int> CountAsync(Assignment assignment, IReadOnlyList<int> people, CancellationToken cancellationToken) => assignment.Scope switch
    {
        AssignmentScope.People => people.Count,
        AssignmentScope.Everyone => await database.Users.CountAsync(person => person.DisabledAt == null, cancellationToken),
        _ => await database.Users.CountAsync(person => person.DisabledAt == null && person.Teams.Any(member => member.TeamId == assignment.TeamId), cancellationToken),
    };

    /// <param name="assignment">Stored; of joiners, those who have no row of it yet.</param>
    /// <param name="dueOn">For all of them.</param>
    /// <param name="people">Of an assignment to named people; they are there and enabled.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>How many got it.</returns>
    public async Task<int> RunAsync(Assignment assignment, DateOnly dueOn, IReadOnlyList<int> people, CancellationToken cancellationToken)
    {
        if (assignment.Scope != AssignmentScope.People) return await InsertAsync(assignment, dueOn, WhoIs(assignment), cancellationToken);
        var given = 0;
        foreach (var some in people.Chunk(MaxPeopleAtOnce)) given += await InsertAsync(assignment, dueOn, $"p.Id IN ({string.Join(',', some.Select(id => id.ToString(CultureInfo.InvariantCulture)))})", cancellationToken);
        return given;
    }

    /// <summary>Who is in the team when the rule is made doesn't join it.</summary>
    public Task<int> ExemptMembersAsync(Assignment assignment, CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var statement = $"{Columns} SELECT {{0}}, p.Id, {{1}}, {{2}}, {{3}}, {{3}}, {(int)AssignedState.Exempt}, NULL, 0 FROM People p WHERE {WhoIs(assignment)}";
        return database.Database.ExecuteSqlRawAsync(statement, [assignment.Id, (int)assignment.TargetKind, assignment.TargetId, today], cancellationToken);
    }

    /// <summary>What was learned before the assignment counts, where the assignment says so.</summary>
    public Task<int> TickEarlierAsync(Assignment assignment, CancellationToken cancellationToken) => assignment.CountsEarlier
        ? database.AssignedTraining.Where(assigned => assigned.AssignmentId == assignment.Id && assigned.State == AssignedState.Open).TickAsync(database, cancellationToken)
        : Task.FromResult(0);

    /// <param name="assignment">Stored.</param>
    /// <param name="dueOn">For all of them.</param>
    /// <param name="who">A condition made of numbers alone.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    private Task<int> InsertAsync(Assignment assignment, DateOnly dueOn, string who, CancellationToken cancellationToken)
    {
        var statement = $$"""
            {{Columns}} SELECT {0}, p.Id, {1}, {2}, {3}, {4}, {{(int)AssignedState.Open}}, {3}, 0
            FROM People p
            WHERE p.DisabledAt IS NULL AND {{who}}
              AND NOT EXISTS (SELECT 1 FROM TrainingAssigned o WHERE o.PersonId = p.Id AND o.TargetKind = {1} AND o.TargetId = {2} AND o.State = {{(int)AssignedState.Open}})
              AND NOT EXISTS (SELECT 1 FROM TrainingAssigned o WHERE o.AssignmentId = {0} AND o.PersonId = p.Id)
            """;
        return database.Database.ExecuteSqlRawAsync(statement, [assignment.Id, (int)assignment.TargetKind, assignment.TargetId, clock.Today, dueOn], cancellationToken);
    }

    private static string WhoIs(Assignment assignment) => assignment.Scope == AssignmentScope.Everyone
        ? "1 = 1"
        : FormattableString.Invariant($"p.Id IN (SELECT m.PersonId FROM TeamMembers m WHERE m.TeamId = {assignment.TeamId ?? 0})");
}

internal static class AssignedTicking
{
    /// <summary>Ticks those rows whose target the ledger has; one statement. Assignments are asked for by number, since a set of rows can't be updated through a join.</summary>
    public static Task<int> TickAsync(this IQueryable<AssignedPerson> open, HubDbContext database, CancellationToken cancellationToken) => open
        .Where(assigned => database.LearningRecords.Any(record =>
            record.PersonId == assigned.PersonId && record.Kind == assigned.TargetKind && record.TargetId == assigned.TargetId
            && database.Assignments.Any(assignment => assignment.Id == assigned.AssignmentId && (assignment.CountsEarlier || record.EarnedAt >= assignment.CreatedAt))))
        .ExecuteUpdateAsync(
            set => set.SetProperty(assigned => assigned.State, AssignedState.Done)
                .SetProperty(assigned => assigned.RemindOn, (DateOnly?)null)
                .SetProperty(assigned => assigned.DoneAt, assigned => database.LearningRecords
                    .Where(record => record.PersonId == assigned.PersonId && record.Kind == assigned.TargetKind && record.TargetId == assigned.TargetId
                        && database.Assignments.Any(assignment => assignment.Id == assigned.AssignmentId && (assignment.CountsEarlier || record.EarnedAt >= assignment.CreatedAt)))
                    .Min(record => (DateTimeOffset?)record.EarnedAt)),
            cancellationToken);
}
