using System.Net;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Features.Reviews.Reports;
using EnablementHub.Features.Usage;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static EnablementHub.Tests.Features.Studio.StudioHub;

namespace EnablementHub.Tests.Features.Reviews.Queue;

public sealed class ReviewQueueTests : IAsyncLifetime
{
    private TestHub _hub = null!;
    private TestBrowser _lead = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await TestHub.StartAsync();
        _lead = await _hub.SignInAsAsync("Lena Lead", "lead");
    }

    public async ValueTask DisposeAsync()
    {
        _lead.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Queue_BeginsWithTheMostHarmful_AndShowsTheEvidence()
    {
        var quiet = await Overdue("Quiet but late", days: 40);
        var played = await Overdue("Played every day", days: 10);
        var fresh = await TestData.In(_hub).Clip("Fresh").WithCues().Verified(daysAgo: 1, reviewDueInDays: 100).PublishedAsync();
        await TestData.In(_hub).Playbook("Rests on it").Saying($"![Listen](/items/{played.Id})").Verified().PublishedAsync();
        await PlayedAsync(played, 30);
        await SearchedAsync(played, "price objection");
        await ReportedAsync(played, "Rita Rep", "The discount is gone");
        var page = WebUtility.HtmlDecode(await _lead.ReadAsync("/reviews"));
        Assert.Contains($"id=\"review-title\" tabindex=\"-1\"><a href=\"/items/{played.Id}/played-every-day\"", page, StringComparison.Ordinal);
        foreach (var evidence in new[] { "30 plays", "“price objection”", "Rests on it", "1 report", "The discount is gone", "Rita Rep", "3 months ago</time> by Lena Lead", "10 days ago", "1 of 2", "less than a minute" })
            Assert.Contains(evidence, page, StringComparison.Ordinal);
        Assert.Contains("Quiet but late</a> <span class=\"quiet\">40 days overdue", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Fresh</a>", page, StringComparison.Ordinal);
        Assert.Contains("Harm = (uses in the last 90 days + 1)", page, StringComparison.Ordinal);
        Assert.Contains($"/reviews/{quiet.Id}/keep", await _lead.ReadAsync($"/reviews?item={quiet.Id}"), StringComparison.Ordinal);
        Assert.NotEqual(0, fresh.Id);
    }

    /// <summary>More wait than are looked at one by one: what is long overdue still comes before what is played a little.</summary>
    [Fact]
    public async Task ManyWaiting_TheMostHarmfulIsFirst_WhateverMakesItSo()
    {
        var late = await TestData.In(_hub).Clip("Two years overdue").WithCues().Verified(daysAgo: 900, reviewDueInDays: -700).PublishedAsync();
        await PlayedAsync(late, 2);
        await using (var database = _hub.OpenDatabase())
        {
            var (lead, now) = ((await TestData.LeadAsync(_hub)).Id, _hub.Time.GetUtcNow());
            foreach (var number in Enumerable.Range(0, 600))
            {
                var item = new Item(ItemKind.Clip, lead, now);
                item.AddPending(new ItemVersion { Number = 1, Title = $"Played a little {number}", AuthorId = lead, CreatedAt = now, PublishedAt = now }, now);
                item.Publish(now);
                database.Add(item);
            }

            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
            foreach (var id in await database.Items.Where(item => item.Id != late.Id).Select(item => item.Id).ToListAsync(TestContext.Current.CancellationToken))
                database.Add(new ItemDay { ItemId = id, Day = new DateOnly(2026, 3, 1), Plays = 5 });
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await _hub.RunJobAsync("note-overdue-reviews");
        var page = WebUtility.HtmlDecode(await _lead.ReadAsync("/reviews"));
        Assert.Contains($"id=\"review-title\" tabindex=\"-1\"><a href=\"/items/{late.Id}/two-years-overdue\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keep_VerifiesWithoutScript_AndTheNextItemIsThere()
    {
        var one = await Overdue("First in turn", days: 20);
        await Overdue("Second in turn", days: 10);
        var answer = await DecideAsync(one, "keep");
        Assert.Equal("/reviews?who=all&done=1&of=2", answer.Headers.Location!.ToString());
        var page = await _lead.ReadAsync(answer.Headers.Location.ToString());
        Assert.Contains(">Second in turn</a>", page, StringComparison.Ordinal);
        Assert.Contains("<strong>2 of 2</strong>", page, StringComparison.Ordinal);
        Assert.Equal(TrustStatus.Verified, (await ReadAsync(one.Id)).TrustOn(new DateOnly(2026, 3, 10)));
        Assert.Equal([TrustEventKind.Kept], await EventsAsync(one.Id));
    }

    [Fact]
    public async Task Postpone_AsksForDaysAndAReason_AndKeepsTheItemOutOfTheQueue_ButNotItsTrust()
    {
        var item = await Overdue("Waits for finance", days: 20);
        foreach (var (days, reason, sentence) in new[] { ("14", "", "Say why it waits"), ("15", "New prices come", "Choose 7, 14 or 30 days"), ("soon", "New prices come", "Choose 7, 14 or 30 days"), ("7", new string('x', 301), "at most 300 fit") })
        {
            var refused = await DecideAsync(item, "postpone", ("days", days), ("reason", reason));
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            var html = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains(sentence, html, StringComparison.Ordinal);
            if (reason.Length > 0) Assert.Contains($"value=\"{reason}\"", html, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await DecideAsync(item, "postpone", ("days", "14"), ("reason", "New prices come"))).StatusCode);
        Assert.Contains("Nothing waits for a check", await _lead.ReadAsync("/reviews"), StringComparison.Ordinal);
        Assert.Equal(TrustStatus.Unverified, (await ReadAsync(item.Id)).TrustOn(new DateOnly(2026, 3, 10)));
        Assert.Contains("Lena Lead postponed the review until 24 March 2026", await _lead.ReadAsync($"/items/{item.Id}"), StringComparison.Ordinal);
        _hub.Time.Advance(TimeSpan.FromDays(14));
        Assert.Contains("Nothing waits for a check", await SignedInAgainAsync("/reviews"), StringComparison.Ordinal);
        _hub.Time.Advance(TimeSpan.FromDays(1));
        Assert.Contains("Waits for finance", await SignedInAgainAsync("/reviews"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reassign_HandsItOn_AndRefusesWhoIsNotThere()
    {
        var item = await Overdue("Somebody else's", days: 20);
        var expert = await _hub.AddPersonAsync("Erik Expert", "expert");
        foreach (var (verifier, sentence) in new[] { ("", "Choose who checks it"), ("somebody", "Choose who checks it"), ("person:987654", "isn't in the hub any more"), ("team:987654", "That group is gone") })
        {
            var refused = await DecideAsync(item, "reassign", ("verifier", verifier));
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains(sentence, await TextAsync(refused), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await DecideAsync(item, "reassign", ("verifier", $"person:{expert.Id}"))).StatusCode);
        Assert.Equal(expert.Id, (await ReadAsync(item.Id)).VerifierId);
        Assert.Contains("It is theirs already", await TextAsync(await DecideAsync(await ReadAsync(item.Id), "reassign", ("verifier", $"person:{expert.Id}"))), StringComparison.Ordinal);
        using var browser = _hub.Anonymous();
        await browser.SignInAsync(expert.Email!, TestHub.Password);
        Assert.Contains("Somebody else&#x27;s", await browser.ReadAsync("/reviews"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archive_OfWhatOthersUse_AsksFirst()
    {
        var item = await Overdue("Used in a playbook", days: 20);
        await TestData.In(_hub).Playbook("The user").Saying($"![Listen](/items/{item.Id})").Verified().PublishedAsync();
        var refused = await DecideAsync(item, "archive");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("1 other place uses it", await TextAsync(refused), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await DecideAsync(item, "archive", ("despiteUses", "yes"))).StatusCode);
        Assert.Equal(PublicationState.Archived, (await ReadAsync(item.Id)).State);
    }

    [Fact]
    public async Task Archive_IsTakenBack_AndTheItemHasItsTurnAgain()
    {
        var item = await Overdue("Archived by mistake", days: 20);
        var archived = await DecideAsync(item, "archive");
        Assert.Equal(HttpStatusCode.Redirect, archived.StatusCode);
        var revision = (await ReadAsync(item.Id)).Revision;
        var page = WebUtility.HtmlDecode(await _lead.ReadAsync(archived.Headers.Location!.ToString()));
        Assert.Contains($"/reviews/{item.Id}/restore?revision={revision}&who=all&done=1&of=2", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _lead.PostAsync("/reviews", "/reviews/987654/restore?revision=1")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await _lead.PostAsync("/reviews", $"/reviews/{item.Id}/restore?revision={revision - 1}")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await _lead.PostAsync("/reviews", $"/reviews/{item.Id}/restore?revision=soon")).StatusCode);
        Assert.Equal(PublicationState.Archived, (await ReadAsync(item.Id)).State);
        var back = await _lead.PostAsync("/reviews", $"/reviews/{item.Id}/restore?revision={revision}&who=all&done=1&of=3");
        Assert.Equal($"/reviews?who=all&done=0&of=3&item={item.Id}", back.Headers.Location!.ToString());
        Assert.Equal(PublicationState.Published, (await ReadAsync(item.Id)).State);
        Assert.Contains("Archived by mistake", await _lead.ReadAsync(back.Headers.Location!.ToString()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_LetOneMemberClaim()
    {
        var team = await TestData.In(_hub).TeamAsync("Pricing desk");
        var item = await Overdue("Of the desk", days: 3);
        await using (var database = _hub.OpenDatabase())
        {
            var stored = await database.Items.SingleAsync(i => i.Id == item.Id, TestContext.Current.CancellationToken);
            stored.SetVerifier(null, team.Id);
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var anna = await _hub.AddPersonAsync("Anna Analyst", "expert");
        var ben = await _hub.AddPersonAsync("Ben Buyer", "expert");
        await TestData.In(_hub).JoinAsync(anna, team);
        await TestData.In(_hub).JoinAsync(ben, team);
        using var first = await OpenAsync(anna.Email!);
        using var second = await OpenAsync(ben.Email!);
        Assert.Contains("/claim", await first.ReadAsync("/reviews"), StringComparison.Ordinal);
        var claimed = await first.PostAsync("/reviews", $"/reviews/{item.Id}/claim", ("revision", $"{item.Revision}"), ("done", "0"), ("of", "1"));
        Assert.Equal($"/reviews?who=me&done=0&of=1&item={item.Id}", claimed.Headers.Location!.ToString());
        Assert.Contains("Nothing waits", await second.ReadAsync("/reviews"), StringComparison.Ordinal);
        Assert.Contains("Of the desk", await first.ReadAsync("/reviews"), StringComparison.Ordinal);
        var late = await second.PostAsync("/reviews", $"/reviews/{item.Id}/claim", ("revision", $"{item.Revision}"));
        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _lead.PostAsync("/reviews", $"/reviews/{item.Id}/claim", ("revision", "1"))).StatusCode);
        var kept = await first.PostAsync("/reviews", $"/reviews/{item.Id}/keep", ("revision", $"{(await ReadAsync(item.Id)).Revision}"));
        Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);
        Assert.Null((await ReadAsync(item.Id)).ClaimedById);
    }

    [Theory]
    [InlineData("keep")]
    [InlineData("archive")]
    [InlineData("reassign")]
    [InlineData("postpone")]
    [InlineData("claim")]
    public async Task Decisions_RefuseUnknownItems_WrongRevisions_AndStrangers(string decision)
    {
        var item = await Overdue("Decided by others", days: 20);
        var fields = new[] { ("verifier", $"person:{(await _hub.AddPersonAsync("Erik Expert", "expert")).Id}"), ("days", "7"), ("reason", "Later") };
        if (decision != "claim")
        {
            Assert.Equal(HttpStatusCode.NotFound, (await _lead.PostAsync("/reviews", $"/reviews/987654/{decision}", [("revision", "1"), .. fields])).StatusCode);
            Assert.Equal(HttpStatusCode.Conflict, (await _lead.PostAsync("/reviews", $"/reviews/{item.Id}/{decision}", [("revision", "999"), .. fields])).StatusCode);
            Assert.Equal(HttpStatusCode.BadRequest, (await _lead.PostAsync("/reviews", $"/reviews/{item.Id}/{decision}", [("revision", "one"), .. fields])).StatusCode);
            Assert.Equal(HttpStatusCode.BadRequest, (await _lead.PostAsync("/reviews", $"/reviews/{item.Id}/{decision}", fields)).StatusCode);
        }

        using var stranger = await OpenAsync("erik.expert@hub.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.PostAsync("/reviews", $"/reviews/{item.Id}/{decision}", [("revision", $"{item.Revision}"), .. fields])).StatusCode);
        Assert.Equal(item.Revision, (await ReadAsync(item.Id)).Revision);
    }

    [Fact]
    public async Task Experts_SeeWhatTheyCheck_AndNoOneElses()
    {
        var expert = await _hub.AddPersonAsync("Erik Expert", "expert");
        await Overdue("Of the lead", days: 20);
        await TestData.In(_hub).Playbook("Of the expert").Saying("Text").OwnedBy(expert).Verified(daysAgo: 90, reviewDueInDays: -2).PublishedAsync();
        using var browser = await OpenAsync(expert.Email!);
        var page = await browser.ReadAsync("/reviews?who=all");
        Assert.Contains("Of the expert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Of the lead", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/archive\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?done=-5&of=-3&item=abc")]
    [InlineData("?done=99999999999&of=99999999999")]
    [InlineData("?who=%00&done=x&of=y&item=987654")]
    public async Task StrangeAddresses_ShowTheQueue(string query)
    {
        await Overdue("Still there", days: 20);
        Assert.Contains("Still there", await _lead.ReadAsync("/reviews" + query), StringComparison.Ordinal);
    }

    private async Task<Item> Overdue(string title, int days)
    {
        var item = await TestData.In(_hub).Clip(title).WithCues().Verified(daysAgo: 100, reviewDueInDays: -days).PublishedAsync();
        await _hub.RunJobAsync("note-overdue-reviews");
        return await ReadAsync(item.Id);
    }

    private Task<HttpResponseMessage> DecideAsync(Item item, string decision, params (string, string)[] fields) =>
        _lead.PostAsync("/reviews", $"/reviews/{item.Id}/{decision}", [("revision", $"{item.Revision}"), ("who", "all"), ("done", "0"), ("of", "2"), .. fields]);

    private async Task<TestBrowser> OpenAsync(string email)
    {
        var browser = _hub.Anonymous();
        await browser.SignInAsync(email, TestHub.Password);
        return browser;
    }

    private async Task<string> SignedInAgainAsync(string path)
    {
        using var browser = await OpenAsync("lena.lead@hub.example");
        return await browser.ReadAsync(path);
    }

    private async Task<Item> ReadAsync(int id)
    {
        await using var database = _hub.OpenDatabase();
        return await database.Items.AsNoTracking().SingleAsync(item => item.Id == id, TestContext.Current.CancellationToken);
    }

    private async Task<IReadOnlyList<TrustEventKind>> EventsAsync(int id)
    {
        await using var database = _hub.OpenDatabase();
        return await database.TrustEvents.Where(trust => trust.ItemId == id && trust.Kind != TrustEventKind.Lost).OrderBy(trust => trust.Id).Select(trust => trust.Kind).ToListAsync(TestContext.Current.CancellationToken);
    }

    private async Task PlayedAsync(Item item, int plays)
    {
        await using var database = _hub.OpenDatabase();
        database.Add(new ItemDay { ItemId = item.Id, Day = new DateOnly(2026, 3, 1), Plays = plays, Views = plays });
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private async Task SearchedAsync(Item item, string text)
    {
        var person = await _hub.AddPersonAsync("Rita Rep");
        await using var database = _hub.OpenDatabase();
        database.Add(new SearchRecord { Id = Guid.NewGuid(), At = _hub.Time.GetUtcNow().AddDays(-2), PersonId = person.Id, Text = text, FoldedText = text, Hits = 3, RankClicked = 1, ItemClickedId = item.Id });
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private async Task ReportedAsync(Item item, string name, string text)
    {
        var person = await _hub.AddPersonAsync(name);
        await using var database = _hub.OpenDatabase();
        database.Add(new OutOfDateReport { ItemId = item.Id, PersonId = person.Id, At = _hub.Time.GetUtcNow().AddDays(-1), Reason = ReportReason.Price, Text = text });
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
