using System.Xml.Linq;
using EnablementHub.Data;
using EnablementHub.Platform.Settings;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Platform.Security;

/// <summary>
/// Keeps the keys of cookies and tickets in the database that all nodes share, so that each reads what another one wrote.
/// A hub on one machine keeps them in a folder beside its database instead, where a copy of the database doesn't carry them away.
/// </summary>
internal sealed class DatabaseKeys(IDbContextFactory<HubDbContext> databases) : IXmlRepository
{
    private const string Prefix = "key:";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var database = databases.CreateDbContext();
        return [.. database.StoredSettings.Where(setting => setting.Name.StartsWith(Prefix)).Select(setting => setting.Value).AsEnumerable().Select(XElement.Parse)];
    }

    /// <param name="element">A key or a revocation.</param>
    /// <param name="friendlyName">Made of a fresh number by the framework, so no two elements share one.</param>
    public void StoreElement(XElement element, string friendlyName)
    {
        using var database = databases.CreateDbContext();
        database.Add(new StoredSetting { Name = Prefix + friendlyName, Value = element.ToString(SaveOptions.DisableFormatting) });
        database.SaveChanges();
    }
}
