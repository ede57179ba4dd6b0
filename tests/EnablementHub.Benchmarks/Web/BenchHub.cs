using System.Net;
using System.Text.RegularExpressions;
using EnablementHub.Data;
using EnablementHub.Features.People;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EnablementHub.Benchmarks.Web;

/// <summary>A whole hub on a free port of this machine, filled with made-up items, and a signed-in rep who asks it things.</summary>
public sealed partial class BenchHub : IAsyncDisposable
{
    private const string Email = "bench@hub.example";
    private const string Password = "measured by the minute";
    private readonly WebApplication _app;
    private readonly bool _ownsData;

    private BenchHub(WebApplication app, string data, bool ownsData)
    {
        _app = app;
        _ownsData = ownsData;
        Data = data;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = Address };
        Http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    public string Data { get; }
    public Uri Address { get; }
    public HttpClient Http { get; }
    public IServiceProvider Services => _app.Services;
    public int PersonId { get; private set; }

    public static async Task<BenchHub> StartAsync(int items, string? data = null)
    {
        var folder = data ?? Path.Combine(Path.GetTempPath(), "hub-bench-" + Guid.NewGuid().ToString("N"));
        var app = HubApplication.Create(
            new HubArguments { Data = folder, Urls = "http://127.0.0.1:0", Settings = ["Logging:LogLevel:Default=Error", "Limits:ConcurrentSearches=1000"] },
            services =>
            {
                services.AddControllersWithViews(options => options.Filters.Add<KeepSearchPage>()).AddApplicationPart(typeof(BenchHub).Assembly);
                services.TryAddSingleton<FixedPages>();
            });
        await HubApplication.PrepareAsync(app.Services);
        await FillAsync(app.Services, items);
        await app.StartAsync();
        var hub = new BenchHub(app, folder, data is null);
        await hub.SignInAsync();
        await hub.WaitForIndexAsync(items);
        return hub;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_ownsData) Directory.Delete(Data, recursive: true);
    }

    /// <summary>GET that reads the answer to its end; fails on anything but success.</summary>
    public async Task<byte[]> GetAsync(string path)
    {
        using var answer = await Http.GetAsync(path);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task FillAsync(IServiceProvider services, int items)
    {
        await using var scope = services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        if (await people.FindByEmailAsync(Email) is not null) return;
        var person = new Person { DisplayName = "Bea Bench", Email = Email, UserName = Email, CreatedAt = TimeProvider.System.GetUtcNow() };
        Ensure(await people.CreateAsync(person, Password));
        Ensure(await people.AddToRoleAsync(person, HubRoles.Rep));
        await BenchContent.FillAsync(services.GetRequiredService<IDbContextFactory<HubDbContext>>(), person.Id, items);
    }

    private static void Ensure(IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException(string.Join(' ', result.Errors.Select(error => error.Description)));
    }

    private async Task SignInAsync()
    {
        var page = await Http.GetStringAsync("/sign-in");
        var token = WebUtility.HtmlDecode(Token().Match(page).Groups["token"].Value);
        using var answer = await Http.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["Email"] = Email, ["Password"] = Password, ["__RequestVerificationToken"] = token }));
        if (answer.StatusCode != HttpStatusCode.Redirect) throw new InvalidOperationException($"Signing in answered {answer.StatusCode}.");
        await using var database = await Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        PersonId = await database.Users.Where(person => person.Email == Email).Select(person => person.Id).SingleAsync();
    }

    private async Task WaitForIndexAsync(int items)
    {
        var engine = Services.GetRequiredService<Features.Search.Engine.ISearchEngine>();
        var everything = new Features.Search.Engine.SearchQuery { Text = "", Viewer = Features.Search.Engine.Visibility.Everything, Now = TimeProvider.System.GetUtcNow() };
        while (engine.Search(everything).Total < items) await Task.Delay(100);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
