using EnablementHub.BrowserTests.Support;
using Microsoft.Playwright;

namespace EnablementHub.BrowserTests.Pages;

/// <summary>What holds on every page: accessible, light and dark, wide and narrow, and silent in the console.</summary>
public sealed class EveryPageTests(Browser browser)
{
    private static readonly (string Who, string Path, string Name)[] Pages =
    [
        ("", "/sign-in", "sign-in"),
        ("", "/forgotten-password", "forgotten-password"),
        ("rep", "/", "home-rep"),
        ("newhire", "/", "home-new-hire"),
        ("lead", "/", "home-lead"),
        ("manager", "/", "home-manager"),
        ("admin", "/", "home-admin"),
        ("rep", "/search", "search-empty"),
        ("rep", "/search?q=price", "search"),
        ("rep", "/search?q=qwertyzxcv", "search-nothing"),
        ("rep", "/library", "library"),
        ("lead", "/library", "library-lead"),
        ("rep", "{clip}", "clip"),
        ("rep", "{training-video}", "training-video"),
        ("rep", "{playbook}", "playbook"),
        ("rep", "{template}", "template"),
        ("rep", "{document}", "document"),
        ("rep", "/profile", "profile"),
        ("rep", "/notifications", "notifications"),
        ("admin", "/notifications", "notifications-empty"),
        ("rep", "/profile/notifications", "mail-settings"),
        ("rep", "/profile/follows", "follows"),
        ("admin", "/profile/follows", "follows-empty"),
        ("rep", "/nothing-here", "not-found"),
        ("rep", "/people", "no-permission"),
        ("newhire", "/onboarding", "onboarding"),
        ("rep", "/onboarding", "onboarding-nothing"),
        ("manager", "/onboarding/people", "onboarding-people"),
        ("manager", "/onboarding/people/new", "onboarding-start"),
        ("lead", "/onboarding/sign-offs", "onboarding-sign-offs"),
        ("lead", "/onboarding/templates", "onboarding-checklists"),
        ("lead", "/onboarding/templates/1", "onboarding-checklist"),
        ("rep", "/certifications", "certifications"),
        ("newhire", "/certifications/2", "certification-to-earn"),
        ("rep", "/certifications/certificates/1", "certificate"),
        ("lead", "/certifications/holders", "certificate-holders"),
        ("lead", "/certifications/programme", "certification-programme"),
        ("lead", "/certifications/programme/1", "certification-plan"),
        ("lead", "/certifications/certificates/3/revoke", "certificate-revoke"),
        ("lead", "/certifications/trained", "trained-choose"),
        ("lead", "{trained}", "trained"),
        ("", "/certifications/verify/nothing", "not-found-certificate"),
        ("rep", "/training/quizzes", "quizzes"),
        ("rep", "/training/quizzes/1", "quiz"),
        ("lead", "/training/quizzes/authoring", "quizzes-authoring"),
        ("lead", "/training/quizzes/1/edit", "quiz-edit"),
        ("lead", "/training/quizzes/1/questions/1", "quiz-question"),
        ("lead", "/training/quizzes/1/questions/new/matching", "quiz-question-matching"),
        ("lead", "/training/quizzes/2/questions/6", "quiz-question-sentences"),
        ("lead", "/training/quizzes/1/figures", "quiz-figures"),
        ("lead", "/training/quizzes/1/results", "quiz-results"),
        ("lead", "/training/quizzes/1/import", "quiz-import"),
        ("rep", "{attempt}", "quiz-attempt"),
        ("newhire", "/training", "training"),
        ("rep", "/training?topic=pricing", "training-topic"),
        ("newhire", "/training/courses/1", "training-course"),
        ("rep", "/training/tasks/1", "training-exercise"),
        ("rep", "/training/tasks/4", "training-elsewhere"),
        ("rep", "/training/live", "training-live"),
        ("expert", "/training/live/1", "training-session"),
        ("expert", "/training/confirm", "training-confirm"),
        ("manager", "/training/assignments", "training-assignments"),
        ("lead", "/training/assignments/3", "training-assignment"),
        ("lead", "/training/assignments/new", "training-assign"),
        ("lead", "/training/written", "training-written"),
        ("lead", "/training/courses/1/edit", "training-course-editor"),
        ("lead", "/training/tasks/1/edit", "training-task-editor"),
        ("lead", "/training/live/new", "training-live-new"),
        ("lead", "/training/coverage", "training-coverage"),
        ("lead", "/studio", "studio"),
        ("lead", "/studio/new", "studio-new"),
        ("lead", "{editor}", "editor"),
        ("lead", "{history}", "history"),
        ("lead", "/approvals", "approvals"),
        ("lead", "/approvals/reviewers", "approvals-reviewers"),
        ("lead", "{ask}", "approvals-ask"),
        ("lead", "{ending}", "ending"),
        ("lead", "/archiving", "archiving"),
        ("lead", "/archiving/what-if?days=180", "archiving-what-if"),
        ("lead", "/links", "links"),
        ("lead", "/links/move", "links-move"),
        ("lead", "{uses}", "links-uses"),
        ("lead", "/usage", "usage"),
        ("lead", "/admin/facets", "facets"),
        ("lead", "/admin/synonyms", "synonyms"),
        ("lead", "/reviews", "reviews"),
        ("lead", "/reviews/health", "content-health"),
        ("lead", "/duplicates", "duplicates"),
        ("rep", "{out-of-date}", "out-of-date"),
        ("lead", "/admin/review-intervals", "review-intervals"),
        ("admin", "/people", "people"),
        ("admin", "{leaving}", "leaving"),
        ("admin", "/admin/mails", "mails-empty"),
    ];

    public static TheoryData<string> Names => [.. Pages.Select(page => page.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Page_IsAccessible_FitsAPhone_AndIsSilent(string name)
    {
        var (who, path, _) = Array.Find(Pages, page => page.Name == name);
        await using var wide = await OpenAsync(who);
        var address = await ResolveAsync(wide, path);
        List<string> findings = [];
        await LookAsync(wide, address, name + "-wide", findings);
        await wide.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await LookAsync(wide, address, name + "-dark", findings);
        await wide.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        await wide.Page.SetViewportSizeAsync(360, 740);
        await LookAsync(wide, address, name + "-360", findings);
        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
    }

    [Fact]
    public async Task FirstPage_StaysBelowAHundredKilobytes()
    {
        await using var visitor = await browser.SignInAsync("rep");
        var bytes = await visitor.Page.EvaluateAsync<long>(
            "() => performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation')).filter(e => !e.name.includes('/media/')).reduce((sum, e) => sum + (e.encodedBodySize || 0), 0)");
        Assert.InRange(bytes, 1, 100_000);
    }

    [Fact]
    public async Task SearchPage_DoesNotShiftWhileItLoads()
    {
        await using var visitor = await browser.SignInAsync("rep");
        await visitor.Page.GotoAsync("/search?q=price");
        var shift = await visitor.Page.EvaluateAsync<double>(
            "() => new Promise(done => { let sum = 0; new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) sum += e.value; })).observe({ type: 'layout-shift', buffered: true }); requestAnimationFrame(() => requestAnimationFrame(() => done(sum))); })");
        Assert.InRange(shift, 0, 0.02);
    }

    private async Task<Visitor> OpenAsync(string who) => who.Length == 0 ? await browser.VisitAsync() : await browser.SignInAsync(who);

    private static async Task LookAsync(Visitor visitor, string address, string name, List<string> findings)
    {
        var expected = name.StartsWith("not-found", StringComparison.Ordinal) ? 404 : name.StartsWith("no-permission", StringComparison.Ordinal) ? 403 : 200;
        var answer = await visitor.Page.GotoAsync(address);
        if (answer!.Status != expected) findings.Add($"{name}: {answer.Status}");
        await visitor.PictureAsync(name);
        findings.AddRange((await visitor.AccessibilityFindingsAsync()).Select(finding => $"{name}: {finding}"));
        if (await visitor.OverflowAsync() is var overflow and > 0) findings.Add($"{name}: {overflow} px wider than the window");
        if (expected == 200) findings.AddRange(visitor.Complaints);
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

        var kind = path.Trim('{', '}') is "editor" or "history" or "ask" or "ending" or "out-of-date" or "uses" or "trained" ? "clip" : path.Trim('{', '}');
        await visitor.Page.GotoAsync($"/search?kind={kind}&sort=newest");
        var href = (await visitor.Page.Locator("[data-result] [data-open]").First.GetAttributeAsync("href"))!;
        var id = href.Split('/')[2].Split('?')[0];
        return path switch { "{editor}" => $"/studio/{id}", "{out-of-date}" => $"/items/{id}/out-of-date", "{history}" => $"/studio/{id}/history", "{ask}" => $"/approvals/ask/{id}", "{ending}" => $"/library/ending?kind=expire&ids={id}", "{uses}" => $"/links/items/{id}", "{trained}" => $"/certifications/trained?item={id}", _ => href.Split('?')[0] };
    }
}
