using EnablementHub.Data;
using EnablementHub.Features.Library.Bulk;
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

    public static IReadOnlyList<string> Jobs { get; } = [Overdue, News, Endings, "remind-reviewers", "settle-reports", RewriteLinksJob.JobName];

    public static IReadOnlyList<LifecyclePass> All { get; } =
    [
        new("trust pass: reviews that fell due", FallDueAsync, hub => hub.JobAsync(Overdue)),
        new("trust pass: what was published", PublishAsync, hub => hub.JobAsync(News)),
        new("expiry pass: a bulk order", OrderAsync, hub => hub.JobAsync(Endings)),
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

    private static Task PublishAsync(LifecycleHub hub, int count) => hub.WithAsync((_, database) =>
    {
        var ids = Take(hub, count);
        var now = TimeProvider.System.GetUtcNow();
        return database.Items.Where(item => ids.Contains(item.Id)).ExecuteUpdateAsync(set => set.SetProperty(item => item.PublishedAt, now));
    });

    private static Task OrderAsync(LifecycleHub hub, int count) => hub.WithAsync((services, _) => services.GetRequiredService<EndManyItems>().RunAsync(
        new EndManyRequest { Kind = EndingKind.Expire, Writer = hub.Lead, Items = [.. Take(hub, count).Select(id => new EndedItem(id, null))], DespiteUses = true }));

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
