using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Links.Places;
using EnablementHub.Features.Links.Rewriting;
using EnablementHub.Platform.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EnablementHub.Features.Links.Checking;

public sealed record ExternalRow
{
    public required int Id { get; init; }
    public required string Url { get; init; }
    public required AddressState State { get; init; }
    public required string Reason { get; init; }
    public required string? MovedTo { get; init; }
    public required DateTimeOffset? CheckedAt { get; init; }

    /// <summary>In live and waiting versions, and typed outside of items.</summary>
    public required int Links { get; init; }
    public required string Key { get; init; }
}

/// <param name="Rows">Dead ones first, then those that moved.</param>
public sealed record ExternalList(bool IsOn, int Known, int Unchecked, int Failing, IReadOnlyList<ExternalRow> Rows);

/// <summary>What the background check found out, as a list to work through.</summary>
public sealed class ExternalLists(HubDbContext database, TypedLinks typed, IOptions<LinkCheckOptions> options)
{
    private const int MaxListed = 200;

    public async Task<ExternalList> ReadAsync(CancellationToken cancellationToken)
    {
        var counts = await database.ExternalAddresses.GroupBy(address => address.State).Select(group => new { State = group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.State, row => row.Count, cancellationToken);
        var rows = await Rows(database.ExternalAddresses.Where(address => address.State == AddressState.Dead || address.State == AddressState.Moved))
            .OrderByDescending(row => row.State).ThenByDescending(row => row.Links).ThenBy(row => row.Id).Take(MaxListed).ToListAsync(cancellationToken);
        var outside = (await typed.ReadAsync(cancellationToken)).Where(link => link.Target.Key is not null).CountBy(link => link.Target.Key!).ToDictionary(StringComparer.Ordinal);
        rows = [.. rows.Select(row => row with { Links = row.Links + outside.GetValueOrDefault(row.Key) })];
        return new ExternalList(options.Value.CheckExternal, counts.Values.Sum(), counts.GetValueOrDefault(AddressState.New), counts.GetValueOrDefault(AddressState.Failing), rows);
    }

    public Task<ExternalRow?> FindAsync(int id, CancellationToken cancellationToken) => Rows(database.ExternalAddresses.Where(address => address.Id == id)).SingleOrDefaultAsync(cancellationToken);

    /// <summary>Where a dead page's links go: nowhere, or where the page has moved.</summary>
    public static LinkRewriteRule Rule(ExternalRow address) => new() { FromAddress = address.Url, ToAddress = address.State == AddressState.Moved ? address.MovedTo : null };

    private IQueryable<ExternalRow> Rows(IQueryable<ExternalAddress> addresses) => addresses.AsNoTracking().Select(address => new ExternalRow
    {
        Id = address.Id,
        Key = address.Key,
        Url = address.Url,
        State = address.State,
        Reason = address.Reason,
        MovedTo = address.MovedTo,
        CheckedAt = address.CheckedAt,
        Links = database.VersionLinks.Count(link => link.AddressKey == address.Key && database.ItemVersions.Any(version => version.Id == link.VersionId && version.Item.State != PublicationState.Archived && (version.Item.LiveNumber == version.Number || version.Item.PendingNumber == version.Number))),
    });
}
