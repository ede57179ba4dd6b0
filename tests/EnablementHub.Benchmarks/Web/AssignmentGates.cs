using System.Diagnostics;
using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.People;
using EnablementHub.Features.Training.Assigning;
using EnablementHub.Features.Training.Courses;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Benchmarks.Web;

/// <summary>A course assigned to ten thousand people, from the form to the commit.</summary>
public static class AssignmentGates
{
    private const int People = 10_000;
    private const double MaxSeconds = 5;
    private const int Items = 100;

    public static async Task<IReadOnlyList<Gate>> RunAsync(bool isShort)
    {
        await using var hub = await BenchHub.StartAsync(Items);
        var courses = await FillAsync(hub);
        var seconds = new List<double>();
        foreach (var course in courses.Take(isShort ? 3 : courses.Count))
        {
            await using var scope = hub.Services.CreateAsyncScope();
            var assigner = new Viewer { PersonId = hub.PersonId, SeesEverything = true, GrantTokens = [] };
            var form = new AssignForm { Target = new LearningKey(LearningKind.Course, course).ToString(), Who = "everyone", DueOn = $"{DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(30):yyyy-MM-dd}" };
            var start = Stopwatch.GetTimestamp();
            var result = await scope.ServiceProvider.GetRequiredService<AssignTraining>().RunAsync(form, assigner);
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            if (result.Given < People) throw new InvalidOperationException($"Only {result.Given} people got the course.");
        }

        return [new Gate("assignment of a course to 10,000 people", Ratio.Median(seconds), "s", MaxSeconds, Detail: FormattableString.Invariant($"{People:N0} people, the slowest of {seconds.Count} took {seconds.Max():0.00} s"))];
    }

    private static async Task<IReadOnlyList<int>> FillAsync(BenchHub hub)
    {
        await using var database = await hub.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        var now = TimeProvider.System.GetUtcNow();
        database.AddRange(Enumerable.Range(0, People).Select(number => new Person { DisplayName = $"Person {number}", UserName = $"p{number}@hub.example", Email = $"p{number}@hub.example", CreatedAt = now }));
        var item = await database.Items.Select(one => one.Id).FirstAsync();
        var courses = Enumerable.Range(0, 5).Select(number => Course.Begin($"Course {number}", hub.PersonId, now)).ToList();
        foreach (var course in courses)
        {
            course.Newest.Add(new CoursePart { Kind = LearningKind.Item, TargetId = item, Title = "The only part" });
            course.Publish(now);
        }

        database.AddRange(courses);
        await database.SaveChangesAsync();
        return [.. courses.Select(course => course.Id)];
    }
}
