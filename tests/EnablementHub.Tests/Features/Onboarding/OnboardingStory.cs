using EnablementHub.Features.Learning;
using EnablementHub.Features.Library;
using EnablementHub.Features.Onboarding;
using EnablementHub.Features.Onboarding.Running;
using EnablementHub.Features.People;
using EnablementHub.Features.Quizzes;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Onboarding;

/// <summary>A template in a sentence, and somebody started with it.</summary>
internal sealed class OnboardingStory(TestHub hub)
{
    private readonly ChecklistTemplate _template = new() { Title = "Account executive " + Guid.NewGuid().ToString("N")[..6] };

    public static OnboardingStory In(TestHub hub) => new(hub);

    public OnboardingStory Task(string title, int due = 0, SignOffBy signOff = SignOffBy.Nobody, OnboardingStage stage = OnboardingStage.FirstDay, int? team = null, string? region = null) =>
        With(new TemplateStep { Kind = StepKind.Task, Title = title, DueAfterDays = due, SignOff = signOff, Stage = stage, OnlyTeamId = team, OnlyRegion = region });

    public OnboardingStory Content(Item item, string title, int due = 1, OnboardingStage stage = OnboardingStage.FirstDay) =>
        With(new TemplateStep { Kind = StepKind.Content, Title = title, ItemId = item.Id, DueAfterDays = due, Stage = stage });

    public OnboardingStory Quiz(Quiz quiz, string title, int due = 1, OnboardingStage stage = OnboardingStage.FirstDay) =>
        With(new TemplateStep { Kind = StepKind.Quiz, Title = title, Target = new LearningKey(LearningKind.Quiz, quiz.Id), DueAfterDays = due, Stage = stage });

    public OnboardingStory Find(Item item, string question, int due = 5, OnboardingStage stage = OnboardingStage.Days30) =>
        With(new TemplateStep { Kind = StepKind.Find, Title = "Find it", Words = question, ItemId = item.Id, DueAfterDays = due, Stage = stage });

    public async Task<ChecklistTemplate> SavedAsync(bool workingDays = false)
    {
        _template.CountsWorkingDays = workingDays;
        await using var database = hub.OpenDatabase();
        database.Add(_template);
        await database.SaveChangesAsync();
        return _template;
    }

    public async Task<Checklist> StartedAsync(Person person, Person? buddy = null, Person? manager = null, DateOnly? on = null, bool workingDays = false)
    {
        var template = await SavedAsync(workingDays);
        await using var scope = hub.App.Services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<StartChecklist>().RunAsync(
            new StartRequest { PersonId = person.Id, TemplateId = template.Id, StartedOn = on, BuddyId = buddy?.Id, ManagerId = manager?.Id, StartedById = null }, TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, string.Join(' ', result.Problems.Select(problem => problem.Sentence)));
        return await ReadAsync(hub, result.ItemId);
    }

    public static async Task<Checklist> ReadAsync(TestHub hub, int id)
    {
        await using var database = hub.OpenDatabase();
        return await database.Checklists.AsNoTracking().Include(c => c.Steps).SingleAsync(c => c.Id == id);
    }

    private OnboardingStory With(TemplateStep step)
    {
        _template.Add(step);
        return this;
    }
}
