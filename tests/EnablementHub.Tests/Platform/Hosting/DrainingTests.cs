using System.Net;
using EnablementHub.Platform.Hosting;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Platform.Hosting;

public sealed class DrainingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task NodeThatIsAskedToStop_SaysSoOnItsReadiness_WhileItStillAnswers()
    {
        var folder = Directory.CreateTempSubdirectory("hub-test-drain-").FullName;
        try
        {
            await using var hub = await ServedHub.StartAsync(folder, "Node:DrainSeconds=6");

            // It was asked for its health many times before it was ready.
            Assert.DoesNotContain(hub.Lines, line => line.Contains("fail:", StringComparison.Ordinal));
            using var people = hub.Anonymous();
            hub.Terminate();
            await hub.SaysAsync("Asked to stop");
            using var readiness = await people.GetAsync("/health/ready");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, readiness.StatusCode);
            Assert.Contains("This node was asked to stop.", await readiness.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await people.GetAsync("/sign-in")).StatusCode);
            Assert.Equal(ExitCode.Done, await hub.EndsWithinAsync(Patience));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
