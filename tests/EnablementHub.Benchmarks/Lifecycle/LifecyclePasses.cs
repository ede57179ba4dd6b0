using EnablementHub.Data;
using EnablementHub.Features.Archiving;
using EnablementHub.Features.Library.Bulk;
using EnablementHub.Features.Links.Graph;
using EnablementHub.Features.Links.Rewriting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Benchmarks.Lifecycle;

/// <param name="Name">What was measured.</param>
/// <param name="PrepareAsync">Changes so many items, without being measured.</param>
/// <param name="RunAsync">Does what follows from it.</param>
public sealed record LifecyclePass(string Name, Func<LifecycleHub, int, Task> PrepareAsync, Func<LifecycleHub, Task> RunAsync);

/// <summary>Passes over a library in which some items changed and all others didn't.</summary>
public static class LifecyclePasses
{
    private const string Overdue = "note-overdue-reviews";
    private const string News = "note-what-is-new";
    private const string Endings = "finish-bulk-endings";

    private const string Archive = "apply-archive-rules";
    private const string Check = "check-addresses";

    public static IReadOnlyList<string> Jobs { get; } = [Overdue, News, Endings, Archive, Check, "remind-reviewers", "settle-reports", RewriteLinksJob.JobName];

    public static IReadOnlyList<LifecyclePass> All { get; } =
    [
        new("trust pass: reviews that fell due", FallDueAsync, hub => hub.JobAsync(Overdue)),
        new("trust pass: what was published", PublishAsync, hub => hub.JobAsync(News)),
        new("expiry pass: a bulk order", OrderAsync, hub => hub.JobAsync(Endings)),
        new("archive pass: what a rule takes", GoUnusedAsync, hub => hub.JobAsync(Archive)),
        new("link pass: new addresses elsewhere", LinkOutAsync, hub => hub.JobAsync(Check)),
        new("link pass: links to moved items", MoveAsync, hub => hub.JobAsync(RewriteLinksJob.JobName)),
        new("all passes with nothing to do", (_, _) => Task.CompletedTask, async hub =>
        {
            foreach (var job in Jobs) await hub.JobAsync(job);
        }),
    ];

    private static Task FallDueAsync(LifecycleHub hub, int count) => hub.WithAsync((_, database) =>
    {
        var ids = Take(hub, count);
        var yesterday = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1);
        return database.Items.Where(item => ids.Contains(item.Id)).ExecuteUpdateAsync(set => set.SetProperty(item => item.ReviewDueOn, yesterday));
    });

    private static Task PublishAsync(LifecycleHub hub, int count) => hub.WithAsync(async (_, database) =>
    {
        var ids = Take(hub, count);
        var now = TimeProvider.System.GetUtcNow();

        // The job looks at its last minutes twice: what earlier passes published would be counted with this one, and each pass be longer than the one before.
        var recently = now.AddHours(-1);
        await database.Items.Where(item => item.PublishedAt > recently).ExecuteUpdateAsync(set => set.SetProperty(item => item.PublishedAt, now.AddDays(-10)));
        await database.Items.Where(item => ids.Contains(item.Id)).ExecuteUpdateAsync(set => set.SetProperty(item => item.PublishedAt, now));
    });

    /// <summary>Long unused, unverified, and no longer what an earlier pass announced.</summary>
    private static Task GoUnusedAsync(LifecycleHub hub, int count) => hub.WithAsync(async (_, database) =>
    {
        var ids = Take(hub, count);
        var longAgo = TimeProvider.System.GetUtcNow().AddDays(-2 * ArchiveRule.DefaultDays);
        if (!await database.ArchiveRules.AnyAsync())
        {
            database.ArchiveRules.Add(new ArchiveRule { Kind = null, UnusedDays = ArchiveRule.DefaultDays, CreatedById = hub.Lead.PersonId, CreatedAt = longAgo });
            await database.SaveChangesAsync();
        }

        await database.ArchiveAnnouncements.ExecuteDeleteAsync();
        await database.Items.Where(item => item.VerifiedAt == null).ExecuteUpdateAsync(set => set.SetProperty(item => item.PublishedAt, TimeProvider.System.GetUtcNow().AddDays(-10)));
        await database.Items.Where(item => ids.Contains(item.Id)).ExecuteUpdateAsync(set => set.SetProperty(item => item.VerifiedAt, (DateTimeOffset?)null).SetProperty(item => item.PublishedAt, longAgo).SetProperty(item => item.ChangedAt, longAgo));
    });

    private static Task OrderAsync(LifecycleHub hub, int count) => hub.WithAsync((services, _) => services.GetRequiredService<EndManyItems>().RunAsync(
        new EndManyRequest { Kind = EndingKind.Expire, Writer = hub.Lead, Items = [.. Take(hub, count).Select(id => new EndedItem(id, null))], DespiteUses = true }));

    /// <summary>Each gets a link to a host of its own in a private network: the job comes as far as asking, but nothing leaves this machine.</summary>
    private static Task LinkOutAsync(LifecycleHub hub, int count) => hub.WithAsync(async (_, database) =>
    {
        var ids = Take(hub, count);
        var versions = await database.ItemVersions.Where(version => ids.Contains(version.ItemId) && version.Number == version.Item.LiveNumber).Select(version => version.Id).ToListAsync();
        foreach (var version in versions)
        {
            var number = hub.NextHost++;
            var url = FormattableString.Invariant($"http://10.{number / 62_500}.{number / 250 % 250}.{(number % 250) + 1}/");
            var link = new VersionLink { Place = LinkPlace.Body, Start = 0, Length = url.Length, Line = 1, Kind = LinkKind.External, IsEmbed = false, Address = url, AddressKey = VersionLink.KeyOf(url), Words = url };
            database.Add(link).Property(l => l.VersionId).CurrentValue = version;
        }

        await database.SaveChangesAsync();
    });

    /// <summary>So many items link to a tenth as many.</summary>
    private static Task MoveAsync(LifecycleHub hub, int count) => hub.WithAsync((services, _) =>
    {
        var targets = Take(hub, Math.Max(1, count / LifecycleHub.LinksEach));
        return services.GetRequiredService<StartRewrite>().RunAsync("Moved", () => [.. targets.Select(target => new LinkRewriteRule { FromItemId = target, ToItemId = hub.Items })], hub.Lead);
    });

    private static int[] Take(LifecycleHub hub, int count)
    {
        // Never the last one, which the links are led to; the beginning again when all had their turn.
        if (hub.Next + count >= hub.Items) hub.Next = 1;
        var ids = Enumerable.Range(hub.Next, count).ToArray();
        hub.Next += count;
        return ids;
    }
}
