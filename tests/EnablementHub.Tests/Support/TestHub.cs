using System.Net;
using EnablementHub.Data;
using EnablementHub.Features.People;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace EnablementHub.Tests.Support;

/// <summary>A whole hub on a free port with its own data directory: the real database file, file store and index.</summary>
public sealed class TestHub : IAsyncDisposable
{
    public const string Password = "correct horse battery";
    private static int _isChecked;
    private readonly bool _ownsFolder;

    private TestHub(WebApplication app, string folder, ManualTime time, bool ownsFolder)
    {
        App = app;
        Folder = folder;
        Time = time;
        _ownsFolder = ownsFolder;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public WebApplication App { get; }
    public string Folder { get; }
    public ManualTime Time { get; }
    public Uri Address { get; }

    /// <param name="folder">A data directory to go on with; null: a new one, removed at the end.</param>
    /// <param name="settings">Settings as <c>Section:Name=value</c>.</param>
    /// <param name="replace">Changes to the services.</param>
    /// <param name="time">Null: a clock that stands at the morning of 10 March 2026.</param>
    /// <param name="runsJobs">Recurring jobs run by themselves. They don't else: a job that comes between two lines of a test makes it fail now and then.</param>
    public static async Task<TestHub> StartAsync(string? folder = null, IReadOnlyList<string>? settings = null, Action<IServiceCollection>? replace = null, ManualTime? time = null, bool runsJobs = false)
    {
        var clock = time ?? new ManualTime(new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.Zero));
        var data = folder ?? Path.Combine(Path.GetTempPath(), "hub-test-" + Guid.NewGuid().ToString("N"));
        if (settings?.Any(setting => setting.StartsWith("Database:", StringComparison.Ordinal)) != true)
        {
            TestServer.Use(data);
            if (folder is null) await MigratedDatabase.CopyIntoAsync(data);
        }

        var app = HubApplication.Create(
            new HubArguments { Data = data, Urls = "http://127.0.0.1:0", Settings = ["Logging:LogLevel:Default=Error", "Limits:SignInPerMinute=100000", "Links:CheckExternal=false", .. settings ?? []] },
            services =>
            {
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));

                // Real password hashing takes a tenth of a second; the tests of hashing look at the real number.
                services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1_000);
                services.AddSingleton<IInterceptor>(SqlServerTranslation.Instance);
                services.AddSingleton<IInterceptor>(SqlServerStatements.Instance);
                if (!runsJobs) services.Remove(services.Single(service => service.ImplementationFactory is Func<IServiceProvider, JobRunner> && service.ServiceType.Equals(typeof(IHostedService))));
                replace?.Invoke(services);
            },

            // Every hub is put together the same way; looking through all services takes longer than the rest of a start.
            checks: Interlocked.Exchange(ref _isChecked, 1) == 0);
        await HubApplication.PrepareAsync(app.Services);
        await app.StartAsync();
        return new TestHub(app, data, clock, folder is null);
    }

    /// <summary>Another node on the same database, store and keys, with an index of its own, as every node keeps one.</summary>
    public Task<TestHub> StartSecondNodeAsync(IReadOnlyList<string>? settings = null, Action<IServiceCollection>? replace = null, bool runsJobs = false)
    {
        var folder = Directory.CreateDirectory(Folder + "-node2").FullName;
        File.CreateSymbolicLink(Path.Combine(folder, "hub.db"), Path.Combine(Folder, "hub.db"));
        if (TestServer.IsThere) File.CreateSymbolicLink(Path.Combine(folder, "hub.json"), Path.Combine(Folder, "hub.json"));
        foreach (var shared in new[] { "store", "keys", "mail" }) Directory.CreateSymbolicLink(Path.Combine(folder, shared), Path.Combine(Folder, shared));
        return StartAsync(folder, settings, replace, Time, runsJobs);
    }

    public HubDbContext OpenDatabase() => App.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContext();

    /// <summary>A browser without cookies.</summary>
    public TestBrowser Anonymous() => new(Address);

    /// <summary>Creates a person with these roles (a rep when none is given) and signs them in through the page.</summary>
    public async Task<TestBrowser> SignInAsAsync(string name, params string[] roles)
    {
        var person = await AddPersonAsync(name, roles);
        var browser = Anonymous();
        await browser.SignInAsync(person.Email!, Password);
        return browser;
    }

    public async Task<Person> AddPersonAsync(string name, params string[] roles)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var roleManager = scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole<int>>>();
        var email = $"{name.ToLowerInvariant().Replace(' ', '.')}@hub.example";
        if (await people.FindByEmailAsync(email) is { } existing) return existing;
        var person = new Person { DisplayName = name, Email = email, UserName = email, CreatedAt = Time.GetUtcNow() };
        var created = await people.CreateAsync(person, Password);
        Assert.True(created.Succeeded, string.Join(' ', created.Errors.Select(error => error.Description)));
        foreach (var role in roles.DefaultIfEmpty(HubRoles.Rep))
        {
            if (!await roleManager.RoleExistsAsync(role)) await roleManager.CreateAsync(new IdentityRole<int>(role));
            await people.AddToRoleAsync(person, role);
        }

        return person;
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_ownsFolder) await TestServer.DropAsync(Folder);
        if (_ownsFolder && Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
        if (Folder.EndsWith("-node2", StringComparison.Ordinal)) Directory.Delete(Folder, recursive: true);
    }
}
