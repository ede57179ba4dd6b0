using EnablementHub.Features.Learning;
using EnablementHub.Features.Library;
using EnablementHub.Features.People;
using EnablementHub.Features.Training;
using EnablementHub.Features.Training.Assigning;
using EnablementHub.Features.Training.Courses;
using EnablementHub.Features.Training.Live;
using EnablementHub.Features.Training.Tasks;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Training;

/// <summary>Puts training into a hub in one sentence.</summary>
internal static class TrainingStory
{
    public static LearningKey Key(this Item item) => new(LearningKind.Item, item.Id);

    public static async Task<Course> CourseAsync(this TestHub hub, string title, params LearningKey[] parts)
    {
        var lead = await TestData.LeadAsync(hub);
        await using var database = hub.OpenDatabase();
        var course = Course.Begin(title, lead.Id, hub.Time.GetUtcNow());
        foreach (var part in parts) course.Newest.Add(new CoursePart { Kind = part.Kind, TargetId = part.Id, Title = $"Part {part}" });
        course.Publish(hub.Time.GetUtcNow());
        database.Add(course);
        await database.SaveChangesAsync();
        return course;
    }

    public static async Task<TrainingTask> TaskAsync(this TestHub hub, string title, LearningKind kind = LearningKind.Exercise, TrainingState state = TrainingState.Published, Person? confirmer = null)
    {
        var lead = await TestData.LeadAsync(hub);
        await using var database = hub.OpenDatabase();
        var task = new TrainingTask { Kind = kind, Title = title, Words = "Do it, then tell.", OwnerId = lead.Id, ConfirmerId = confirmer?.Id, CreatedAt = hub.Time.GetUtcNow(), Url = kind == LearningKind.ExternalCourse ? "https://academy.example/one" : null };
        task.SetState(state, hub.Time.GetUtcNow());
        database.Add(task);
        await database.SaveChangesAsync();
        return task;
    }

    public static async Task<LiveSession> SessionAsync(this TestHub hub, string title, Person expert, int places, TimeSpan? startsIn = null)
    {
        await using var database = hub.OpenDatabase();
        var session = new LiveSession { Title = title, ExpertId = expert.Id, StartsAt = hub.Time.GetUtcNow() + (startsIn ?? TimeSpan.FromDays(3)), Minutes = 45, Places = places, CreatedAt = hub.Time.GetUtcNow() };
        database.Add(session);
        await database.SaveChangesAsync();
        return session;
    }

    public static async Task<AssignResult> AssignAsync(this TestHub hub, LearningKey target, AssignForm form, Person? by = null)
    {
        var lead = by ?? await TestData.LeadAsync(hub);
        await using var scope = hub.App.Services.CreateAsyncScope();
        var viewer = new Viewer { PersonId = lead.Id, SeesEverything = true, GrantTokens = [] };
        return await scope.ServiceProvider.GetRequiredService<AssignTraining>().RunAsync(form with { Target = target.ToString() }, viewer, TestContext.Current.CancellationToken);
    }

    public static Task<AssignResult> AssignAsync(this TestHub hub, LearningKey target, Person person, DateOnly due) =>
        hub.AssignAsync(target, new AssignForm { Who = "people", People = person.Email, DueOn = $"{due:yyyy-MM-dd}" });

    public static DateOnly Today(this TestHub hub) => DateOnly.FromDateTime(hub.Time.GetUtcNow().UtcDateTime);

    public static async Task LearnAsync(this TestHub hub, Person person, LearningKey target, int version = 0, DateTimeOffset? at = null)
    {
        await using var scope = hub.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<LearningRecords>().NoteAsync(
            new NewLearningRecord { PersonId = person.Id, Target = target, TargetVersion = version, EarnedAt = at ?? hub.Time.GetUtcNow(), Evidence = "Learned in a test", Key = $"test:{Guid.NewGuid():N}" }, TestContext.Current.CancellationToken);
        await scope.ServiceProvider.GetRequiredService<EnablementHub.Data.HubDbContext>().SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public static async Task<IReadOnlyList<AssignedPerson>> AssignedToAsync(this TestHub hub, Person person)
    {
        await using var database = hub.OpenDatabase();
        return await database.AssignedTraining.AsNoTracking().Where(assigned => assigned.PersonId == person.Id).OrderBy(assigned => assigned.Id).ToListAsync(TestContext.Current.CancellationToken);
    }

    public static async Task<IReadOnlyList<LearningRecord>> LedgerAsync(this TestHub hub, Person person)
    {
        await using var database = hub.OpenDatabase();
        return await database.LearningRecords.AsNoTracking().Where(record => record.PersonId == person.Id).OrderBy(record => record.Id).ToListAsync(TestContext.Current.CancellationToken);
    }

    public static async Task<IReadOnlyList<string>> ToldAsync(this TestHub hub, Person person)
    {
        await using var database = hub.OpenDatabase();
        return await database.Notices.AsNoTracking().Where(notice => notice.PersonId == person.Id).OrderBy(notice => notice.Id).Select(notice => notice.Text).ToListAsync(TestContext.Current.CancellationToken);
    }
}
