using System.Globalization;
using EnablementHub.Platform.Settings;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Data;

/// <summary>Small facts that all nodes share, above all how far a job has come that looks at what is new since its last turn.</summary>
public static class StoredSettingAccess
{
    /// <summary>Null where it was never kept.</summary>
    public static Task<string?> ReadSettingAsync(this HubDbContext database, string name, CancellationToken cancellationToken) =>
        database.StoredSettings.AsNoTracking().Where(setting => setting.Name == name).Select(setting => (string?)setting.Value).SingleOrDefaultAsync(cancellationToken);

    /// <summary>An instant that <see cref="KeepSettingAsync(HubDbContext, string, DateTimeOffset, CancellationToken)"/> kept; null where none was.</summary>
    public static async Task<DateTimeOffset?> ReadInstantAsync(this HubDbContext database, string name, CancellationToken cancellationToken) =>
        await database.ReadSettingAsync(name, cancellationToken) is { } kept ? DateTimeOffset.Parse(kept, CultureInfo.InvariantCulture) : null;

    /// <summary>A number that was kept; 0 where none was.</summary>
    public static async Task<long> ReadPositionAsync(this HubDbContext database, string name, CancellationToken cancellationToken) =>
        await database.ReadSettingAsync(name, cancellationToken) is { } kept ? long.Parse(kept, CultureInfo.InvariantCulture) : 0;

    /// <summary>Within the caller's unit of work, which saves.</summary>
    public static async Task KeepSettingAsync(this HubDbContext database, string name, string value, CancellationToken cancellationToken)
    {
        if (await database.StoredSettings.SingleOrDefaultAsync(setting => setting.Name == name, cancellationToken) is { } kept) kept.Value = value;
        else database.Add(new StoredSetting { Name = name, Value = value });
    }

    /// <summary>Within the caller's unit of work, which saves.</summary>
    public static Task KeepSettingAsync(this HubDbContext database, string name, DateTimeOffset instant, CancellationToken cancellationToken) =>
        database.KeepSettingAsync(name, instant.ToString("O", CultureInfo.InvariantCulture), cancellationToken);

    /// <summary>Within the caller's unit of work, which saves.</summary>
    public static Task KeepSettingAsync(this HubDbContext database, string name, long position, CancellationToken cancellationToken) =>
        database.KeepSettingAsync(name, position.ToString(CultureInfo.InvariantCulture), cancellationToken);
}
