using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Platform.Settings;

/// <summary>A small fact that all nodes share, for example whether the seed was loaded or the number of the set-up link.</summary>
public sealed class StoredSetting
{
    public const int MaxValueLength = 2_000;

    public required string Name { get; init; }
    public required string Value { get; set; }

    internal static void Map(EntityTypeBuilder<StoredSetting> setting)
    {
        setting.HasKey(s => s.Name);
        setting.Property(s => s.Name).HasMaxLength(60);
        setting.Property(s => s.Value).HasMaxLength(MaxValueLength);
    }
}
