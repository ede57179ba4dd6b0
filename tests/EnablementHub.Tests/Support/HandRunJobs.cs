using EnablementHub.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Support;

/// <summary>A turn of a recurring job when the test says so.</summary>
internal static class HandRunJobs
{
    public static async Task RunAsync<TJob>(this TestHub hub)
        where TJob : class, IRecurringJob
    {
        await using var scope = hub.App.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<TJob>(scope.ServiceProvider).RunAsync(TestContext.Current.CancellationToken);
    }
}
