using EnablementHub.Data;
using EnablementHub.Platform.Hosting;
using EnablementHub.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace EnablementHub.Tests.Data;

/// <summary>The embedded database belongs to one machine at a time. The other machine is played by a claim of another name.</summary>
public sealed class HostClaimTests : IAsyncLifetime
{
    private const string Sentence = "SQLite serves the processes of one machine only";
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "hub-test-" + Guid.NewGuid().ToString("N"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(TestServer.IsThere, TestServer.EmbeddedOnly);
        Directory.CreateDirectory(_folder);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task WhileAnotherMachineUsesIt_StartsAndVerbsAreRefused_WithASentenceThatNamesSqlServer()
    {
        var database = new FileInfo(Path.Combine(_folder, "hub.db"));
        await database.Create().DisposeAsync();
        Directory.CreateDirectory(Path.Combine(_folder, "keys"));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var other = UseFromElsewhereAsync(end.Token);
        foreach (var arguments in new[] { new[] { "serve", "--urls", "http://127.0.0.1:0" }, ["migrate"], ["user", "list"] })
        {
            var answer = await HubProcess.RunAsync([.. arguments, "--data", _folder]);
            Assert.Equal(ExitCode.WrongUse, answer.Code);
            Assert.Contains(Sentence, answer.Errors, StringComparison.Ordinal);
            Assert.Contains("Database:Provider=sqlserver", answer.Errors, StringComparison.Ordinal);
        }

        Assert.Equal(0, database.Length);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other);

        // It has stopped, however it stopped: after a moment's watch the database is free.
        Assert.Equal(ExitCode.Done, (await HubProcess.RunAsync("migrate", "--data", _folder)).Code);
    }

    [Fact]
    public async Task AnotherMachineThatTakesItAllTheSame_StopsTheHub()
    {
        await using var hub = await ServedHub.StartAsync(_folder);
        await File.WriteAllTextAsync(Path.Combine(_folder, "hub.db.host"), "elsewhere\n7\ntower\n", Cancel);
        Assert.Contains("The machine tower uses the database", await hub.SaysAsync(Sentence), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, await hub.EndsWithinAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task RunningHub_RefusesAnotherMachine()
    {
        await using var hub = await ServedHub.StartAsync(_folder);
        var refusal = await Assert.ThrowsAsync<WrongSettingException>(() => ClaimFromElsewhere().TakeAsync(Cancel));
        Assert.Contains(Environment.MachineName, refusal.Message, StringComparison.Ordinal);
        await Task.Delay(2 * HostClaim.Beat, Cancel);
        Assert.True(hub.IsRunning);
    }

    [Fact]
    public async Task SeveralProcessesOfOneMachine_ShareIt_WithANameEach()
    {
        await using var first = await ServedHub.StartAsync(_folder);
        await using var second = await ServedHub.StartAsync(_folder, "Node:Name=two");
        Assert.True(Directory.Exists(Path.Combine(_folder, "index", "node-two")));

        var nameless = await HubProcess.RunAsync("serve", "--data", _folder, "--urls", "http://127.0.0.1:0");
        Assert.Equal(ExitCode.WrongUse, nameless.Code);
        Assert.Contains("--set Node:Name=two", nameless.Errors, StringComparison.Ordinal);
        var sameName = await HubProcess.RunAsync("serve", "--data", _folder, "--urls", "http://127.0.0.1:0", "--set", "Node:Name=two");
        Assert.Contains("Another hub called two works on the data directory", sameName.Errors, StringComparison.Ordinal);
        var odd = await HubProcess.RunAsync("serve", "--data", _folder, "--set", "Node:Name=../elsewhere");
        Assert.Contains("Node:Name may have up to 40 small letters", odd.Errors, StringComparison.Ordinal);

        // Whoever holds an index builds it.
        var reindex = await HubProcess.RunAsync("reindex", "--data", _folder);
        Assert.True(reindex.Code == ExitCode.Done, reindex.Errors);
        Assert.Contains("2 nodes work on this data directory", reindex.Output, StringComparison.Ordinal);
        Assert.True(first.IsRunning && second.IsRunning);
    }

    private HostClaim ClaimFromElsewhere() => new(Path.Combine(_folder, "hub.db"), "elsewhere", TimeProvider.System, NullLogger<HostClaim>.Instance);

    private async Task UseFromElsewhereAsync(CancellationToken end)
    {
        var claim = ClaimFromElsewhere();
        await claim.TakeAsync(end);
        while (true)
        {
            Assert.Null(claim.Renew());
            await Task.Delay(HostClaim.Beat, end);
        }
    }
}
