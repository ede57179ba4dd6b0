using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Benchmarks.Lifecycle;

/// <summary>A hub that serves nobody, filled with verified items of ten links each; its jobs run when they are asked to.</summary>
public sealed class LifecycleHub : IAsyncDisposable
{
    public const int LinksEach = 10;
    private const int Batch = 500;
    private readonly WebApplication _app;
    private readonly string _folder;

    private LifecycleHub(WebApplication app, string folder, int items, int leadId)
    {
        (_app, _folder, Items) = (app, folder, items);
        Lead = new Writer(leadId, ManagesContent: true);
    }

    /// <summary>Numbered from 1.</summary>
    public int Items { get; }
    public Writer Lead { get; }

    /// <summary>Counts on with each pass, so that each finds items that none had before.</summary>
    public int Next { get; set; } = 1;

    /// <summary>The same for the hosts that its items link to.</summary>
    public int NextHost { get; set; }

    public static async Task<LifecycleHub> StartAsync(int items)
    {
        var folder = Path.Combine(Path.GetTempPath(), "hub-lifecycle-" + Guid.NewGuid().ToString("N"));
        var app = HubApplication.Build(new HubArguments { Data = folder, Urls = "http://127.0.0.1:0", Settings = ["Logging:LogLevel:Default=Error"] });
        await HubApplication.PrepareAsync(app.Services);
        await using var scope = app.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var person = new Person { DisplayName = "Lena Lead", Email = "lead@hub.example", UserName = "lead@hub.example", CreatedAt = TimeProvider.System.GetUtcNow() };
        await people.CreateAsync(person);
        await people.AddToRoleAsync(person, HubRoles.Lead);
        var hub = new LifecycleHub(app, folder, items, person.Id);
        for (var first = 1; first <= items; first += Batch) await hub.FillAsync(first, Math.Min(Batch, items - first + 1));
        await hub.WarmAsync();
        return hub;
    }

    /// <summary>What each job remembers begins here.</summary>
    private async Task WarmAsync()
    {
        foreach (var job in LifecyclePasses.Jobs) await JobAsync(job);
    }

    public async Task JobAsync(string name)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<IRecurringJob>().Single(job => job.Name == name).RunAsync(CancellationToken.None);
    }

    public async Task WithAsync(Func<IServiceProvider, HubDbContext, Task> work)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await work(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<HubDbContext>());
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private Task FillAsync(int first, int count) => WithAsync(async (services, database) =>
    {
        var versions = services.GetRequiredService<VersionFactory>();
        var now = TimeProvider.System.GetUtcNow().AddDays(-10);
        database.ChangeTracker.AutoDetectChangesEnabled = false;
        for (var number = first; number < first + count; number++)
        {
            var item = new Item(ItemKind.Playbook, Lead.PersonId, now);
            var links = Enumerable.Range(1, LinksEach).Select(step => $"See [step {step}](/items/{Target(number, step)}) of it.");
            item.AddPending(versions.Create(item, new VersionContent { Title = $"Handbook page {number}", Body = string.Join("\n\n", links) }, Lead.PersonId, now), now);
            item.Publish(now);
            item.Verify(Lead.PersonId, now, DateOnly.FromDateTime(now.UtcDateTime).AddDays(300));
            database.Items.Add(item);
        }

        database.ChangeTracker.DetectChanges();
        await database.SaveChangesAsync();
    });

    /// <summary>Each item is linked to from as many items as it links to, near and far.</summary>
    private int Target(int number, int step) => ((number + (step * step * 37)) % Items) + 1;
}
