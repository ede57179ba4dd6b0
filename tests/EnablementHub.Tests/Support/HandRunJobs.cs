using EnablementHub.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EnablementHub.Tests.Support;

/// <summary>Hubs whose recurring jobs run only when the test says so.</summary>
internal static class HandRunJobs
{
    public static Task<TestHub> StartAsync(ManualTime? time = null, IReadOnlyList<string>? settings = null, Action<IServiceCollection>? replace = null, string? folder = null) => TestHub.StartAsync(
        folder,
        settings,
        services =>
        {
            services.RemoveAll<IRecurringJob>();
            replace?.Invoke(services);
        },
        time);

    public static async Task RunAsync<TJob>(this TestHub hub)
        where TJob : class, IRecurringJob
    {
        await using var scope = hub.App.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<TJob>(scope.ServiceProvider).RunAsync(TestContext.Current.CancellationToken);
    }
}
