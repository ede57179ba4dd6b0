using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Learning.Choosing;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Certification.Plans;

public sealed record PlanRow(int Id, string Title, string Summary, PlanState State, bool HasDraft, bool IsMandatory, int? ValidDays, int Holders, int Ending, int Updates);

public sealed record AskedChange(int Id, string Title, string Certification, int ToVersion, DateOnly AskOn, DateTimeOffset? AskedAt, int Asked, int Done);

public sealed record PlanListPage(IReadOnlyList<PlanRow> Plans, IReadOnlyList<AskedChange> Changes, DateTimeOffset? KeyMadeAt, int Keys, DateOnly Today, string? Typed = null, string? Problem = null);

public sealed record PlanPage
{
    public required CertificationPlan Plan { get; init; }

    /// <summary>The draft where there is one, else what holds.</summary>
    public required PlanVersion Version { get; init; }
    public required IReadOnlyDictionary<LearningKey, LearningTarget> Targets { get; init; }

    /// <summary>What keeps it from being published.</summary>
    public required IReadOnlyList<string> Missing { get; init; }
    public required int Holders { get; init; }
    public PlanForm Form { get; init; } = new();

    /// <summary>The group whose form was refused; 0: the one for a new first-time group, -1: for a renewal group; null: none.</summary>
    public int? TypedFor { get; init; }
    public GroupForm TypedGroup { get; init; } = new();
    public RequirementForm? TypedRequirement { get; init; }
    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];

    public bool IsDraft => Version.Number == Plan.DraftNumber;
}

/// <summary>Reads for the lead's pages.</summary>
public sealed class PlanPages(HubDbContext database, LearningTargets targets, OrganisationClock clock)
{
    public const int MaxListed = 200;
    private const int MaxChanges = 20;
    private const int EndingWithinDays = 30;

    public async Task<PlanListPage> ListAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var soon = today.AddDays(EndingWithinDays);
        var plans = await database.CertificationPlans.AsNoTracking().OrderBy(plan => plan.State == PlanState.Retired).ThenBy(plan => plan.Title).Take(MaxListed)
            .Select(plan => new PlanRow(plan.Id, plan.Title, plan.Summary, plan.State, plan.DraftNumber != null, plan.IsMandatory,
                plan.Versions.Where(version => version.Number == plan.LiveNumber).Select(version => (int?)version.ValidDays).FirstOrDefault(),
                database.Certificates.Count(certificate => certificate.PlanId == plan.Id && certificate.IsCurrent && certificate.RevokedAt == null && certificate.ValidUntil >= today),
                database.Certificates.Count(certificate => certificate.PlanId == plan.Id && certificate.IsCurrent && certificate.RevokedAt == null && certificate.ValidUntil >= today && certificate.ValidUntil <= soon),
                database.Certificates.Count(certificate => certificate.PlanId == plan.Id && certificate.IsCurrent && certificate.UpdateDueOn != null))).ToListAsync(cancellationToken);
        var changes = await database.ContentChanges.AsNoTracking().OrderByDescending(change => change.Id).Take(MaxChanges)
            .Select(change => new AskedChange(change.Id, change.Title, change.Plan.Title, change.ToVersion, change.AskOn, change.AskedAt,
                database.CertificateUpdates.Count(update => update.ChangeId == change.Id), database.CertificateUpdates.Count(update => update.ChangeId == change.Id && update.DoneAt != null))).ToListAsync(cancellationToken);
        var keys = await database.BadgeKeys.AsNoTracking().OrderByDescending(key => key.Id).Select(key => key.CreatedAt).ToListAsync(cancellationToken);
        return new PlanListPage(plans, changes, keys.Count == 0 ? null : keys[0], keys.Count, today);
    }

    public async Task<PlanPage?> FindAsync(int id, CancellationToken cancellationToken)
    {
        if (await database.Whole().AsNoTracking().SingleOrDefaultAsync(plan => plan.Id == id, cancellationToken) is not { } plan) return null;
        var version = (plan.Draft ?? plan.Live)!;
        var today = clock.Today;
        return new PlanPage
        {
            Plan = plan,
            Version = version,
            Targets = await targets.FindAsync(version.Targets, cancellationToken),
            Missing = await PublishPlan.FindProblemsAsync(version, targets, cancellationToken),
            Holders = await database.Certificates.CountAsync(certificate => certificate.PlanId == id && certificate.IsCurrent && certificate.RevokedAt == null && certificate.ValidUntil >= today, cancellationToken),
            Form = PlanForm.From(plan, version),
        };
    }
}
