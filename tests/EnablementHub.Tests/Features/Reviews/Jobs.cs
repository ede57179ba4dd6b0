using EnablementHub.Platform.Jobs;
using EnablementHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Reviews;

internal static class Jobs
{
    /// <summary>Runs a job now, whatever its turn.</summary>
    public static async Task RunJobAsync(this TestHub hub, string name)
    {
        await using var scope = hub.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<IRecurringJob>().Single(job => job.Name == name).RunAsync(TestContext.Current.CancellationToken);
    }
}
