using System.Net;
using EnablementHub.Features.Coaching.Writing;
using EnablementHub.Features.People;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Coaching.Writing;

public sealed class EntryTests : IAsyncLifetime
{
    private TestHub _hub = null!;
    private Team _team = null!;
    private Person _manager = null!;
    private Person _rep = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await TestHub.StartAsync();
        (_team, _manager, var people) = await _hub.TeamAsync("North", "Rory Rep", "Peer Person");
        _rep = people[0];
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Theory]
    [InlineData("Kind", "poem", "Choose what you write")]
    [InlineData("Text", "", "Write the note.")]
    [InlineData("Readers", "everybody", "Choose who reads it.")]
    [InlineData("OnDay", "yesterday", "Enter the day as year-month-day")]
    [InlineData("OnDay", "2026-03-11", "Choose a day that has been")]
    [InlineData("NextStep", "Do it", "Enter the day as year-month-day")]
    public async Task BadNote_IsExplained_AndWhatWasTypedStays(string field, string value, string sentence)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["Kind"] = "note", ["Text"] = "Kept words", ["Readers"] = "pair", [field] = value };
        using var browser = await _hub.BrowseAsync(_manager);
        var answer = await browser.PostAsync(Page, Page + "/entries", [.. fields.Select(pair => (pair.Key, pair.Value))]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Text();
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        if (field != "Text") Assert.Contains("Kept words", html, StringComparison.Ordinal);
        Assert.Empty(await EntriesAsync());
    }

    [Theory]
    [InlineData("no time at all", "Line 1: begin with the moment")]
    [InlineData("0:10 Good\n1:75 Bad", "Line 2: begin with the moment")]
    [InlineData("9:59 After the end", "but the call ends at")]
    public async Task BadMoment_IsNamedByItsLine_AndStays(string moments, string sentence)
    {
        var clip = await TestData.In(_hub).Clip("The CFO call").WithMedia().PublishedAsync();
        using var browser = await _hub.BrowseAsync(_manager);
        var answer = await browser.PostAsync(Page, Page + "/entries", ("Kind", "feedback"), ("Item", $"/items/{clip.Id}"), ("Moments", moments), ("Readers", "pair"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Text();
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        Assert.Contains(moments.Split('\n')[^1], html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feedback_LeadsToTheMoment_AndOnlyOnACallThatBothMayOpen()
    {
        var clip = await TestData.In(_hub).Clip("The CFO call").WithMedia().PublishedAsync();
        using var browser = await _hub.BrowseAsync(_manager);
        var written = await browser.PostAsync(Page, Page + "/entries", ("Kind", "feedback"), ("Item", $"/items/{clip.Id}"), ("Moments", "0:04 You let the silence work.\n0:01 Good opening."), ("Readers", "pair"));
        Assert.Equal(HttpStatusCode.Redirect, written.StatusCode);
        using var own = await _hub.BrowseAsync(_rep);
        var html = (await own.ReadAsync("/team/me")).Text();
        Assert.Contains($"/items/{clip.Id}?start=4", html, StringComparison.Ordinal);
        Assert.True(html.IndexOf("Good opening.", StringComparison.Ordinal) < html.IndexOf("You let the silence work.", StringComparison.Ordinal));

        var playbook = await TestData.In(_hub).Playbook("Not played").Saying("x").PublishedAsync();
        Assert.Contains("That can't be played", await RefusedAsync(browser, playbook.Id), StringComparison.Ordinal);
        Assert.Contains("There is no such call", await RefusedAsync(browser, 999_999), StringComparison.Ordinal);
        var closed = await TestData.In(_hub).Clip("For managers").WithMedia().OnlyForRole(HubRoles.Manager).PublishedAsync();
        Assert.Contains("They may not see that call", await RefusedAsync(browser, closed.Id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoReadsWhat_IsAsThePageSays_ForEveryRole()
    {
        using var author = await _hub.BrowseAsync(_manager);
        await author.PostAsync(Page, Page + "/entries", ("Kind", "note"), ("Text", "Between us two"), ("Readers", "pair"));
        await author.PostAsync(Page, Page + "/entries", ("Kind", "role-play"), ("Subject", "The CFO who wants 20 %"), ("Text", "Shared with managers"), ("Readers", "shared"), ("NextStep", "Again, without notes"), ("NextDueOn", "2026-03-17"));
        var second = await _hub.AddPersonAsync("Second Manager", HubRoles.Manager);
        await TestData.In(_hub).JoinAsync(second, _team);
        var (_, elsewhere, _) = await _hub.TeamAsync("South");
        var readers = new List<(string Name, TestBrowser Browser, string Path, bool Pair, bool Shared)>
        {
            ("the author", await _hub.BrowseAsync(_manager), Page, true, true),
            ("the person", await _hub.BrowseAsync(_rep), "/team/me", true, true),
            ("another manager of the team", await _hub.BrowseAsync(second), Page, false, true),
            ("a lead", await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead), Page, false, true),
            ("an administrator", await _hub.SignInAsAsync("Ada Admin", HubRoles.Administrator), Page, false, true),
        };
        foreach (var (name, browser, path, pair, shared) in readers)
        {
            var html = await browser.ReadAsync(path);
            Assert.True(html.Contains("Between us two", StringComparison.Ordinal) == pair, name);
            Assert.True(html.Contains("Shared with managers", StringComparison.Ordinal) == shared, name);
            Assert.True(html.Contains("Again, without notes", StringComparison.Ordinal), name);
            browser.Dispose();
        }

        using var south = await _hub.BrowseAsync(elsewhere);
        Assert.Equal(HttpStatusCode.NotFound, (await south.GetAsync(Page)).StatusCode);
        using var peer = _hub.Anonymous();
        await peer.SignInAsync("peer.person@hub.example", TestHub.Password);
        Assert.NotEqual(HttpStatusCode.OK, (await peer.GetAsync(Page)).StatusCode);
        Assert.DoesNotContain("Between us two", await peer.ReadAsync("/team/me"), StringComparison.Ordinal);
        using var expert = await _hub.SignInAsAsync("Ed Expert", HubRoles.Expert);
        Assert.NotEqual(HttpStatusCode.OK, (await expert.GetAsync(Page)).StatusCode);
    }

    [Fact]
    public async Task Change_KeepsWhatStoodThere_ForTheTwoOnly_AndOnlyTheAuthorChangesIt()
    {
        using var author = await _hub.BrowseAsync(_manager);
        await author.PostAsync(Page, Page + "/entries", ("Kind", "note"), ("Text", "Too harsh"), ("Readers", "pair"));
        var entry = Assert.Single(await EntriesAsync());
        var edit = $"/team/entries/{entry.Id}";
        Assert.Equal(HttpStatusCode.Redirect, (await author.PostAsync(edit, edit, ("revision", $"{entry.Revision}"), ("Kind", "note"), ("Text", "Said better"), ("Readers", "shared"), ("OnDay", "2026-03-10"))).StatusCode);
        Assert.Contains("Too harsh", await author.ReadAsync(Page), StringComparison.Ordinal);
        using var own = await _hub.BrowseAsync(_rep);
        Assert.Contains("Too harsh", await own.ReadAsync("/team/me"), StringComparison.Ordinal);
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var seen = await lead.ReadAsync(Page);
        Assert.Contains("Said better", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("Too harsh", seen, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync(edit)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.PostAsync(Page, edit, ("Text", "Mine now"), ("Readers", "pair"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.PostAsync(Page, edit + "/remove")).StatusCode);

        var stale = await author.PostAsync(edit, edit, ("revision", $"{entry.Revision}"), ("Text", "From an old window"), ("Readers", "pair"));
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Contains("From an old window", await stale.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await author.PostAsync(edit, edit + "/remove");
        Assert.DoesNotContain("Said better", await own.ReadAsync("/team/me"), StringComparison.Ordinal);
        await using var database = _hub.OpenDatabase();
        Assert.Equal(2, await database.CoachingChanges.CountAsync(TestContext.Current.CancellationToken));
    }

    private string Page => $"/team/people/{_rep.Id}";

    private async Task<string> RefusedAsync(TestBrowser browser, int item)
    {
        var answer = await browser.PostAsync(Page, Page + "/entries", ("Kind", "feedback"), ("Item", $"{item}"), ("Text", "On the whole"), ("Readers", "pair"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        return (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Text();
    }

    private async Task<IReadOnlyList<CoachingEntry>> EntriesAsync()
    {
        await using var database = _hub.OpenDatabase();
        return await database.CoachingEntries.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
    }
}
