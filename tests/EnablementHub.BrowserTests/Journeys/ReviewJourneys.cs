using System.Diagnostics;
using System.Text.RegularExpressions;
using EnablementHub.BrowserTests.Support;
using Microsoft.Playwright;

namespace EnablementHub.BrowserTests.Journeys;

/// <summary>The lead at the review queue with both hands on the keys, and the rep who tells them what is out of date.</summary>
public sealed partial class ReviewJourneys(Browser browser)
{
    private const int Items = 24;

    private const string Publish = """
        async titles => {
          const token = document.querySelector('meta[name="antiforgery"]').content;
          const post = (url, fields) => fetch(url, { method: 'POST', headers: { 'X-Antiforgery': token }, body: new URLSearchParams(fields) });
          const numbers = [];
          for (const title of titles) {
            const made = await post('/studio/new', { kind: 'link', title });
            const page = new DOMParser().parseFromString(await made.text(), 'text/html');
            const value = name => page.querySelector(`input[name="${name}"]`).value;
            const done = await post(new URL(made.url).pathname, { Revision: value('Revision'), Seen: value('Seen'), LinkUrl: 'https://example.com/', intent: 'publish' });
            if (!done.ok) throw new Error(`${title}: ${done.status}`);
            numbers.push(Number(new URL(made.url).pathname.split('/').pop()));
          }
          return numbers;
        }
        """;

    [Fact]
    public async Task TwentyItems_AreDecidedByKeyboard_WithinFiveMinutes()
    {
        await using var lead = await browser.SignInAsync("lead");
        await lead.Page.EvaluateAsync(Publish, Enumerable.Range(1, Items).Select(number => $"Keyboard {number}").ToArray());
        await lead.Page.GotoAsync("/reviews");
        var clock = Stopwatch.StartNew();
        var kinds = new HashSet<string>();
        for (var number = 1; number <= 20; number++)
        {
            await Assertions.Expect(lead.Page.Locator(".review-progress strong")).ToHaveTextAsync($"{number} of 20");
            if (number == 3) await lead.PictureAsync("review-queue");
            var isOurs = (await lead.Page.Locator(".review-title").InnerTextAsync()).StartsWith("Keyboard", StringComparison.Ordinal);
            var decision = (number % 4, isOurs) switch { (1, _) => "r", (2, _) => "p", (3, true) => "a", _ => "k" };
            kinds.Add(decision);
            await lead.Page.Keyboard.PressAsync(decision);
            if (decision == "p")
            {
                await Assertions.Expect(lead.Page.Locator("#reason")).ToBeFocusedAsync();
                await lead.Page.Keyboard.TypeAsync("Keep until Friday");
                await lead.Page.Keyboard.PressAsync("Enter");
            }
            else if (decision == "r")
            {
                await Assertions.Expect(lead.Page.Locator("#verifier")).ToBeFocusedAsync();
                await lead.Page.Keyboard.PressAsync("ArrowDown");
                await lead.Page.Keyboard.PressAsync("Enter");
            }
        }

        await Assertions.Expect(lead.Page.GetByText("20 of 20 done")).ToBeVisibleAsync();
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(5), $"It took {clock.Elapsed}.");
        Assert.Contains("p", kinds);
        Assert.Contains("r", kinds);
        Assert.Contains("k", kinds);
        Assert.Empty(lead.Complaints);
        await lead.Page.GotoAsync("/reviews");
        await Assertions.Expect(lead.Page.Locator(".review-progress strong")).ToHaveTextAsync(FirstOf());
        await lead.Page.Keyboard.PressAsync("e");
        await lead.Page.WaitForURLAsync("**/studio/*");
    }

    [Fact]
    public async Task SlipOfTheFinger_IsTakenBackWithOneKey()
    {
        await using var lead = await browser.SignInAsync("lead");
        var number = (await lead.Page.EvaluateAsync<int[]>(Publish, new[] { "Archived by a slip" })).Single();
        await lead.Page.GotoAsync($"/reviews?item={number}");
        await Assertions.Expect(lead.Page.Locator(".review-title")).ToContainTextAsync("Archived by a slip");
        await lead.Page.Keyboard.PressAsync("a");
        await Assertions.Expect(lead.Page.Locator(".review-progress strong")).ToHaveTextAsync(SecondOf());
        await lead.PictureAsync("review-archived");
        await lead.Page.Keyboard.PressAsync("u");
        await Assertions.Expect(lead.Page.Locator(".review-title")).ToContainTextAsync("Archived by a slip");
        await Assertions.Expect(lead.Page.Locator(".review-progress strong")).ToHaveTextAsync(FirstOf());
        Assert.Empty(lead.Complaints);
    }

    [Fact]
    public async Task WithoutScript_TheFormsDecideJustAsWell()
    {
        await using var lead = await browser.SignInAsync("lead");
        await lead.Page.EvaluateAsync(Publish, new[] { "Without script 1", "Without script 2" });
        await using var plain = await browser.SignInAsync("lead", script: false);
        await plain.Page.GotoAsync("/reviews");
        var first = await plain.Page.Locator(".review-title").InnerTextAsync();
        await plain.Page.GetByRole(AriaRole.Button, new() { Name = "Keep" }).ClickAsync();
        await Assertions.Expect(plain.Page.Locator(".review-progress strong")).ToHaveTextAsync(SecondOf());
        await Assertions.Expect(plain.Page.Locator(".review-title")).Not.ToHaveTextAsync(first);
        await plain.Page.Locator("summary", new() { HasText = "Postpone" }).ClickAsync();
        await plain.Page.FillAsync("#reason", "Waits for the new prices");
        await plain.Page.GetByRole(AriaRole.Button, new() { Name = "Postpone" }).ClickAsync();
        await Assertions.Expect(plain.Page.Locator(".review-progress strong")).Not.ToHaveTextAsync(SecondOf());
    }

    [Fact]
    public async Task Reader_SaysWhatIsOutOfDate_AndTheLeadSeesIt()
    {
        await using var rep = await browser.SignInAsync("rep");

        // Not the newest: that may be what another journey has just made and soon takes away.
        await rep.Page.GotoAsync("/search?kind=clip&sort=most-played");
        var link = rep.Page.Locator("[data-result] [data-open]").First;
        var title = (await link.InnerTextAsync()).Trim();
        await link.ClickAsync();
        await rep.Page.Locator("summary", new() { HasText = "Out of date?" }).ClickAsync();
        await rep.PictureAsync("out-of-date-open");
        await rep.Page.SelectOptionAsync("#report-reason", "price");
        await rep.Page.FillAsync("#report-moment", "0:12");
        await rep.Page.FillAsync("#report-text", "The price rose in spring");
        await rep.Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Assertions.Expect(rep.Page.Locator("[data-flash]", new() { HasText = "you hear what comes of it" })).ToBeVisibleAsync();
        Assert.Empty(rep.Complaints);
        await using var lead = await browser.SignInAsync("lead");
        await lead.Page.GotoAsync("/reviews");
        await lead.Page.GotoAsync("/reviews?item=" + ItemNumber().Match(rep.Page.Url).Groups[1].Value);
        await Assertions.Expect(lead.Page.GetByText("The price rose in spring")).ToBeVisibleAsync();
        await lead.PictureAsync("review-with-report");

        // What the lead decides is what the reader hears.
        await lead.Page.GetByRole(AriaRole.Button, new() { Name = "Keep" }).First.ClickAsync();
        var outcome = rep.Page.GetByText($"“{title}” was checked and is right as it is; you had reported it as out of date.");
        await rep.Page.GotoAsync("/notifications");
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (await outcome.CountAsync() == 0)
        {
            Assert.True(clock.Elapsed < Patience, await rep.Page.Locator("main").InnerTextAsync());
            await rep.Page.WaitForTimeoutAsync(500);
            await rep.Page.ReloadAsync();
        }
    }

    /// <summary>Reports are settled every twenty seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [GeneratedRegex("^1 of ")]
    private static partial Regex FirstOf();

    [GeneratedRegex("^2 of ")]
    private static partial Regex SecondOf();

    [GeneratedRegex("/items/([0-9]+)")]
    private static partial Regex ItemNumber();
}
