using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.People.Holidays;

/// <summary>A day on which nobody works: everywhere, or in one region.</summary>
public sealed class Holiday
{
    public const int MaxNameLength = 80;

    public int Id { get; private set; }
    public required DateOnly Day { get; init; }
    public required string Name { get; init; }

    /// <summary>As teams name it (<see cref="Team.Region"/>); empty: everywhere.</summary>
    public string Region { get; init; } = "";

    internal static void Map(EntityTypeBuilder<Holiday> holiday)
    {
        holiday.Property(h => h.Name).HasMaxLength(MaxNameLength);
        holiday.Property(h => h.Region).HasMaxLength(Team.MaxRegionLength);
        holiday.HasIndex(h => new { h.Day, h.Region }).IsUnique();
    }
}
