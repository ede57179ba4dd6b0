using System.Net;
using EnablementHub.Features.Notifications.Following;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Notifications.Following;

public sealed class FollowsTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task Item_IsFollowedFromItsPage_OnceOnly_AndEndedThere()
    {
        var item = await TestData.In(_hub).Playbook("Worth following").PublishedAsync();
        using var browser = await _hub.SignInAsAsync("Fiona Follow");
        var page = $"/items/{item.Id}/worth-following";
        Assert.Contains("name=\"Item\"", await browser.ReadAsync(page), StringComparison.Ordinal);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var answer = await browser.PostAsync(page, "/follows", ("Item", $"{item.Id}"));
            Assert.Equal(page, answer.Headers.Location!.ToString());
        }

        var follow = Assert.Single(await FollowsOfAsync("Fiona Follow"));
        Assert.Contains($"/follows/{follow.Id}/end", await browser.ReadAsync(page), StringComparison.Ordinal);
        Assert.Contains("Worth following", await browser.ReadAsync("/profile/follows"), StringComparison.Ordinal);
        Assert.Equal(page, (await browser.PostAsync(page, $"/follows/{follow.Id}/end", ("returnUrl", page))).Headers.Location!.ToString());
        Assert.Contains("name=\"Item\"", await browser.ReadAsync(page), StringComparison.Ordinal);
        Assert.Contains("You follow nothing yet", await browser.ReadAsync("/profile/follows"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync(page, $"/follows/{follow.Id}/end")).StatusCode);
    }

    [Fact]
    public async Task Search_IsFollowedWithItsWords_WhateverPageAndOrder()
    {
        using var browser = await _hub.SignInAsAsync("Samu Search");
        Assert.Contains("Follow this search", await browser.ReadAsync("/search?q=price+too+high&sort=newest"), StringComparison.Ordinal);
        Assert.Equal("/search?q=price%20too%20high", (await browser.PostAsync("/search?q=x", "/follows", ("Search", "/search?q=price+too+high&sort=newest&page=3"))).Headers.Location!.ToString());
        await browser.PostAsync("/search?q=x", "/follows", ("Search", "https://evil.example/elsewhere?q=price too high"));
        Assert.Single(await FollowsOfAsync("Samu Search"));
        Assert.Contains("You follow this", await browser.ReadAsync("/search?q=price+too+high"), StringComparison.Ordinal);
        Assert.Contains("“price too high”", WebUtility.HtmlDecode(await browser.ReadAsync("/profile/follows")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SearchForOneTopic_IsTheTopic()
    {
        var topic = await TestData.In(_hub).FacetAsync("topic", "works-council", "Works council");
        _hub.Time.Advance(TimeSpan.FromSeconds(4));
        using var browser = await _hub.SignInAsAsync("Tara Topic");
        Assert.Contains("Follow Works council", await browser.ReadAsync("/search?topic=works-council"), StringComparison.Ordinal);
        await browser.PostAsync("/search?topic=works-council", "/follows", ("Search", "/search?topic=works-council"));
        await browser.PostAsync("/search?topic=works-council", "/follows", ("Topic", $"{topic.Id}"));
        Assert.Equal(topic.Id, Assert.Single(await FollowsOfAsync("Tara Topic")).FacetValueId);
        Assert.Contains("You follow this", await browser.ReadAsync("/search?topic=works-council"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatOneCannotSee_IsNotFound()
    {
        var hidden = await TestData.In(_hub).Playbook("For leads").OnlyForRole(HubRoles.Lead).PublishedAsync();
        var draft = await TestData.In(_hub).Playbook("A draft").DraftAsync();
        using var browser = await _hub.SignInAsAsync("Nils Nosy");
        foreach (var fields in new (string, string)[] { ("Item", $"{hidden.Id}"), ("Item", $"{draft.Id}"), ("Item", "987654"), ("Item", "seven"), ("Item", "-1"), ("Topic", "987654"), ("Topic", "pricing"), ("Item", new string('9', 5_000)) })
            Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync("/profile/follows", "/follows", fields)).StatusCode);
        Assert.Empty(await FollowsOfAsync("Nils Nosy"));
    }

    [Fact]
    public async Task EmptyAndEndlessSearches_AreRefusedWithASentence()
    {
        using var browser = await _hub.SignInAsAsync("Erna Empty");
        foreach (var (search, sentence) in new[] { ("", "Search for some words"), ("/search", "Search for some words"), ("/search?sort=newest&page=2", "Search for some words"), ("nonsense", "Search for some words"), ("/search?q=" + new string('w', 2_000), "too long to be followed") })
        {
            var answer = await browser.PostAsync("/profile/follows", "/follows", ("Search", search));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains(sentence, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/profile/follows", "/follows")).StatusCode);
    }

    [Fact]
    public async Task FollowOfAnother_Stays_AndNoAnswerLeadsElsewhere()
    {
        var item = await TestData.In(_hub).Playbook("Followed by one").PublishedAsync();
        using var one = await _hub.SignInAsAsync("Oda One");
        using var other = await _hub.SignInAsAsync("Odo Other");
        await one.PostAsync("/profile/follows", "/follows", ("Item", $"{item.Id}"));
        var follow = Assert.Single(await FollowsOfAsync("Oda One"));
        Assert.Equal("/profile/follows", (await other.PostAsync("/profile/follows", $"/follows/{follow.Id}/end", ("returnUrl", "//evil.example"))).Headers.Location!.ToString());
        Assert.Single(await FollowsOfAsync("Oda One"));
    }

    [Fact]
    public async Task Follows_AreBounded()
    {
        using var browser = await _hub.SignInAsAsync("Bodo Bound");
        var person = await _hub.AddPersonAsync("Bodo Bound");
        await using (var database = _hub.OpenDatabase())
        {
            database.AddRange(Enumerable.Range(0, StartFollowing.MaxFollows).Select(number => Follow.SavedSearch(person.Id, $"/search?q={number}", _hub.Time.GetUtcNow())));
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var answer = await browser.PostAsync("/search?q=x", "/follows", ("Search", "/search?q=one+more"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("as much as one can", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task<List<Follow>> FollowsOfAsync(string name)
    {
        var person = await _hub.AddPersonAsync(name);
        await using var database = _hub.OpenDatabase();
        return await database.Follows.AsNoTracking().Where(follow => follow.PersonId == person.Id).ToListAsync(TestContext.Current.CancellationToken);
    }
}
