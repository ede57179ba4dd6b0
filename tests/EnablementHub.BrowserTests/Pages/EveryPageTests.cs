using EnablementHub.BrowserTests.Support;

namespace EnablementHub.BrowserTests.Pages;

/// <summary>What holds on every page; those of learning have a list of their own, so that both are looked at side by side.</summary>
public sealed class EveryPageTests(Browser browser)
{
    private static readonly PageToLookAt[] Pages =
    [
        new("", "/sign-in", "sign-in"),
        new("", "/forgotten-password", "forgotten-password"),
        new("rep", "/", "home-rep"),
        new("newhire", "/", "home-new-hire"),
        new("lead", "/", "home-lead"),
        new("manager", "/", "home-manager"),
        new("admin", "/", "home-admin"),
        new("rep", "/search", "search-empty"),
        new("rep", "/search?q=price", "search"),
        new("rep", "/search?q=qwertyzxcv", "search-nothing"),
        new("rep", "/library", "library"),
        new("lead", "/library", "library-lead"),
        new("rep", "/playlists", "playlists"),
        new("admin", "/playlists/new", "playlist-new"),
        new("lead", "/playlists/1", "playlist"),
        new("lead", "/playlists/1/edit", "playlist-edit"),
        new("lead", "/search/golden", "golden-queries"),
        new("rep", "{clip}", "clip"),
        new("rep", "{training-video}", "training-video"),
        new("rep", "{playbook}", "playbook"),
        new("rep", "{template}", "template"),
        new("rep", "{document}", "document"),
        new("rep", "/profile", "profile"),

        // The whole reference on one page, so that a browser's own search finds everything in it.
        new("lead", "/developers", "developers", MaxBytes: 140_000),
        new("rep", "/notifications", "notifications"),
        new("admin", "/notifications", "notifications-empty"),
        new("rep", "/profile/notifications", "mail-settings"),
        new("rep", "/profile/follows", "follows"),
        new("admin", "/profile/follows", "follows-empty"),
        new("rep", "/nothing-here", "not-found"),
        new("rep", "/people", "no-permission"),
        new("lead", "/studio", "studio"),
        new("lead", "/studio/new", "studio-new"),
        new("lead", "{editor}", "editor"),
        new("lead", "{history}", "history"),
        new("lead", "/approvals", "approvals"),
        new("lead", "/approvals/reviewers", "approvals-reviewers"),
        new("lead", "{ask}", "approvals-ask"),
        new("lead", "{ending}", "ending"),
        new("lead", "/archiving", "archiving"),
        new("lead", "/archiving/what-if?days=180", "archiving-what-if"),
        new("lead", "/links", "links"),
        new("lead", "/links/move", "links-move"),
        new("lead", "{uses}", "links-uses"),
        new("lead", "/import", "import"),
        new("lead", "/usage", "usage"),
        new("lead", "/usage?kind=clip&topic=pricing&use=never", "usage-unused"),
        new("lead", "/usage/searches", "usage-searches"),
        new("lead", "{usage}", "usage-item"),
        // Every value brings its own forms.
        new("lead", "/admin/facets", "facets", MaxBytes: 140_000),
        new("lead", "/admin/synonyms", "synonyms"),
        new("lead", "/reviews", "reviews"),
        new("lead", "/reviews/health", "content-health"),
        new("lead", "/duplicates", "duplicates"),
        new("rep", "{out-of-date}", "out-of-date"),
        new("lead", "/admin/review-intervals", "review-intervals"),
        new("admin", "/people", "people"),
        new("admin", "{leaving}", "leaving"),
        new("admin", "/admin/mails", "mails-empty"),
    ];

    public static TheoryData<string> Names => [.. Pages.Select(page => page.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Page_IsAccessible_FitsAPhone_AndIsSilent(string name) => PageLook.HoldsAsync(browser, Array.Find(Pages, page => page.Name == name));

    [Fact]
    public async Task SearchPage_DoesNotShiftWhileItLoads()
    {
        await using var visitor = await browser.SignInAsync("rep");
        await visitor.Page.GotoAsync("/search?q=price");
        var shift = await visitor.Page.EvaluateAsync<double>(
            "() => new Promise(done => { let sum = 0; new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) sum += e.value; })).observe({ type: 'layout-shift', buffered: true }); requestAnimationFrame(() => requestAnimationFrame(() => done(sum))); })");
        Assert.InRange(shift, 0, 0.02);
    }
}
