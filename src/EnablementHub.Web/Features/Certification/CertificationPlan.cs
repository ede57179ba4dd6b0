using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Certification;

public enum PlanState
{
    Draft = 0,
    Published = 1,

    /// <summary>Nobody earns it any more; certificates that were given stay until their end.</summary>
    Retired = 2,
}

/// <summary>
/// A certification that people can earn. What it asks and how long it lasts stands in its versions, of which a published one never
/// changes; its name, and whether it is mandatory, hold at once.
/// </summary>
public sealed class CertificationPlan
{
    public const int MaxTitleLength = 100;
    public const int MaxSummaryLength = 500;
    public const int MaxKeyLength = 100;

    private readonly List<PlanVersion> _versions = [];

    public int Id { get; private set; }

    /// <summary>The name by which the seed finds it again; null for what was written here.</summary>
    public string? Key { get; init; }

    public required string Title { get; set; }
    public string Summary { get; set; } = "";

    /// <summary>People must have it: what is told about it comes by mail whatever they chose.</summary>
    public bool IsMandatory { get; set; }

    public PlanState State { get; private set; }

    /// <summary>Number of the version by which certificates are given.</summary>
    public int? LiveNumber { get; private set; }

    /// <summary>Number of the version that is being written.</summary>
    public int? DraftNumber { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Moves with every write: the concurrency token, and what the lead's form carries.</summary>
    public int Revision { get; private set; }

    public IReadOnlyList<PlanVersion> Versions => _versions;

    /// <summary>Needs the versions to be loaded.</summary>
    public PlanVersion? Live => _versions.Find(version => version.Number == LiveNumber);

    /// <summary>Needs the versions to be loaded.</summary>
    public PlanVersion? Draft => _versions.Find(version => version.Number == DraftNumber);

    public void Touch(DateTimeOffset now)
    {
        ChangedAt = now;
        Revision++;
    }

    /// <summary>The version that may be changed: the draft, or a copy of the live one that becomes it. Needs all versions to be loaded.</summary>
    public PlanVersion BeginDraft(DateTimeOffset now)
    {
        if (Draft is { } draft) return draft;
        var number = _versions.Select(version => version.Number).DefaultIfEmpty(0).Max() + 1;
        var begun = Live is { } live ? live.Copy(number, now) : new PlanVersion { Number = number, CreatedAt = now };
        _versions.Add(begun);
        DraftNumber = number;
        return begun;
    }

    public void DiscardDraft()
    {
        if (LiveNumber is null || Draft is not { } draft) throw new InvalidOperationException("Only a change to a published certification can be thrown away.");
        _versions.Remove(draft);
        DraftNumber = null;
    }

    /// <summary>Certificates are given by the draft from now on; those that were given keep their version.</summary>
    public void Publish(DateTimeOffset now)
    {
        if (Draft is { } draft)
        {
            draft.PublishedAt = now;
            LiveNumber = draft.Number;
            DraftNumber = null;
        }

        if (LiveNumber is null) throw new InvalidOperationException("There is no version to publish.");
        State = PlanState.Published;
    }

    public void Retire() => State = PlanState.Retired;

    internal static void Map(EntityTypeBuilder<CertificationPlan> plan)
    {
        plan.Property(p => p.Key).HasMaxLength(MaxKeyLength);
        plan.HasIndex(p => p.Key).IsUnique();
        plan.Property(p => p.Title).HasMaxLength(MaxTitleLength);
        plan.Property(p => p.Summary).HasMaxLength(MaxSummaryLength);
        plan.Property(p => p.Revision).IsConcurrencyToken();
        plan.Ignore(p => p.Live);
        plan.Ignore(p => p.Draft);
        plan.HasIndex(p => p.State);
        plan.HasMany(p => p.Versions).WithOne(v => v.Plan).HasForeignKey(v => v.PlanId).OnDelete(DeleteBehavior.Cascade);
    }
}
