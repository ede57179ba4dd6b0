using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library;
using EnablementHub.Features.Onboarding;
using EnablementHub.Features.Onboarding.Running;
using EnablementHub.Features.Quizzes;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Seed.Learning;

/// <summary>A file of <c>onboarding/</c>: a checklist, and who is started with it.</summary>
public sealed class SeedChecklist
{
    public string Title { get; set; } = "";
    public string Summary { get; set; } = "";
    public bool WorkingDays { get; set; }
    public List<SeedStart> Start { get; set; } = [];
    public List<SeedStep> Steps { get; set; } = [];
}

public sealed class SeedStart
{
    public string Person { get; set; } = "";
    public string? Buddy { get; set; }
    public string? Manager { get; set; }
}

public sealed class SeedStep
{
    /// <summary>By which other steps of the file name it.</summary>
    public string Key { get; set; } = "";

    /// <summary>1, 30, 60 or 90.</summary>
    public int Stage { get; set; }

    /// <summary>content, task, find or quiz.</summary>
    public string Kind { get; set; } = "";
    public int Due { get; set; }
    public int Minutes { get; set; }
    public string Title { get; set; } = "";
    public string Words { get; set; } = "";
    public string? Item { get; set; }
    public string? Quiz { get; set; }
    public string? SignOff { get; set; }

    /// <summary>Key of a team in hub.yaml.</summary>
    public string? Team { get; set; }
    public string? After { get; set; }
}

/// <summary>Writes the seed's checklists and starts the people that they name.</summary>
public sealed class SeedOnboarding(HubDbContext database, StartChecklist start, OrganisationClock clock)
{
    public async Task AddAsync(
        IReadOnlyList<(string File, SeedChecklist Checklist)> files, IReadOnlyDictionary<string, int> people, IReadOnlyDictionary<string, int> teams, IReadOnlyDictionary<string, Item> items,
        IReadOnlyDictionary<string, Quiz> quizzes, CancellationToken cancellationToken)
    {
        foreach (var (file, seed) in files)
        {
            var template = new ChecklistTemplate { Key = Path.GetFileNameWithoutExtension(file), Title = seed.Title, Summary = seed.Summary, CountsWorkingDays = seed.WorkingDays };
            template.Touch(clock.Now);
            var steps = new Dictionary<string, TemplateStep>(StringComparer.Ordinal);
            foreach (var step in seed.Steps)
            {
                var made = Read(file, step, teams, items, quizzes);
                template.Add(made);
                if (!steps.TryAdd(step.Key, made)) throw new SeedException($"{file}: there are two steps with the key {step.Key}.");
            }

            database.Add(template);
            await database.SaveChangesAsync(cancellationToken);
            foreach (var step in seed.Steps.Where(step => step.After is not null))
                steps[step.Key].AfterStepId = steps.TryGetValue(step.After!, out var after) ? after.Id : throw new SeedException($"{file}: step {step.Key} comes after \"{step.After}\", which isn't there.");
            await database.SaveChangesAsync(cancellationToken);
            foreach (var person in seed.Start)
            {
                var result = await start.StoreAsync(
                    new StartRequest
                    {
                        PersonId = Person(file, person.Person, people),
                        TemplateId = template.Id,
                        BuddyId = person.Buddy is null ? null : Person(file, person.Buddy, people),
                        ManagerId = person.Manager is null ? null : Person(file, person.Manager, people),
                        StartedById = null,
                    },
                    cancellationToken);
                if (!result.Succeeded) throw new SeedException($"{file}: {person.Person} can't be started: {result.Problems[0].Sentence}");
            }
        }
    }

    private static TemplateStep Read(string file, SeedStep step, IReadOnlyDictionary<string, int> teams, IReadOnlyDictionary<string, Item> items, IReadOnlyDictionary<string, Quiz> quizzes) => new()
    {
        Stage = Enum.IsDefined((OnboardingStage)step.Stage) ? (OnboardingStage)step.Stage : throw new SeedException($"{file}: step {step.Key} has the stage {step.Stage}; it may be 1, 30, 60 or 90."),
        Kind = step.Kind switch
        {
            "content" => StepKind.Content,
            "task" => StepKind.Task,
            "find" => StepKind.Find,
            "quiz" => StepKind.Quiz,
            _ => throw new SeedException($"{file}: step {step.Key} is of kind \"{step.Kind}\"; it may be content, task, find or quiz."),
        },
        Title = step.Title,
        Words = step.Words,
        DueAfterDays = step.Due,
        Minutes = step.Minutes,
        ItemId = step.Item is null ? null : items.TryGetValue(step.Item, out var item) ? item.Id : throw new SeedException($"{file}: step {step.Key} opens \"{step.Item}\", which isn't there."),
        Target = step.Quiz is null ? null : quizzes.TryGetValue(step.Quiz, out var quiz) ? new LearningKey(LearningKind.Quiz, quiz.Id) : throw new SeedException($"{file}: step {step.Key} asks for the quiz \"{step.Quiz}\", which isn't there."),
        OnlyTeamId = step.Team is null ? null : teams.TryGetValue(step.Team, out var team) ? team : throw new SeedException($"{file}: step {step.Key} is for the team \"{step.Team}\", which isn't there."),
        SignOff = step.SignOff switch
        {
            null => SignOffBy.Nobody,
            "buddy" => SignOffBy.Buddy,
            "manager" => SignOffBy.Manager,
            "expert" => SignOffBy.Expert,
            _ => throw new SeedException($"{file}: step {step.Key} is confirmed by \"{step.SignOff}\"; it may be buddy, manager or expert."),
        },
    };

    private static int Person(string file, string email, IReadOnlyDictionary<string, int> people) =>
        people.TryGetValue(email, out var id) ? id : throw new SeedException($"{file}: {email} is not in people.csv.");
}
