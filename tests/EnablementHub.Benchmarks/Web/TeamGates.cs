using System.Diagnostics;
using EnablementHub.Data;
using EnablementHub.Features.Coaching.Standing;
using EnablementHub.Features.Learning;
using EnablementHub.Features.People;
using EnablementHub.Features.Training.Assigning;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Benchmarks.Web;

/// <summary>The board of ten thousand people with fifty requirements each, as the browser gets it.</summary>
public static class TeamGates
{
    private const int People = 10_000;
    private const int Requirements = 50;
    private const double MaxMilliseconds = 200;

    public static async Task<IReadOnlyList<Gate>> RunAsync(bool isShort)
    {
        await using var hub = await BenchHub.StartAsync(Requirements);
        await FillAsync(hub);
        var reckoning = Stopwatch.GetTimestamp();
        await using (var scope = hub.Services.CreateAsyncScope()) await ActivatorUtilities.CreateInstance<ReckonReadinessJob>(scope.ServiceProvider).RunAsync(CancellationToken.None);
        var reckoned = Stopwatch.GetElapsedTime(reckoning).TotalSeconds;
        var gates = new List<Gate>();
        foreach (var (name, path) in new[] { ("first page", "/team"), ("page 300", "/team?page=300"), ("overdue", "/team?state=overdue"), ("one team", "/team?team=1") })
        {
            List<double> times = [];
            for (var round = 0; round < (isShort ? 8 : 30); round++)
            {
                var start = Stopwatch.GetTimestamp();
                await hub.GetAsync(path);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            gates.Add(new Gate($"team board, {name}", Ratio.Median(times), "ms", MaxMilliseconds, Detail: FormattableString.Invariant($"{People:N0} people, {Requirements} requirements each; slowest {times.Max():0} ms")));
        }

        gates.Add(new Gate("readiness of everybody, reckoned anew", reckoned, "s", null, Detail: FormattableString.Invariant($"{People * Requirements:N0} requirements, by a job, once a day")));
        return gates;
    }

    private static async Task FillAsync(BenchHub hub)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        var now = TimeProvider.System.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        database.Add(new Team { Name = "One team" });
        database.AddRange(Enumerable.Range(0, People).Select(number => new Person { DisplayName = $"Person {number}", UserName = $"p{number}@hub.example", Email = $"p{number}@hub.example", CreatedAt = now }));
        await database.SaveChangesAsync();
        var items = await database.Items.OrderBy(item => item.Id).Select(item => item.Id).Take(Requirements).ToListAsync();
        foreach (var (item, number) in items.Select((item, number) => (item, number)))
        {
            var assignment = new Assignment
            {
                TargetKind = LearningKind.Item,
                TargetId = item,
                Title = $"Requirement {number}",
                Scope = AssignmentScope.Everyone,
                DueOn = today,
                CountsEarlier = false,
                IsMandatory = number % 5 == 0,
                CreatedAt = now,
                CreatedById = hub.PersonId,
            };
            database.Add(assignment);
            await database.SaveChangesAsync();

            // As people are: two in three have done it, and one in twenty is late.
            await database.Database.ExecuteSqlRawAsync(
                "INSERT INTO TrainingAssigned (AssignmentId, PersonId, TargetKind, TargetId, AssignedOn, DueOn, State, RemindOn, IsTold) SELECT {0}, p.Id, {1}, {2}, {3}, CASE WHEN (p.Id * 7 + {2}) % 20 = 0 THEN {4} ELSE {5} END, CASE WHEN (p.Id + {2}) % 3 = 0 THEN 0 ELSE 1 END, NULL, 1 FROM People p WHERE p.Id <> {6}",
                assignment.Id, (int)LearningKind.Item, item, today, today.AddDays(-3), today.AddDays(20), hub.PersonId);
        }

        await database.Database.ExecuteSqlRawAsync("INSERT INTO PersonRoles (UserId, RoleId) SELECT p.Id, r.Id FROM People p, Roles r WHERE r.Name = 'rep' AND NOT EXISTS (SELECT 1 FROM PersonRoles g WHERE g.UserId = p.Id AND g.RoleId = r.Id)");
        await database.Database.ExecuteSqlRawAsync("INSERT INTO TeamMembers (PersonId, TeamId) SELECT p.Id, 1 FROM People p WHERE p.Id % 10 = 0");
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        await manager.AddToRoleAsync((await manager.FindByIdAsync(hub.PersonId.ToString(System.Globalization.CultureInfo.InvariantCulture)))!, HubRoles.Lead);
        scope.ServiceProvider.GetRequiredService<PersonAccessCache>().Forget(hub.PersonId);
    }
}
