using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Learning.Choosing;
using EnablementHub.Features.Learning.Noting;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Onboarding.Ticking;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Onboarding.Running;

/// <summary>The item of a step as its reader finds it.</summary>
/// <param name="Duration">Seconds; null for what isn't played.</param>
/// <param name="Seen">Unique seconds that the person has played.</param>
/// <param name="IsGone">Expired, archived or not for this reader: the step can't be done at the moment.</param>
public sealed record StepItem(int Id, ItemKind Kind, string Title, bool IsPlayable, double? Duration, double Seen, bool IsGone)
{
    /// <summary>Unique seconds from which it counts.</summary>
    public double Goal => ItemFacts.GoalOf(Duration);
}

/// <param name="First">Title of the step that comes first and isn't done; null: nothing keeps it.</param>
/// <param name="Report">What was typed and refused; null: nothing was.</param>
public sealed record StepRow(ChecklistStep Step, StepItem? Item, string? First, DateOnly Today, bool IsOwn, string? ConfirmedBy, LearningTarget? Target, string? Problem = null, string? Report = null)
{
    /// <summary>Name of a symbol in <c>img/icons.svg</c>: that of the content where there is one to open.</summary>
    public string Icon => Step.Kind == StepKind.Content && Item is not null ? Item.Kind.Slug() : Step.Kind.Icon();

    public bool IsOverdue => Step.State == StepState.Open && Step.DueOn < Today;
}

public sealed record ChecklistPerson(int Id, string Name, string? Email);

public sealed record ChecklistPage
{
    public required Checklist Checklist { get; init; }
    public required ChecklistPerson Person { get; init; }
    public required ChecklistPerson? Buddy { get; init; }
    public required ChecklistPerson? Manager { get; init; }
    public required IReadOnlyList<StepRow> Steps { get; init; }
    public required DateOnly Today { get; init; }

    /// <summary>The viewer is the one who works through it.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>Changes of the template that nobody has decided about; for those who look after the person.</summary>
    public int Offers { get; init; }

    /// <summary>Address of the calendar feed; null for others' checklists.</summary>
    public string? CalendarHref { get; init; }

    public int Done => Steps.Count(row => row.Step.State == StepState.Done);
    public int Day => Math.Max(0, Today.DayNumber - Checklist.StartedOn.DayNumber) + 1;

    /// <summary>What to do today: overdue first, then what is due within three days, then the next ones; five at most.</summary>
    public IReadOnlyList<StepRow> Now => [.. Steps.Where(row => row.Step.State == StepState.Open && row.First is null && row.Step.DueOn <= Horizon).OrderBy(row => row.Step.DueOn).Take(5)];

    public IEnumerable<(OnboardingStage Stage, IReadOnlyList<StepRow> Rows)> Stages =>
        Steps.GroupBy(row => row.Step.Stage).OrderBy(group => group.Key).Select(group => (group.Key, (IReadOnlyList<StepRow>)[.. group]));

    /// <summary>A stage with something late, waiting or due within two weeks stands open; the others are one click away.</summary>
    public bool IsOpen(IReadOnlyList<StepRow> stage) =>
        stage.Any(row => row.Problem is not null || row.Step.State == StepState.Waiting || (row.Step.State == StepState.Open && row.Step.DueOn <= Today.AddDays(14)));

    private DateOnly Horizon
    {
        get
        {
            var next = Steps.Where(row => row.Step.State == StepState.Open && row.First is null).Select(row => row.Step.DueOn).DefaultIfEmpty(Today).Min();
            return next > Today.AddDays(3) ? next : Today.AddDays(3);
        }
    }
}

/// <summary>Reads one checklist, whole, in a handful of queries.</summary>
public sealed class ChecklistPages(HubDbContext database, LearningTargets targets, TickSteps tick, OrganisationClock clock)
{
    /// <summary>The person's own checklists that run, the newest first; the last completed one where none runs.</summary>
    public async Task<IReadOnlyList<int>> OwnAsync(int personId, CancellationToken cancellationToken)
    {
        var own = await database.Checklists.AsNoTracking().Where(c => c.PersonId == personId && c.EndedAt == null)
            .OrderByDescending(c => c.StartedOn).ThenByDescending(c => c.Id).Select(c => new { c.Id, IsDone = c.CompletedAt != null }).ToListAsync(cancellationToken);
        var running = own.Where(c => !c.IsDone).Select(c => c.Id).ToList();
        return running.Count > 0 ? running : [.. own.Take(1).Select(c => c.Id)];
    }

    public async Task<ChecklistPage?> FindAsync(int id, ItemReader viewer, CancellationToken cancellationToken)
    {
        var checklist = await database.Checklists.AsNoTracking().Include(c => c.Steps).ThenInclude(s => s.ConfirmedBy).SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        if (checklist is null) return null;
        await tick.ShowAsync(checklist, cancellationToken);
        var ids = new[] { checklist.PersonId, checklist.BuddyId, checklist.ManagerId }.Where(p => p is not null).ToList();
        var people = await database.Users.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new ChecklistPerson(p.Id, p.DisplayName, p.Email)).ToDictionaryAsync(p => p.Id, cancellationToken);
        var isOwn = checklist.PersonId == viewer.Viewer.PersonId;
        var items = await ItemsAsync(checklist, viewer, cancellationToken);
        var learned = await targets.FindAsync(checklist.Steps.Select(step => step.Target).OfType<LearningKey>(), cancellationToken);
        var byTemplateStep = checklist.Steps.ToDictionary(step => step.TemplateStepId);
        return new ChecklistPage
        {
            Checklist = checklist,
            Person = people[checklist.PersonId],
            Buddy = checklist.BuddyId is { } buddy ? people.GetValueOrDefault(buddy) : null,
            Manager = checklist.ManagerId is { } manager ? people.GetValueOrDefault(manager) : null,
            Today = clock.Today,
            IsOwn = isOwn,
            Steps = [.. checklist.Steps.OrderBy(step => step.Stage).ThenBy(step => step.Position).ThenBy(step => step.Id).Select(step => new StepRow(
                step,
                step.ItemId is { } item ? items.GetValueOrDefault(item) : null,
                step.AfterTemplateStepId is { } after && byTemplateStep.TryGetValue(after, out var first) && first.State != StepState.Done ? first.Title : null,
                clock.Today, isOwn, step.ConfirmedBy?.DisplayName, step.Target is { } target ? learned.GetValueOrDefault(target) : null))],
        };
    }

    private async Task<Dictionary<int, StepItem>> ItemsAsync(Checklist checklist, ItemReader viewer, CancellationToken cancellationToken)
    {
        var ids = checklist.Steps.Where(step => step.ItemId is not null).Select(step => step.ItemId!.Value).Distinct().ToList();
        var findable = await database.Items.AsNoTracking().Where(item => ids.Contains(item.Id)).InAudienceOf(viewer).PublishedOn(viewer.Today).Select(item => item.Id).ToListAsync(cancellationToken);
        var rows = await (
            from item in database.Items.AsNoTracking()
            join version in database.ItemVersions on new { ItemId = item.Id, Number = item.LiveNumber ?? item.PendingNumber } equals new { version.ItemId, Number = (int?)version.Number }
            where ids.Contains(item.Id)
            select new
            {
                item.Id,
                item.Kind,
                version.Title,
                HasMedia = version.MediaFile != null,
                Duration = version.MediaFile != null ? version.MediaFile.DurationSeconds : null,
                Seen = database.WatchProgress.Where(p => p.PersonId == checklist.PersonId && p.ItemId == item.Id && p.MediaFileId == version.MediaFileId).Sum(p => p.UniqueSeconds),
            }).ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.Id, row => new StepItem(row.Id, row.Kind, row.Title, row.Kind.IsPlayable() && row.HasMedia, row.Duration, row.Seen, !findable.Contains(row.Id)));
    }
}
