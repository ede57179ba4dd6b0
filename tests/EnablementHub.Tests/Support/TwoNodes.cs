using EnablementHub.Data;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Support;

/// <summary>Two processes that serve one hub, with some people and content in it.</summary>
public sealed class TwoNodes : IAsyncLifetime
{
    public const string Admin = "ada.admin@hub.example";
    public const string Lead = "lena.lead@hub.example";
    public const string Rep = "rita.rep@hub.example";

    /// <summary>Short, so that tests can wait for what a dead node held.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    /// <summary>A recording that no buffer on the way holds.</summary>
    public const int RecordingLength = 8_000_000;

    private WebApplication? _observer;

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "hub-test-" + Guid.NewGuid().ToString("N"));
    public ServedHub First { get; private set; } = null!;
    public ServedHub Second { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await using (var hub = await TestHub.StartAsync(Folder))
        {
            await hub.AddPersonAsync("Ada Admin", HubRoles.Administrator);
            await hub.AddPersonAsync("Lena Lead", HubRoles.Lead);
            await hub.AddPersonAsync("Rita Rep");
            await TestData.In(hub).Clip("Budget season").WithMedia(RecordingLength).WithCues().PublishedAsync();
            for (var number = 1; number <= 10; number++) await TestData.In(hub).Playbook($"Discovery {number}").Saying("Ask what it costs them today.").PublishedAsync();
        }

        var starts = await Task.WhenAll(StartAsync("one"), StartAsync("two"));
        (First, Second) = (starts[0], starts[1]);
        _observer = HubApplication.Build(new HubArguments { Data = Folder, Settings = ["Logging:LogLevel:Default=None", "Node:Name=observer"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (First is not null) await First.DisposeAsync();
        if (Second is not null) await Second.DisposeAsync();
        if (_observer is not null) await _observer.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await TestServer.DropAsync(Folder);
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }

    public Task<ServedHub> StartAsync(string name, params string[] settings) => ServedHub.StartAsync(
        Folder, [.. settings, $"Node:Name={name}", $"Jobs:LeaseSeconds={Lease.TotalSeconds:0}", $"Network:TrustedProxies={Nginx.CallsFrom}", "Limits:SignInPerMinute=100000", "Logging:LogLevel:EnablementHub.Platform.Jobs=Debug"]);

    public async Task RestartFirstAsync()
    {
        await First.DisposeAsync();
        First = await StartAsync("one");
    }

    /// <summary>Both anew, the second only when the first has come so far: till then nobody takes its work.</summary>
    public async Task RestartAsync(IEnumerable<string> settingsOfFirst, Func<Task> firstHasIt)
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
        First = await StartAsync("one", [.. settingsOfFirst]);
        await firstHasIt();
        Second = await StartAsync("two");
    }

    public HubDbContext OpenDatabase() => _observer!.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContext();

    public string[] Mails() => Directory.GetFiles(Path.Combine(Folder, "mail"), "*.eml");
}
