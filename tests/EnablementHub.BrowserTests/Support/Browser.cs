using System.Collections.Concurrent;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(EnablementHub.BrowserTests.Support.Browser))]

namespace EnablementHub.BrowserTests.Support;

/// <summary>One hub and one Chromium for all browser tests; each test has its own context, as if on its own machine.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _chromium;
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _signedIn = new(StringComparer.Ordinal);
    private HubProcess? _hub;

    public HubProcess Hub => _hub!;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _chromium = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("HUB_TEST_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--autoplay-policy=no-user-gesture-required"],
        });
        _hub = await HubProcess.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null) await _chromium.DisposeAsync();
        _playwright?.Dispose();
        if (_hub is not null) await _hub.DisposeAsync();
    }

    /// <summary>A visitor who is not signed in.</summary>
    public Task<Visitor> VisitAsync(int width = 1440, bool dark = false, bool script = true) => OpenAsync(width, dark, script, state: null);

    private async Task<Visitor> OpenAsync(int width, bool dark, bool script, string? state)
    {
        var context = await _chromium!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Hub.Address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 740 : 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = script,
            StorageState = state,
            ReducedMotion = ReducedMotion.Reduce,
            TimezoneId = "Europe/Amsterdam",
        });
        context.SetDefaultTimeout(15_000);
        return new Visitor(context, await context.NewPageAsync());
    }

    /// <summary>One of the demo people: rep, newhire, expert, lead, manager or admin.</summary>
    public async Task<Visitor> SignInAsync(string who, int width = 1440, bool dark = false, bool script = true)
    {
        var visitor = await VisitAsync(width, dark, script);
        await visitor.Page.GotoAsync("/sign-in");
        await visitor.Page.FillAsync("input[name=Email]", $"{who}@demo.example");
        await visitor.Page.FillAsync("input[name=Password]", HubProcess.Password);
        await visitor.Page.Locator("main form button[type=submit], main form button:not([type])").First.ClickAsync();
        await visitor.Page.WaitForURLAsync("**/");
        return visitor;
    }

    /// <summary>One of the demo people who signed in some time ago and has the cookies still; not for tests that end a session.</summary>
    public async Task<Visitor> ReturnAsync(string who) =>
        await OpenAsync(1440, dark: false, script: true, await _signedIn.GetOrAdd(who, name => new(() => SignInOnceAsync(name))).Value);

    private async Task<string> SignInOnceAsync(string who)
    {
        await using var visitor = await SignInAsync(who);
        return await visitor.Page.Context.StorageStateAsync();
    }
}
