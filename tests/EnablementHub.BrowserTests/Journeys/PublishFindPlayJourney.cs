using System.Globalization;
using System.Text.RegularExpressions;
using EnablementHub.BrowserTests.Support;
using Microsoft.Playwright;

namespace EnablementHub.BrowserTests.Journeys;

/// <summary>The hub's main way: a lead publishes a clip, a rep finds and hears it, the lead sees that it happened.</summary>
public sealed partial class PublishFindPlayJourney(Browser browser)
{
    private const string Sentence = "we always bring the forklift telemetry to the second meeting";

    private const string Captions = """
        WEBVTT

        00:00:00.000 --> 00:00:03.000
        <v Piet Buyer>Why should we talk about batteries at all?

        00:00:03.000 --> 00:00:07.500
        <v Lotte Seller>Because we always bring the forklift telemetry to the second meeting.

        00:00:07.500 --> 00:00:10.000
        <v Piet Buyer>That would have saved us a quarter.
        """;

    [Fact]
    public async Task Lead_Publishes_RepFindsAndPlays_LeadSeesThePlay()
    {
        await using var lead = await browser.SignInAsync("lead");
        var id = await PublishClipAsync(lead, "Telemetry opens the second meeting");
        await using var rep = await browser.SignInAsync("rep");

        await FindsAsync(rep, Sentence, id);
        await FindsAsync(rep, "forklift telemetri", id);
        await rep.Page.GotoAsync("/search?q=telemetry&kind=clip");
        await Assertions.Expect(Row(rep, id)).ToBeVisibleAsync();

        await PlayFromRowAsync(rep, id);
        await SeesPlaysAsync(lead, id, 1);

        // The same person again, at once: still one play.
        await PlayFromRowAsync(rep, id);
        await SeesPlaysAsync(lead, id, 1);
        Assert.Empty(lead.Complaints);
        Assert.Empty(rep.Complaints);
    }

    [Fact]
    public async Task ExpiredClip_VanishesFromSearch_AndItsPageSaysSo()
    {
        await using var lead = await browser.SignInAsync("lead");
        var id = await PublishClipAsync(lead, "Zeppelin freight was last year's answer");
        await using var rep = await browser.SignInAsync("rep");
        await FindsAsync(rep, "zeppelin freight", id);

        await lead.Page.GotoAsync($"/studio/{id}/end");
        await lead.Page.Locator("form[action$='/expire'] button").ClickAsync();
        await lead.Page.WaitForLoadStateAsync();

        await rep.Page.GotoAsync("/search?q=zeppelin+freight");
        await Assertions.Expect(Row(rep, id)).ToHaveCountAsync(0);
        await rep.Page.GotoAsync($"/items/{id}");
        await Assertions.Expect(rep.Page.Locator("main")).ToContainTextAsync("expired");
    }

    [Fact]
    public async Task Successor_IsFoundByAFewLetters_AndTheExpiredPageLeadsThere()
    {
        const string Next = "Gondola logistics is this year's answer";
        await using var lead = await browser.SignInAsync("lead");
        var old = await PublishClipAsync(lead, "Sailing freight was an older answer");
        var next = await PublishClipAsync(lead, Next);
        await FindsAsync(lead, "gondola logistics", next);

        await lead.Page.GotoAsync($"/studio/{old}/end");
        var field = lead.Page.Locator("#successor");
        await field.PressSequentiallyAsync("gondo");
        await Assertions.Expect(lead.Page.Locator(".picker [role='option']").First).ToContainTextAsync(Next);
        await lead.Page.Keyboard.PressAsync("ArrowDown");
        await lead.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(field).ToHaveValueAsync($"{Next} · /items/{next.ToString(CultureInfo.InvariantCulture)}");
        await lead.Page.Locator("form[action$='/expire'] button").ClickAsync();
        await lead.Page.WaitForLoadStateAsync();

        await lead.Page.GotoAsync($"/items/{old}");
        await Assertions.Expect(lead.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = Next }).First).ToBeVisibleAsync();
        Assert.Empty(lead.Complaints);
    }

    [Fact]
    public async Task WithoutScript_SearchAndPlayStillWork()
    {
        await using var rep = await browser.SignInAsync("rep", script: false);
        await rep.Page.GotoAsync("/search");
        await rep.Page.Locator("input[name=q]").FillAsync("price");
        await rep.Page.Locator("input[name=q]").PressAsync("Enter");
        var first = rep.Page.Locator("[data-result] [data-open]").First;
        await Assertions.Expect(first).ToBeVisibleAsync();
        await first.ClickAsync();
        await Assertions.Expect(rep.Page.Locator("main h1")).ToBeVisibleAsync();
    }

    private static ILocator Row(Visitor visitor, int id) => visitor.Page.Locator($"[data-result][data-item='{id.ToString(CultureInfo.InvariantCulture)}']");

    private static async Task FindsAsync(Visitor visitor, string text, int id)
    {
        await visitor.Page.GotoAsync($"/search?q={Uri.EscapeDataString(text)}");
        await Assertions.Expect(Row(visitor, id)).ToBeVisibleAsync();
    }

    private static async Task PlayFromRowAsync(Visitor rep, int id)
    {
        await rep.Page.GotoAsync("/search?q=forklift+telemetry");
        var beacon = rep.Page.WaitForResponseAsync(answer => answer.Url.Contains("/progress", StringComparison.Ordinal) && answer.Request.Method == "POST");
        await Row(rep, id).Locator("[data-play]").First.ClickAsync();
        await Assertions.Expect(Row(rep, id).Locator("[data-player]")).ToBeVisibleAsync();
        await rep.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('audio, video')].some(media => media.currentTime > 3)");
        await Row(rep, id).Locator("audio, video").First.EvaluateAsync("media => media.pause()");
        Assert.True((await beacon).Ok);
    }

    private static async Task SeesPlaysAsync(Visitor lead, int id, int plays)
    {
        await lead.Page.GotoAsync($"/items/{id}");
        await Assertions.Expect(lead.Page.Locator("main .page-head")).ToContainTextAsync($"{plays} play by 1 person");
    }

    private static async Task<int> PublishClipAsync(Visitor lead, string title)
    {
        var page = lead.Page;
        await page.GotoAsync("/studio/new?kind=clip");
        await page.CheckAsync("#kind-clip");
        await page.FillAsync("input[name=title]", title);
        await page.ClickAsync("main form button.btn-primary");
        await page.WaitForURLAsync(StudioPage());
        var id = int.Parse(StudioPage().Match(page.Url).Groups["id"].Value, CultureInfo.InvariantCulture);
        await UploadAsync(page, "input[name=media]", new FilePayload { Name = "call.wav", MimeType = "audio/wav", Buffer = Sound.Wav(10) });
        await UploadAsync(page, "input[name=captions]", new FilePayload { Name = "call.vtt", MimeType = "text/vtt", Buffer = System.Text.Encoding.UTF8.GetBytes(Captions) });
        await page.FillAsync("[name=Summary]", "Lotte explains why the numbers come before the demo.");
        await page.FillAsync("[name=Context]", "The buyer had cancelled the first appointment.");
        await page.CheckAsync("#verified");
        await page.ClickAsync("button[value=publish]");
        await page.WaitForLoadStateAsync();
        await page.GotoAsync($"/items/{id}");
        await Assertions.Expect(page.Locator("main h1")).ToContainTextAsync(title);
        return id;
    }

    /// <summary>Chooses the file; the script sends it and then opens the editor anew.</summary>
    private static async Task UploadAsync(IPage page, string field, FilePayload file)
    {
        await page.EvaluateAsync("() => { window.isBeforeUpload = true; }");
        await page.SetInputFilesAsync(field, file);
        await page.WaitForFunctionAsync("() => !window.isBeforeUpload && document.readyState === 'complete'");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(file.Name);
    }

    [GeneratedRegex("/studio/(?<id>[0-9]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex StudioPage();
}
