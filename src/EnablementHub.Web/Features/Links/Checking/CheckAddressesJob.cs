using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Features.Links.Graph;
using EnablementHub.Features.Links.Places;
using EnablementHub.Features.Notifications;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Settings;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EnablementHub.Features.Links.Checking;

/// <summary>Asks the addresses that are due: several hosts beside each other, but each host one question at a time, with a pause between two, also where redirects of several hosts lead to one.</summary>
public sealed class CheckAddressesJob(HubDbContext database, CollectAddresses collect, TypedLinks typed, AddressChecker checker, Notices notices, OrganisationClock clock, IOptions<LinkCheckOptions> options) : IRecurringJob
{
    private const int MaxDue = 200;
    private const int MaxHosts = 4;
    private const int MaxOfAHost = 10;

    /// <summary>Other jobs wait as long.</summary>
    private static readonly TimeSpan MaxRun = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PauseOfAHost = TimeSpan.FromSeconds(1);

    public string Name => "check-addresses";

    public TimeSpan Interval => TimeSpan.FromMinutes(5);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.CheckExternal) return;
        var outside = (await typed.ReadAsync(cancellationToken)).Where(link => link.Target.Kind == LinkKind.External).ToList();
        await collect.RunAsync(outside, cancellationToken);
        var now = clock.Now;
        var due = await database.ExternalAddresses.AsNoTracking().Where(address => address.NextCheckAt <= now)
            .OrderBy(address => address.NextCheckAt).ThenBy(address => address.Id).Take(MaxDue).ToListAsync(cancellationToken);
        var used = await UsedAsync(due, cancellationToken);
        used.UnionWith(outside.Select(link => link.Target.Key!));
        var unused = due.Where(address => !used.Contains(address.Key)).Select(address => address.Id).ToArray();
        if (unused.Length > 0) await database.ExternalAddresses.Where(address => unused.Contains(address.Id)).ExecuteDeleteAsync(cancellationToken);

        var found = await AskAsync(due.Where(address => used.Contains(address.Key)), cancellationToken);
        if (found.Count > 0 && found.TrueForAll(answer => answer.Found.IsUnresolved) && await WasAnswerYesterdayAsync(now, cancellationToken)) return;
        foreach (var (id, answer) in found) await NoteAsync(id, answer, cancellationToken);
    }

    private async Task<HashSet<string>> UsedAsync(List<ExternalAddress> due, CancellationToken cancellationToken)
    {
        var keys = due.Select(address => address.Key).ToArray();
        return (await (
            from link in database.VersionLinks
            join version in database.ItemVersions on link.VersionId equals version.Id
            join item in database.Items on version.ItemId equals item.Id
            where link.AddressKey != null && keys.Contains(link.AddressKey) && item.State != PublicationState.Archived && (item.LiveNumber == version.Number || item.PendingNumber == version.Number)
            select link.AddressKey!).Distinct().ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
    }

    private async Task<List<(int Id, CheckedAddress Found)>> AskAsync(IEnumerable<ExternalAddress> due, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(MaxRun);
        var turns = new HostTurns(PauseOfAHost);
        var found = new System.Collections.Concurrent.ConcurrentQueue<(int, CheckedAddress)>();
        try
        {
            await Parallel.ForEachAsync(
                due.GroupBy(address => address.Host, StringComparer.Ordinal),
                new ParallelOptions { MaxDegreeOfParallelism = MaxHosts, CancellationToken = end.Token },
                async (host, token) =>
                {
                    foreach (var address in host.Take(MaxOfAHost))
                    {
                        var answer = await checker.CheckAsync(address.Url, turns, token);
                        found.Enqueue((address.Id, answer));
                        if (answer.Outcome == CheckOutcome.Later) break;
                    }
                });
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // What wasn't reached is due at the next turn.
        }

        return [.. found];
    }

    /// <summary>When no name leads anywhere, although some did lately, it is the hub that has no network.</summary>
    private Task<bool> WasAnswerYesterdayAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var lately = now.AddDays(-2);
        return database.ExternalAddresses.AnyAsync(address => address.CheckedAt > lately && (address.State == AddressState.Works || address.State == AddressState.Moved), cancellationToken);
    }

    private Task NoteAsync(int id, CheckedAddress answer, CancellationToken cancellationToken) => database.InUnitAsync(
        async token =>
        {
            if (await database.ExternalAddresses.SingleOrDefaultAsync(address => address.Id == id, token) is not { } address) return;
            address.Note(answer, clock.Now, clock.Today);
            if (address is { State: AddressState.Dead, IsTold: false }) await TellAsync(address, token);
            await database.SaveChangesAsync(token);
        },
        cancellationToken);

    /// <summary>What links to a page that has died is no longer verified; each owner hears of it once, with the first text of theirs.</summary>
    private async Task TellAsync(ExternalAddress address, CancellationToken cancellationToken)
    {
        var users = await (
            from link in database.VersionLinks
            join version in database.ItemVersions on link.VersionId equals version.Id
            join item in database.Items on version.ItemId equals item.Id
            where link.AddressKey == address.Key && item.State == PublicationState.Published && item.LiveNumber == version.Number
            orderby item.Id
            select new { item.Id, item.OwnerId, version.Title }).ToListAsync(cancellationToken);
        var ids = users.Select(user => user.Id).Distinct().ToArray();
        foreach (var item in await database.Items.Where(item => ids.Contains(item.Id) && item.VerifiedAt != null && item.UntrustedReason == null).ToListAsync(cancellationToken))
            database.TakeTrust(item, TrustReason.BrokenLink, clock.Today, clock.Now, note: address.Url.Length <= TrustEvent.MaxNoteLength ? address.Url : address.Host);
        foreach (var owned in users.GroupBy(user => user.OwnerId))
        {
            var first = owned.First();
            notices.Tell([owned.Key], new Notice
            {
                Kind = NoticeKind.LinksBroken,
                Key = FormattableString.Invariant($"dead-address:{address.Id}:{address.DeadSince!.Value.UtcTicks}"),
                Text = $"A page at {address.Host} that “{first.Title}” links to is gone.",
                Address = ItemLinks.Edit(first.Id),
                ItemId = first.Id,
            });
        }

        address.IsTold = true;
    }
}
