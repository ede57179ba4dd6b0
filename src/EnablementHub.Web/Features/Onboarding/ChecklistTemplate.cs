using EnablementHub.Features.Learning;
using EnablementHub.Features.Library;
using EnablementHub.Features.People;
using EnablementHub.Features.People.Holidays;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Onboarding;

/// <summary>The first 90 days in four parts; the number is the day by which the part is over.</summary>
public enum OnboardingStage
{
    FirstDay = 1,
    Days30 = 30,
    Days60 = 60,
    Days90 = 90,
}

public enum StepKind
{
    /// <summary>View or play an item; ticks itself from real usage.</summary>
    Content = 1,

    /// <summary>Something to do, told in words, confirmed by somebody where the step says so.</summary>
    Task = 2,

    /// <summary>A question whose answer is to find and play the right clip.</summary>
    Find = 3,

    /// <summary>Pass a quiz; ticks itself from the ledger of what was learned.</summary>
    Quiz = 4,
}

/// <summary>Who confirms that a task was done.</summary>
public enum SignOffBy
{
    Nobody = 0,
    Buddy = 1,
    Manager = 2,
    Expert = 3,
}

/// <summary>What a step says; the same in a template and in a person's copy.</summary>
public abstract class StepContent
{
    public const int MaxTitleLength = 160;
    public const int MaxWordsLength = 2000;
    public const int MaxDays = 365;
    public const int MaxMinutes = 480;

    public OnboardingStage Stage { get; set; }

    /// <summary>Order within the stage, from 0.</summary>
    public int Position { get; set; }
    public StepKind Kind { get; set; }
    public string Title { get; set; } = "";

    /// <summary>What to do, or the question to answer; plain text.</summary>
    public string Words { get; set; } = "";

    /// <summary>The item to view or play, or the clip to find; null for tasks.</summary>
    public int? ItemId { get; set; }

    /// <summary>What has to be learned where it is no item of the library, for example a quiz; null: nothing.</summary>
    public LearningKind? TargetKind { get; set; }
    public int? TargetId { get; set; }

    public LearningKey? Target
    {
        get => TargetKind is { } kind && TargetId is { } id ? new LearningKey(kind, id) : null;
        set => (TargetKind, TargetId) = (value?.Kind, value?.Id);
    }

    public SignOffBy SignOff { get; set; }

    /// <summary>Minutes that it takes.</summary>
    public int Minutes { get; set; }

    protected static void MapContent<T>(EntityTypeBuilder<T> step)
        where T : StepContent
    {
        step.Property(s => s.Title).HasMaxLength(MaxTitleLength);
        step.Property(s => s.Words).HasMaxLength(MaxWordsLength);
        step.Ignore(s => s.Target);
        step.HasOne<Item>().WithMany().HasForeignKey(s => s.ItemId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>What somebody in a role does in the first 90 days. People work through copies of it.</summary>
public sealed class ChecklistTemplate
{
    public const int MaxTitleLength = 100;
    public const int MaxSummaryLength = 500;
    public const int MaxSteps = 200;
    public const int MaxKeyLength = 100;

    private readonly List<TemplateStep> _steps = [];

    public int Id { get; private set; }

    /// <summary>The name by which the seed finds it again; null for what was written here.</summary>
    public string? Key { get; init; }

    public required string Title { get; set; }
    public string Summary { get; set; } = "";

    /// <summary>Counts the changes: a copy keeps the number that it was made from.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>True: days that steps are due after count Monday to Friday without holidays.</summary>
    public bool CountsWorkingDays { get; set; }

    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Nobody new is started with it; copies go on.</summary>
    public bool IsRetired { get; set; }

    public IReadOnlyList<TemplateStep> Steps => _steps;

    public IEnumerable<TemplateStep> InOrder => _steps.OrderBy(step => step.Stage).ThenBy(step => step.Position).ThenBy(step => step.Id);

    public void Touch(DateTimeOffset now)
    {
        Version++;
        ChangedAt = now;
    }

    public void Add(TemplateStep step)
    {
        step.Position = _steps.Where(other => other.Stage == step.Stage).Select(other => other.Position).DefaultIfEmpty(-1).Max() + 1;
        _steps.Add(step);
    }

    /// <summary>Steps that waited for it wait no longer.</summary>
    public void Remove(TemplateStep step)
    {
        foreach (var waiting in _steps.Where(other => other.AfterStepId == step.Id)) waiting.AfterStepId = null;
        _steps.Remove(step);
    }

    /// <summary>One place up or down within its stage.</summary>
    public void Move(TemplateStep step, int by)
    {
        var stage = InOrder.Where(other => other.Stage == step.Stage).ToList();
        var from = stage.IndexOf(step);
        var to = Math.Clamp(from + by, 0, stage.Count - 1);
        stage.RemoveAt(from);
        stage.Insert(to, step);
        for (var position = 0; position < stage.Count; position++) stage[position].Position = position;
    }

    internal static void Map(EntityTypeBuilder<ChecklistTemplate> template)
    {
        template.Property(t => t.Key).HasMaxLength(MaxKeyLength);
        template.HasIndex(t => t.Key).IsUnique();
        template.Property(t => t.Title).HasMaxLength(MaxTitleLength);
        template.Property(t => t.Summary).HasMaxLength(MaxSummaryLength);
        template.Property(t => t.Version).IsConcurrencyToken();
        template.Ignore(t => t.InOrder);
        template.HasMany(t => t.Steps).WithOne().HasForeignKey(s => s.TemplateId).OnDelete(DeleteBehavior.Cascade);
    }
}

public sealed class TemplateStep : StepContent
{
    public int Id { get; private set; }
    public int TemplateId { get; private set; }

    /// <summary>Due so many days after the start; the start itself is day 0.</summary>
    public int DueAfterDays { get; set; }

    /// <summary>Only for members of this team; null: for everybody.</summary>
    public int? OnlyTeamId { get; set; }

    /// <summary>Only for members of teams in this region (<see cref="Team.Region"/>); null: for everybody.</summary>
    public string? OnlyRegion { get; set; }

    /// <summary>The step of the same template that comes first; null: none.</summary>
    public int? AfterStepId { get; set; }

    /// <summary>The day for somebody who starts then.</summary>
    public DateOnly DueOn(DateOnly startedOn, bool countsWorkingDays, IReadOnlySet<DateOnly>? holidays) =>
        countsWorkingDays ? WorkingDays.After(startedOn, DueAfterDays, holidays) : startedOn.AddDays(DueAfterDays);

    public ChecklistStep CopyDueOn(DateOnly dueOn)
    {
        var copy = new ChecklistStep { TemplateStepId = Id };
        copy.Follow(this, dueOn);
        return copy;
    }

    internal static void Map(EntityTypeBuilder<TemplateStep> step)
    {
        step.ToTable("ChecklistTemplateSteps");
        MapContent(step);
        step.Property(s => s.OnlyRegion).HasMaxLength(Team.MaxRegionLength);
        step.HasOne<Team>().WithMany().HasForeignKey(s => s.OnlyTeamId).OnDelete(DeleteBehavior.Restrict);
    }
}
