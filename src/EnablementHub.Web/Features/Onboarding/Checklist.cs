using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Onboarding;

/// <summary>One person's way through a template: a copy, so that later changes to the template don't move anybody's goal.</summary>
public sealed class Checklist
{
    private readonly List<ChecklistStep> _steps = [];

    public int Id { get; private set; }
    public required int PersonId { get; init; }
    public Person Person { get; private set; } = null!;
    public required int TemplateId { get; init; }
    public required int TemplateVersion { get; init; }
    public required string Title { get; init; }

    /// <summary>Day 0.</summary>
    public required DateOnly StartedOn { get; init; }

    /// <summary>A colleague who shows the ropes; confirms tasks that name the buddy.</summary>
    public int? BuddyId { get; set; }
    public Person? Buddy { get; private set; }
    public int? ManagerId { get; set; }
    public Person? Manager { get; private set; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the last step was done; null while it runs.</summary>
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>Ended before its end, for example because the person changed roles; null: it goes on.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public IReadOnlyList<ChecklistStep> Steps => _steps;

    public bool IsRunning => EndedAt is null && CompletedAt is null;

    public void Add(ChecklistStep step) => _steps.Add(step);

    public void Remove(ChecklistStep step) => _steps.Remove(step);

    public void End(DateTimeOffset now) => EndedAt ??= now;

    /// <summary>Complete once every step is done; needs all steps to be loaded.</summary>
    public void Settle(DateTimeOffset now)
    {
        if (CompletedAt is null && _steps.Count > 0 && _steps.TrueForAll(step => step.State == StepState.Done)) CompletedAt = now;
    }

    internal static void Map(EntityTypeBuilder<Checklist> checklist)
    {
        checklist.Property(c => c.Title).HasMaxLength(ChecklistTemplate.MaxTitleLength);
        checklist.Ignore(c => c.IsRunning);
        checklist.HasOne(c => c.Person).WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        checklist.HasOne(c => c.Buddy).WithMany().HasForeignKey(c => c.BuddyId).OnDelete(DeleteBehavior.Restrict);
        checklist.HasOne(c => c.Manager).WithMany().HasForeignKey(c => c.ManagerId).OnDelete(DeleteBehavior.Restrict);
        checklist.HasOne<ChecklistTemplate>().WithMany().HasForeignKey(c => c.TemplateId).OnDelete(DeleteBehavior.Restrict);
        checklist.HasMany(c => c.Steps).WithOne(s => s.Checklist).HasForeignKey(s => s.ChecklistId).OnDelete(DeleteBehavior.Cascade);
        checklist.HasIndex(c => new { c.PersonId, c.TemplateId });
        checklist.HasIndex(c => new { c.EndedAt, c.CompletedAt, c.StartedOn });
    }
}

public enum StepState
{
    Open = 0,

    /// <summary>Told as done; somebody has to confirm it.</summary>
    Waiting = 1,
    Done = 2,
}

/// <summary>A step of somebody's checklist, and what came of it.</summary>
public sealed class ChecklistStep : StepContent
{
    public const int MaxReportLength = 4000;
    public const int MaxEvidenceLength = 300;

    public int Id { get; private set; }
    public int ChecklistId { get; private set; }
    public Checklist Checklist { get; private set; } = null!;

    /// <summary>The template's step that it was copied from; it may be gone by now.</summary>
    public required int TemplateStepId { get; init; }

    /// <summary>The template's step that must be done first; null: none.</summary>
    public int? AfterTemplateStepId { get; private set; }

    public DateOnly DueOn { get; private set; }

    /// <summary>The day of the next reminder; null: not planned yet, or there is none.</summary>
    public DateOnly? RemindOn { get; set; }
    public StepState State { get; private set; }

    /// <summary>What the person says that they did.</summary>
    public string Report { get; private set; } = "";
    public DateTimeOffset? ReportedAt { get; private set; }

    /// <summary>What the one who signs off said last, when they sent it back or confirmed it.</summary>
    public string Remark { get; private set; } = "";

    /// <summary>When the person began to look, for "find it yourself".</summary>
    public DateTimeOffset? BegunAt { get; private set; }

    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>Who confirmed it; null: the hub saw it, or nobody had to.</summary>
    public int? ConfirmedById { get; private set; }
    public Person? ConfirmedBy { get; private set; }

    /// <summary>What the tick rests on, for example "Played 71 of 84 s".</summary>
    public string Evidence { get; private set; } = "";

    /// <summary>Of "find it yourself": searches made, and the rank (from 1) at which the clip was opened.</summary>
    public int? FindQueries { get; private set; }
    public int? FindRank { get; private set; }
    public double? FindSeconds { get; private set; }

    public int Revision { get; private set; }

    /// <summary>Another item has taken the place of the one that it opens.</summary>
    public void LeadTo(int itemId)
    {
        ItemId = itemId;
        Revision++;
    }

    /// <summary>The same in other words: an address in them has moved.</summary>
    public void Reword() => Revision++;

    /// <summary>Becomes what the template's step is now, due on that day.</summary>
    public void Follow(TemplateStep step, DateOnly dueOn)
    {
        (Stage, Position, Kind, Title, Words) = (step.Stage, step.Position, step.Kind, step.Title, step.Words);
        (ItemId, Target, SignOff, Minutes, AfterTemplateStepId) = (step.ItemId, step.Target, step.SignOff, step.Minutes, step.AfterStepId);

        // Planned anew with the next turn of the reminders.
        if (DueOn != dueOn) RemindOn = null;
        DueOn = dueOn;
        Revision++;
    }

    public void Begin(DateTimeOffset now)
    {
        if (BegunAt is not null || State != StepState.Open) return;
        BegunAt = now;
        Revision++;
    }

    /// <summary>The person says that a task is done.</summary>
    public void Tell(string report, DateTimeOffset now)
    {
        if (Kind != StepKind.Task) throw new InvalidOperationException("Only tasks are reported; the others tick themselves.");
        Report = report;
        ReportedAt = now;
        if (SignOff == SignOffBy.Nobody) Tick(now, "Told as done");
        else
        {
            State = StepState.Waiting;
            Revision++;
        }
    }

    public void Confirm(int personId, string remark, DateTimeOffset now)
    {
        ConfirmedById = personId;
        Remark = remark;
        Tick(now, "Confirmed");
    }

    public void SendBack(string remark)
    {
        State = StepState.Open;
        Remark = remark;
        Revision++;
    }

    public void TickFromUse(DateTimeOffset now, string evidence) => Tick(now, evidence);

    public void TickFound(DateTimeOffset now, int queries, int? rank, string evidence)
    {
        FindQueries = queries;
        FindRank = rank;
        FindSeconds = BegunAt is { } begun ? Math.Max(0, (now - begun).TotalSeconds) : null;
        Tick(now, evidence);
    }

    private void Tick(DateTimeOffset now, string evidence)
    {
        State = StepState.Done;
        DoneAt = now;
        Evidence = evidence;
        Revision++;
    }

    internal static void Map(EntityTypeBuilder<ChecklistStep> step)
    {
        MapContent(step);
        step.Property(s => s.Report).HasMaxLength(MaxReportLength);
        step.Property(s => s.Remark).HasMaxLength(MaxReportLength);
        step.Property(s => s.Evidence).HasMaxLength(MaxEvidenceLength);
        step.Property(s => s.Revision).IsConcurrencyToken();
        step.HasOne(s => s.ConfirmedBy).WithMany().HasForeignKey(s => s.ConfirmedById).OnDelete(DeleteBehavior.Restrict);
        step.HasIndex(s => new { s.ChecklistId, s.Stage, s.Position });
        step.HasIndex(s => new { s.State, s.DueOn });
        step.HasIndex(s => s.RemindOn, "IX_ChecklistSteps_Remind").HasFilter("State = 0");
        step.HasIndex(s => new { s.ItemId, s.State });
        step.HasIndex(s => new { s.TargetKind, s.TargetId, s.State });
    }
}
