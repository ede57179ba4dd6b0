using EnablementHub.Features.Learning;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Certification;

/// <summary>What a certification asks and how long it lasts. Never changed once it was published.</summary>
public sealed class PlanVersion
{
    public const int DefaultValidDays = 365;
    public const int DefaultWindowDays = 30;
    public const int DefaultGraceDays = 14;
    public const int MaxValidDays = 3650;
    public const int MaxGraceDays = 365;
    public const int MaxGroups = 12;

    private readonly List<PlanGroup> _groups = [];

    public int Id { get; private set; }
    public int PlanId { get; private set; }
    public CertificationPlan Plan { get; private set; } = null!;
    public required int Number { get; init; }

    /// <summary>Days from the day it was earned to the last day on which it is valid.</summary>
    public int ValidDays { get; set; } = DefaultValidDays;

    /// <summary>From so many days before the end it can be renewed.</summary>
    public int WindowDays { get; set; } = DefaultWindowDays;

    /// <summary>Until so many days after the end the renewal still does; later everything is asked again.</summary>
    public int GraceDays { get; set; } = DefaultGraceDays;

    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>When those who had learned everything before it was published were looked for; null: still to be done.</summary>
    public DateTimeOffset? CaughtUpAt { get; set; }

    public IReadOnlyList<PlanGroup> Groups => _groups;

    public ValidityRule Validity => new(ValidDays, WindowDays, GraceDays);

    public IEnumerable<PlanGroup> FirstTime => Of(isRenewal: false);

    /// <summary>What is asked of those who renew in time; none: the same as the first time.</summary>
    public IEnumerable<PlanGroup> Renewal => Of(isRenewal: true);

    public IEnumerable<LearningKey> Targets => _groups.SelectMany(group => group.Requirements).Select(requirement => requirement.Target).Distinct();

    public void Add(PlanGroup group)
    {
        group.Position = Of(group.IsRenewal).Select(other => other.Position).DefaultIfEmpty(-1).Max() + 1;
        _groups.Add(group);
    }

    public void Remove(PlanGroup group) => _groups.Remove(group);

    public PlanVersion Copy(int number, DateTimeOffset now)
    {
        var copy = new PlanVersion { Number = number, CreatedAt = now, ValidDays = ValidDays, WindowDays = WindowDays, GraceDays = GraceDays };
        foreach (var group in _groups.OrderBy(group => group.Position)) copy.Add(group.Copy());
        return copy;
    }

    private IEnumerable<PlanGroup> Of(bool isRenewal) => _groups.Where(group => group.IsRenewal == isRenewal).OrderBy(group => group.Position).ThenBy(group => group.Id);

    internal static void Map(EntityTypeBuilder<PlanVersion> version)
    {
        version.ToTable("CertificationPlanVersions");
        version.Ignore(v => v.Validity);
        version.Ignore(v => v.FirstTime);
        version.Ignore(v => v.Renewal);
        version.Ignore(v => v.Targets);
        version.HasIndex(v => new { v.PlanId, v.Number }).IsUnique();
        version.HasMany(v => v.Groups).WithOne(g => g.Version).HasForeignKey(g => g.VersionId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>Requirements of which all, or a number, are to be fulfilled.</summary>
public sealed class PlanGroup
{
    public const int MaxTitleLength = 100;
    public const int MaxRequirements = 50;

    private readonly List<PlanRequirement> _requirements = [];

    public int Id { get; private set; }
    public int VersionId { get; private set; }
    public PlanVersion Version { get; private set; } = null!;
    public int Position { get; set; }

    /// <summary>Asked of those who renew, in place of what is asked the first time.</summary>
    public required bool IsRenewal { get; init; }

    public string Title { get; set; } = "";

    /// <summary>How many of the requirements do; null: all of them.</summary>
    public int? Need { get; set; }

    public IReadOnlyList<PlanRequirement> Requirements => _requirements;

    public IEnumerable<PlanRequirement> InOrder => _requirements.OrderBy(requirement => requirement.Position).ThenBy(requirement => requirement.Id);

    /// <summary>How many have to be fulfilled, as things are.</summary>
    public int Wanted => Math.Min(Need ?? _requirements.Count, _requirements.Count);

    public void Add(PlanRequirement requirement)
    {
        requirement.Position = _requirements.Select(other => other.Position).DefaultIfEmpty(-1).Max() + 1;
        _requirements.Add(requirement);
    }

    public void Remove(PlanRequirement requirement) => _requirements.Remove(requirement);

    /// <summary>Another target takes the place of one, unless it is asked for already.</summary>
    public void Lead(LearningKey from, LearningKey to)
    {
        if (_requirements.Find(requirement => requirement.Target == from) is not { } old) return;
        _requirements.Remove(old);
        if (_requirements.TrueForAll(requirement => requirement.Target != to)) _requirements.Add(new PlanRequirement { Kind = to.Kind, TargetId = to.Id, Position = old.Position });
        if (Need > _requirements.Count) Need = null;
    }

    public PlanGroup Copy()
    {
        var copy = new PlanGroup { IsRenewal = IsRenewal, Title = Title, Need = Need };
        foreach (var requirement in InOrder) copy.Add(new PlanRequirement { Kind = requirement.Kind, TargetId = requirement.TargetId, MinimumScore = requirement.MinimumScore });
        return copy;
    }

    internal static void Map(EntityTypeBuilder<PlanGroup> group)
    {
        group.ToTable("CertificationPlanGroups");
        group.Property(g => g.Title).HasMaxLength(MaxTitleLength);
        group.Ignore(g => g.InOrder);
        group.Ignore(g => g.Wanted);
        group.HasMany(g => g.Requirements).WithOne(r => r.Group).HasForeignKey(r => r.GroupId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>One thing to learn, whichever room it is from.</summary>
public sealed class PlanRequirement
{
    public int Id { get; private set; }
    public int GroupId { get; private set; }
    public PlanGroup Group { get; private set; } = null!;
    public int Position { get; set; }
    public required LearningKind Kind { get; init; }
    public required int TargetId { get; init; }

    /// <summary>0 to 100; null: passed is enough.</summary>
    public double? MinimumScore { get; init; }

    public LearningKey Target => new(Kind, TargetId);

    internal static void Map(EntityTypeBuilder<PlanRequirement> requirement)
    {
        requirement.ToTable("CertificationPlanRequirements");
        requirement.Ignore(r => r.Target);
        requirement.HasIndex(r => new { r.Kind, r.TargetId });
    }
}
