using EnablementHub.Features.Library;
using EnablementHub.Features.Links.Checking;
using EnablementHub.Features.Links.Rewriting;
using EnablementHub.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Support;

/// <summary>Runs the jobs of links now, and looks at what they left.</summary>
internal static class LinkRuns
{
    public static async Task RunRewritesAsync(this TestHub hub)
    {
        await using var scope = hub.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<IRecurringJob>().OfType<RewriteLinksJob>().Single().RunAsync(TestContext.Current.CancellationToken);
    }

    public static async Task RunChecksAsync(this TestHub hub)
    {
        await using var scope = hub.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<IRecurringJob>().OfType<CheckAddressesJob>().Single().RunAsync(TestContext.Current.CancellationToken);
    }

    public static async Task<string> LiveBodyAsync(this TestHub hub, int itemId) => (await hub.LiveAsync(itemId)).Body;

    public static async Task<ItemVersion> LiveAsync(this TestHub hub, int itemId)
    {
        await using var database = hub.OpenDatabase();
        return await database.ItemVersions.AsNoTracking().Include(version => version.Item).SingleAsync(version => version.ItemId == itemId && version.Number == version.Item.LiveNumber);
    }

    public static async Task<ItemVersion?> PendingAsync(this TestHub hub, int itemId)
    {
        await using var database = hub.OpenDatabase();
        return await database.ItemVersions.AsNoTracking().Include(version => version.Item).SingleOrDefaultAsync(version => version.ItemId == itemId && version.Number == version.Item.PendingNumber);
    }
}
