using EnablementHub.Data;
using EnablementHub.Features.Links.Graph;
using EnablementHub.Features.Links.Places;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Links.Checking;

/// <summary>Takes the addresses of new links among those that are checked: costs what was written since, not what there is.</summary>
public sealed class CollectAddresses(HubDbContext database, TimeProvider time)
{
    public const string Watermark = "links.collected-until";
    private const int BatchSize = 500;

    /// <summary>On a server, numbers are given before the commit, so that a lower one may appear after a higher one: the last ones are looked at again.</summary>
    private const int Overlap = 1_000;

    /// <param name="typed">Addresses that stand outside of items; those that are new are taken in with the rest.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task RunAsync(IReadOnlyCollection<TypedLink> typed, CancellationToken cancellationToken)
    {
        if (typed.Count > 0)
        {
            await database.InUnitAsync(
                async token =>
                {
                    await AddAsync([.. typed.Select(link => (link.Target.Key!, link.Address))], token);
                    await database.SaveChangesAsync(token);
                },
                cancellationToken);
        }

        while (await database.InUnitAsync(CollectAsync, _ => true, cancellationToken)) cancellationToken.ThrowIfCancellationRequested();
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> CollectAsync(CancellationToken cancellationToken)
    {
        var until = await database.ReadPositionAsync(Watermark, cancellationToken);
        var newest = await database.VersionLinks.MaxAsync(link => (long?)link.Id, cancellationToken) ?? 0;
        if (newest <= until) return false;
        var start = Math.Max(0, until - Overlap);
        var links = await (
            from link in database.VersionLinks.AsNoTracking()
            join version in database.ItemVersions on link.VersionId equals version.Id
            join item in database.Items on version.ItemId equals item.Id
            where link.Id > start && link.Kind == LinkKind.External && (item.LiveNumber == version.Number || item.PendingNumber == version.Number)
            orderby link.Id
            select new { link.Id, link.AddressKey, link.Address }).Take(Overlap + BatchSize).ToListAsync(cancellationToken);
        await AddAsync([.. links.Select(link => (link.AddressKey!, link.Address))], cancellationToken);

        var isWhole = links.Count < Overlap + BatchSize;
        await database.KeepSettingAsync(Watermark, isWhole ? newest : links[^1].Id, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        return !isWhole;
    }

    private async Task AddAsync(IReadOnlyList<(string Key, string Address)> links, CancellationToken cancellationToken)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var chunk in links.Select(link => link.Key).Distinct(StringComparer.Ordinal).Chunk(BatchSize))
            known.UnionWith(await database.ExternalAddresses.Where(address => chunk.Contains(address.Key)).Select(address => address.Key).ToListAsync(cancellationToken));
        var now = time.GetUtcNow();
        foreach (var (key, address) in links)
        {
            var url = LinkTarget.WithoutFragment(address);
            if (known.Add(key) && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.IdnHost.Length is > 0 and <= ExternalAddress.MaxHostLength)
                database.ExternalAddresses.Add(new ExternalAddress { Key = key, Url = url, Host = uri.IdnHost.ToLowerInvariant(), NextCheckAt = now });
        }
    }
}
