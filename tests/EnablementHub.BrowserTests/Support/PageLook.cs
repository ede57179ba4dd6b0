using Microsoft.Playwright;

namespace EnablementHub.BrowserTests.Support;

/// <summary>A page, who looks at it (nobody signed in when empty), and what its pictures are called.</summary>
/// <param name="MaxBytes">What may come before it stands, compressed and without media.</param>
public readonly record struct PageToLookAt(string Who, string Path, string Name, int MaxBytes = 100_000);

/// <summary>What holds on every page: accessible, light and dark, wide and narrow, and silent in the console, and small.</summary>
public static class PageLook
{
    public static async Task HoldsAsync(Browser browser, PageToLookAt what)
    {
        await using var visitor = what.Who.Length == 0 ? await browser.VisitAsync() : await browser.ReturnAsync(what.Who);
        var page = visitor.Page;
        var expected = what.Name.StartsWith("not-found", StringComparison.Ordinal) ? 404 : what.Name.StartsWith("no-permission", StringComparison.Ordinal) ? 403 : 200;
        var answer = await page.GotoAsync(await ResolveAsync(visitor, what.Path));
        List<string> findings = [];
        if (answer!.Status != expected) findings.Add($"{what.Name}: {answer.Status}");
        if (await visitor.BytesAsync() is var bytes && bytes > what.MaxBytes) findings.Add($"{what.Name}: {bytes} bytes, compressed and without media");
        await LookAsync(visitor, what.Name + "-wide", findings);

        // What it is wide and light, and what it is narrow and dark: each property once, for looking is what takes the time.
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await page.SetViewportSizeAsync(360, 740);
        await LookAsync(visitor, what.Name + "-360-dark", findings);
        if (expected == 200) findings.AddRange(visitor.Complaints);
        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
    }

    private static async Task LookAsync(Visitor visitor, string name, List<string> findings)
    {
        await visitor.PictureAsync(name);
        findings.AddRange((await visitor.AccessibilityFindingsAsync()).Select(finding => $"{name}: {finding}"));
        if (await visitor.OverflowAsync() is var overflow and > 0) findings.Add($"{name}: {overflow} px wider than the window");
    }

    /// <summary>Paths such as {clip} stand for the newest item of that kind in the demo.</summary>
    private static async Task<string> ResolveAsync(Visitor visitor, string path)
    {
        if (path[0] != '{') return path;
        if (path == "{attempt}")
        {
            await visitor.Page.GotoAsync("/training/quizzes/2");
            await visitor.Page.Locator("main form button, main a.btn-primary").First.ClickAsync();
            return new Uri(visitor.Page.Url).AbsolutePath;
        }

        if (path == "{leaving}")
        {
            await visitor.Page.GotoAsync("/people?q=expert");
            return await visitor.Page.Locator("main table a[href^='/people/']").First.GetAttributeAsync("href") + "/leaving";
        }

        var kind = path.Trim('{', '}') is "editor" or "history" or "ask" or "ending" or "out-of-date" or "uses" or "trained" or "usage" ? "clip" : path.Trim('{', '}');
        // Not the newest: that may be what another journey has just made and soon takes away.
        await visitor.Page.GotoAsync($"/search?kind={kind}&sort=most-played");
        var href = (await visitor.Page.Locator("[data-result] [data-open]").First.GetAttributeAsync("href"))!;
        var id = href.Split('/')[2].Split('?')[0];
        return path switch { "{editor}" => $"/studio/{id}", "{out-of-date}" => $"/items/{id}/out-of-date", "{history}" => $"/studio/{id}/history", "{ask}" => $"/approvals/ask/{id}", "{ending}" => $"/library/ending?kind=expire&ids={id}", "{uses}" => $"/links/items/{id}", "{trained}" => $"/certifications/trained?item={id}", "{usage}" => $"/usage/items/{id}", _ => href.Split('?')[0] };
    }
}
