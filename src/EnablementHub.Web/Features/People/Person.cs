using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.People;

/// <summary>Somebody who signs in. Never deleted: what they wrote keeps its author; leaving means disabled.</summary>
public sealed class Person : IdentityUser<int>
{
    public const int MaxNameLength = 100;

    private readonly List<TeamMember> _teams = [];

    public required string DisplayName { get; set; }

    /// <summary>IANA name; null: the organisation's zone.</summary>
    public string? TimeZone { get; set; }

    /// <summary>First working day; decides who is a new hire (the first 90 days).</summary>
    public DateOnly? StartedOn { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>"light", "dark" or null for what the device says.</summary>
    public string? Theme { get; set; }

    public IReadOnlyList<TeamMember> Teams => _teams;

    public void SetTeams(IEnumerable<int> teamIds)
    {
        var wanted = teamIds.ToHashSet();
        _teams.RemoveAll(member => !wanted.Contains(member.TeamId));
        foreach (var id in wanted.Where(id => _teams.TrueForAll(member => member.TeamId != id))) _teams.Add(new TeamMember { TeamId = id });
    }

    internal static void Map(EntityTypeBuilder<Person> person)
    {
        person.ToTable("People");
        person.Property(p => p.DisplayName).HasMaxLength(MaxNameLength);
        person.Property(p => p.TimeZone).HasMaxLength(60);
        person.Property(p => p.Theme).HasMaxLength(10);
        person.HasIndex(p => p.DisplayName);
        person.HasMany(p => p.Teams).WithOne().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

public sealed class Team
{
    public const int MaxNameLength = 80;
    public const int MaxRegionLength = 40;

    public int Id { get; private set; }
    public required string Name { get; set; }

    /// <summary>Where its people work, for holidays and for steps that are only for a region; null: nowhere in particular.</summary>
    public string? Region { get; set; }

    internal static void Map(EntityTypeBuilder<Team> team)
    {
        team.Property(t => t.Name).HasMaxLength(MaxNameLength);
        team.Property(t => t.Region).HasMaxLength(MaxRegionLength);
        team.HasIndex(t => t.Name).IsUnique();
    }
}

public sealed class TeamMember
{
    public int PersonId { get; private set; }
    public required int TeamId { get; init; }
    public Team Team { get; private set; } = null!;

    internal static void Map(EntityTypeBuilder<TeamMember> member)
    {
        member.HasKey(m => new { m.PersonId, m.TeamId });
        member.HasOne(m => m.Team).WithMany().HasForeignKey(m => m.TeamId).OnDelete(DeleteBehavior.Cascade);
        member.HasIndex(m => m.TeamId);
    }
}
