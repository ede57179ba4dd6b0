using System.Text.Json;
using Microsoft.Playwright;

namespace EnablementHub.BrowserTests.Support;

/// <summary>Somebody at a browser of their own. What the console complains about is kept: a clean page says nothing.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private static readonly Lazy<string> Axe = new(() => File.ReadAllText(Path.Combine(HubProcess.Root, "node_modules", "axe-core", "axe.min.js")));
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    public Visitor(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error") _complaints.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => _complaints.Add($"{page.Url}: {error}");
    }

    public static bool TakesPictures { get; } = Environment.GetEnvironmentVariable("HUB_TEST_PICTURES") == "1";

    public IPage Page { get; }

    /// <summary>Script errors and refused inline code since the start.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>What axe-core finds on the page as it is, WCAG 2.2 A and AA and best practices; one line a finding.</summary>
    public async Task<IReadOnlyList<string>> AccessibilityFindingsAsync()
    {
        if (!await Page.EvaluateAsync<bool>("() => 'axe' in window")) await Page.EvaluateAsync(Axe.Value);
        var json = await Page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })).violations.map(v => ({ id: v.id, nodes: v.nodes.map(n => n.target.join(' ') + ' | ' + (n.any[0] || n.all[0] || n.none[0] || { message: '' }).message) }))");
        return [.. json.EnumerateArray().SelectMany(violation => violation.GetProperty("nodes").EnumerateArray()
            .Select(node => $"{Page.Url}: {violation.GetProperty("id").GetString()}: {node.GetString()}"))];
    }

    /// <summary>What the page took to load with an empty cache, compressed; recordings are not counted, nor what draws charts, which comes when the page stands.</summary>
    public Task<long> BytesAsync() => Page.EvaluateAsync<long>(
        "() => performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation')).filter(e => !e.name.includes('/media/') && !e.name.endsWith('/chart.min.js')).reduce((sum, e) => sum + (e.encodedBodySize || 0), 0)");

    /// <summary>By how many pixels the page is wider than the window.</summary>
    public Task<int> OverflowAsync() => Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <summary>Keeps a picture of the page below <c>artifacts/screenshots</c>, when <c>HUB_TEST_PICTURES=1</c> asks for pictures.</summary>
    public async Task PictureAsync(string name, bool fullPage = true)
    {
        if (!TakesPictures) return;
        var folder = Path.Combine(HubProcess.Root, "artifacts", "screenshots");
        Directory.CreateDirectory(folder);
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = fullPage });
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
