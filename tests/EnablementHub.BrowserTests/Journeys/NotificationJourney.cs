using System.Globalization;
using System.Text.RegularExpressions;
using EnablementHub.BrowserTests.Support;
using EnablementHub.Data;
using EnablementHub.Features.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace EnablementHub.BrowserTests.Journeys;

/// <summary>Somebody follows a search, hears of what is new, and settles what comes by mail.</summary>
public sealed partial class NotificationJourney(Browser browser)
{
    /// <summary>The job looks every quarter of a minute at what is ten seconds old.</summary>
    private static readonly TimeSpan News = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task FollowedSearch_TellsOfWhatIsNew_AndTheNoticeLeadsThere()
    {
        await using var rep = await browser.SignInAsync("newhire");
        await rep.Page.GotoAsync("/search?q=carillon");
        await rep.Page.GetByRole(AriaRole.Button, new() { Name = "Follow this search" }).ClickAsync();
        await Assertions.Expect(rep.Page.Locator("[data-flashes]")).ToContainTextAsync("You follow “carillon”");
        await Assertions.Expect(rep.Page.GetByRole(AriaRole.Link, new() { Name = "You follow this" })).ToBeVisibleAsync();

        await using var lead = await browser.SignInAsync("lead");
        await PublishTemplateAsync(lead, "Carillon mail after the first bell");
        // The bell counts what came since somebody looked. Others tell the new hire things as well, and this is about one of them.
        var notice = rep.Page.Locator("main .notice-row", new() { HasText = "New for your search “carillon”" });
        var until = TimeProvider.System.GetUtcNow() + News;
        do
        {
            await Task.Delay(1_000, TestContext.Current.CancellationToken);
            await rep.Page.GotoAsync("/");
            if (await rep.Page.Locator(".bell-count").CountAsync() == 0) continue;
            await Assertions.Expect(rep.Page.Locator("a.bell")).ToHaveAccessibleNameAsync(UnreadCount());
            await rep.Page.Locator("a.bell").ClickAsync();
            await rep.Page.WaitForURLAsync("**/notifications");
        }
        while (await notice.CountAsync() == 0 && TimeProvider.System.GetUtcNow() < until);

        await rep.PictureAsync("notifications-one");
        await Assertions.Expect(notice).ToHaveClassAsync(Unread());
        await notice.Locator("[data-notice]").ClickAsync();
        await Assertions.Expect(rep.Page.Locator("main h1")).ToContainTextAsync("Carillon mail");
        await rep.Page.WaitForTimeoutAsync(500);
        await rep.Page.GotoAsync("/notifications");
        await Assertions.Expect(notice).Not.ToHaveClassAsync(Unread());
        Assert.Empty(rep.Complaints);
    }

    [Fact]
    public async Task Notices_AreAccessible_FitAPhone_AndAreReadWithoutScript()
    {
        await TellAsync("manager@demo.example", 30);
        await using var wide = await browser.SignInAsync("manager");
        List<string> findings = [];
        await LookAsync(wide, "/notifications", "notifications-wide", findings);
        await wide.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await LookAsync(wide, "/notifications", "notifications-dark", findings);
        await wide.Page.SetViewportSizeAsync(360, 740);
        await LookAsync(wide, "/notifications", "notifications-360-dark", findings);
        await wide.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        await LookAsync(wide, "/notifications?page=2", "notifications-360", findings);
        await LookAsync(wide, "/profile/follows", "follows-360", findings);
        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));

        await using var plain = await browser.SignInAsync("manager", script: false);

        // The hub itself may have told the manager something besides, for example of content that is due.
        await Assertions.Expect(plain.Page.Locator("a.bell")).ToHaveAccessibleNameAsync(new Regex("^Notifications, 3[0-9] unread$"));
        var unread = int.Parse((await plain.Page.Locator("a.bell").GetAttributeAsync("aria-label"))!.Split(' ')[1], CultureInfo.InvariantCulture);
        await plain.Page.ClickAsync("a.bell");
        await plain.Page.Locator("main .notice-row form button").First.ClickAsync();
        await Assertions.Expect(plain.Page.Locator("a.bell")).ToHaveAccessibleNameAsync(string.Create(CultureInfo.InvariantCulture, $"Notifications, {unread - 1} unread"));
        await plain.Page.GetByRole(AriaRole.Button, new() { Name = "Mark all as read" }).ClickAsync();
        await Assertions.Expect(plain.Page.Locator("a.bell")).ToHaveAccessibleNameAsync("Notifications");
        await Assertions.Expect(plain.Page.Locator("main")).ToContainTextAsync("You have read everything.");
    }

    [Fact]
    public async Task UnsubscribePage_IsAccessible_SignedOut()
    {
        await using var visitor = await browser.VisitAsync();
        await visitor.Page.GotoAsync("/unsubscribe?token=cut-off");
        await Assertions.Expect(visitor.Page.Locator("h1")).ToContainTextAsync("This link doesn't work");
        Assert.Empty(await visitor.AccessibilityFindingsAsync());
        await visitor.PictureAsync("unsubscribe");
    }

    [Fact]
    public async Task MailSettings_AreKept_ByKeyboard()
    {
        await using var rep = await browser.SignInAsync("rep");
        await rep.Page.GotoAsync("/profile/notifications");
        var comments = rep.Page.GetByLabel("Comments", new() { Exact = true });
        await comments.FocusAsync();
        await rep.Page.Keyboard.PressAsync("Space");
        await rep.Page.FillAsync("[name=QuietFrom]", "20:15");
        await rep.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(rep.Page.Locator("[data-flashes]")).ToContainTextAsync("Your choice is saved.");
        await Assertions.Expect(comments).ToBeCheckedAsync();
        await Assertions.Expect(rep.Page.Locator("[name=QuietFrom]")).ToHaveValueAsync("20:15");
        await rep.Page.CheckAsync("#mails-off");
        await rep.Page.ClickAsync("main form button.btn-primary");
        await Assertions.Expect(rep.Page.Locator("[data-flashes]")).ToContainTextAsync("Mails are off.");
        await Assertions.Expect(comments).ToBeCheckedAsync();
        Assert.Empty(rep.Complaints);
    }

    private static async Task LookAsync(Visitor visitor, string address, string name, List<string> findings)
    {
        await visitor.Page.GotoAsync(address);
        await visitor.PictureAsync(name);
        findings.AddRange((await visitor.AccessibilityFindingsAsync()).Select(finding => $"{name}: {finding}"));
        if (await visitor.OverflowAsync() is var overflow and > 0) findings.Add($"{name}: {overflow} px wider than the window");
        findings.AddRange(visitor.Complaints);
    }

    /// <summary>Puts notices of every kind beside the running hub, as its jobs would.</summary>
    private async Task TellAsync(string email, int count)
    {
        var options = new DbContextOptionsBuilder<SqliteHubDbContext>().UseSqlite($"Data Source={Path.Combine(browser.Hub.Data, "hub.db")}").Options;
        await using var database = new SqliteHubDbContext(options);
        var person = await database.Users.Where(p => p.Email == email).Select(p => p.Id).SingleAsync(TestContext.Current.CancellationToken);
        var notices = new Notices(database, TimeProvider.System);
        for (var number = 0; number < count; number++)
        {
            var kind = NoticeKinds.All[number % NoticeKinds.All.Count].Kind;
            var text = number % 5 == 0 ? $"“What to say when the buyer calls {number} times in one week and wants another discount before the quarter ends” was changed: the second answer is shorter now" : $"“Price sheet {number}” is due for a check on 12 March";
            notices.Tell([person], new Notice { Kind = kind, Key = $"page:{number}", Text = text, Address = "/library" });
        }

        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static async Task PublishTemplateAsync(Visitor lead, string title)
    {
        var page = lead.Page;
        await page.GotoAsync("/studio/new?kind=template");
        await page.CheckAsync("#kind-template");
        await page.FillAsync("input[name=title]", title);
        await page.ClickAsync("main form button.btn-primary");
        await page.WaitForURLAsync(StudioPage());
        var id = int.Parse(StudioPage().Match(page.Url).Groups["id"].Value, CultureInfo.InvariantCulture);
        await page.FillAsync("[name=Body]", "Dear buyer, the carillon rings at nine.");
        await page.CheckAsync("#verified");
        await page.ClickAsync("button[value=publish]");
        await page.WaitForLoadStateAsync();
        await page.GotoAsync($"/items/{id}");
        await Assertions.Expect(page.Locator("main h1")).ToContainTextAsync(title);
    }

    [GeneratedRegex("/studio/(?<id>[0-9]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex StudioPage();

    [GeneratedRegex(@"\bis-unread\b")]
    private static partial Regex Unread();

    [GeneratedRegex("^Notifications, [0-9]+ unread$")]
    private static partial Regex UnreadCount();
}
