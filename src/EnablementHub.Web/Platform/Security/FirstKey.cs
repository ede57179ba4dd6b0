using System.Globalization;
using System.Xml.Linq;
using EnablementHub.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EnablementHub.Platform.Security;

/// <summary>
/// Sees to it that all nodes begin with the same key for cookies and tickets. Of nodes that start together on a new hub each
/// would make one, and for a day read only cookies of its own. Keys that follow are made days before they are used.
/// </summary>
public static class FirstKey
{
    public static async Task EnsureKeyAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var keys = services.GetRequiredService<IOptions<KeyManagementOptions>>().Value.XmlRepository!;
        if (keys.GetAllElements().Any(key => IsUsable(key, now))) return;
        await using var database = await services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync(cancellationToken);
        await using var alone = await database.LockAsync("first-key", cancellationToken);
        if (keys.GetAllElements().Any(key => IsUsable(key, now))) return;

        // The framework makes a key with its first use, and reads no others before that.
        services.GetRequiredService<IDataProtectionProvider>().CreateProtector("EnablementHub.FirstKey").Protect([]);
    }

    private static bool IsUsable(XElement element, DateTimeOffset now) =>
        element.Name.LocalName == "key" && DateTimeOffset.TryParse(element.Element("expirationDate")?.Value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var end) && end > now;
}
