using EnablementHub.Features.Library;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Usage.Rollups;

/// <summary>One person's use of one item. As it keeps the last time, it says for every window that ends now who is in it.</summary>
public sealed class ItemPerson
{
    public required int ItemId { get; init; }
    public required int PersonId { get; init; }
    public DateTimeOffset? LastViewedAt { get; set; }
    public DateTimeOffset? LastPlayedAt { get; set; }

    /// <summary>Any use at all.</summary>
    public required DateTimeOffset LastAt { get; set; }
    public int Views { get; set; }
    public int Plays { get; set; }
    public int Downloads { get; set; }

    internal static void Map(EntityTypeBuilder<ItemPerson> use)
    {
        use.HasKey(u => new { u.ItemId, u.PersonId });
        use.HasIndex(u => new { u.ItemId, u.LastViewedAt });
        use.HasIndex(u => new { u.ItemId, u.LastPlayedAt });
        use.HasIndex(u => new { u.PersonId, u.LastAt });
    }
}

/// <summary>When a person last used anything.</summary>
public sealed class PersonUse
{
    public required int PersonId { get; init; }
    public required DateTimeOffset LastAt { get; set; }

    internal static void Map(EntityTypeBuilder<PersonUse> use)
    {
        use.HasKey(u => u.PersonId);
        use.Property(u => u.PersonId).ValueGeneratedNever();
        use.HasIndex(u => u.LastAt);
    }
}

/// <summary>A team's use of an item on one day in the organisation's zone; whoever is in two teams counts in both.</summary>
public sealed class TeamDay
{
    public required int TeamId { get; init; }
    public required DateOnly Day { get; init; }
    public required int ItemId { get; init; }
    public int Views { get; set; }
    public int Plays { get; set; }
    public int Downloads { get; set; }

    internal static void Map(EntityTypeBuilder<TeamDay> day)
    {
        day.HasKey(d => new { d.TeamId, d.Day, d.ItemId });
        day.HasIndex(d => new { d.ItemId, d.Day });
    }
}

/// <summary>An hour's use of all items of a kind, by a team or by everybody; from these, days in any reader's zone can be added up.</summary>
public sealed class UseHour
{
    /// <summary>Stands for everybody, in a team or not.</summary>
    public const int Everybody = 0;

    public required int TeamId { get; init; }

    /// <summary>The beginning of the hour, in UTC.</summary>
    public required DateTimeOffset Hour { get; init; }
    public required ItemKind Kind { get; init; }
    public int Views { get; set; }
    public int Plays { get; set; }
    public int Downloads { get; set; }

    internal static void Map(EntityTypeBuilder<UseHour> hour) => hour.HasKey(h => new { h.TeamId, h.Hour, h.Kind });
}
