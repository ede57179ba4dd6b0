using System.Net;
using EnablementHub.Features.Library;
using EnablementHub.Tests.Features.Studio;
using EnablementHub.Tests.Support;
using static EnablementHub.Tests.Features.Studio.StudioHub;

namespace EnablementHub.Tests.Features.Library.Bulk;

public sealed class EndingTests(StudioHub studio) : IClassFixture<StudioHub>
{
    [Theory]
    [InlineData("kind", "sell", "The form was incomplete")]
    [InlineData("ids", "all", "The form was incomplete")]
    [InlineData("ids", "987654", "There is no item number 987654 any more")]
    [InlineData("successor", "the other one", "Choose the successor from the titles")]
    [InlineData("successor", "987654", "There is no item with that number")]
    [InlineData("successor", "itself", "An item can't be its own successor")]
    [InlineData("successor", "", "1 other place uses it")]
    public async Task WrongFields_AreRefusedWithASentence_AndWhatWasTypedStays(string field, string value, string sentence)
    {
        var (clip, _) = await UsedAsync("Stays where it is");
        var typed = value == "itself" ? $"{clip.Id}" : value;
        var fields = new List<(string, string)> { ("ids", $"{clip.Id}"), ("kind", field == "kind" ? value : "archive"), ($"successor-{clip.Id}", field == "successor" ? typed : "") };
        if (field == "ids") fields.Add(("ids", value));
        var answer = await studio.Lead.PostAsync("/studio/new", "/library/ending", [.. fields]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        if (field == "successor") Assert.Contains($"value=\"{typed}\"", html, StringComparison.Ordinal);
        Assert.Equal(PublicationState.Published, (await studio.ReadAsync(clip.Id)).State);
    }

    [Fact]
    public async Task OnePage_ShowsWhatDependsOnThem_BeforeTheyEnd()
    {
        var (clip, user) = await UsedAsync("Ends with care");
        var free = await TestData.In(studio.Hub).Playbook("Nobody needs it").PublishedAsync();
        var draft = await TestData.In(studio.Hub).Playbook("Never published").DraftAsync();
        var toPage = await studio.Lead.PostAsync("/studio/new", "/library/bulk", ("ids", $"{clip.Id}"), ("ids", $"{free.Id}"), ("ids", $"{draft.Id}"), ("action", "expire"), ("returnUrl", "/library?kind=clip"));
        Assert.Equal(HttpStatusCode.Redirect, toPage.StatusCode);
        var page = WebUtility.HtmlDecode(await studio.Lead.ReadAsync(toPage.Headers.Location!.ToString()));
        Assert.Contains("Expires 2 items; 1 other uses them", page, StringComparison.Ordinal);
        Assert.Contains("The user of Ends with care", page, StringComparison.Ordinal);
        Assert.Contains("It was never published.", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"name=\"ids\" value=\"{draft.Id}\"", page, StringComparison.Ordinal);

        var successor = await TestData.In(studio.Hub).Clip("Comes after it").WithCues().PublishedAsync();
        var done = await studio.Lead.PostAsync("/studio/new", "/library/ending", ("kind", "expire"), ("ids", $"{clip.Id}"), ("ids", $"{free.Id}"), ($"successor-{clip.Id}", $"/items/{successor.Id}"), ("returnUrl", "/library?kind=clip"));
        Assert.Equal("/library?kind=clip", done.Headers.Location!.ToString());
        foreach (var id in new[] { clip.Id, free.Id }) Assert.Equal(PublicationStatus.Expired, (await studio.ReadAsync(id)).StatusOn(new DateOnly(2026, 3, 10)));
        Assert.Equal(successor.Id, (await studio.ReadAsync(clip.Id)).SuccessorId);
        Assert.Equal(PublicationState.Published, (await studio.ReadAsync(user.Id)).State);

        var (next, _) = await UsedAsync("Ends with its links");
        Assert.Contains("name=\"links\"", await studio.Lead.ReadAsync($"/library/ending?kind=expire&ids={next.Id}"), StringComparison.Ordinal);
        var ended = await studio.Lead.PostAsync("/studio/new", "/library/ending", ("kind", "expire"), ("ids", $"{next.Id}"), ("despiteUses", "yes"), ("links", "yes"));
        Assert.Equal($"/links/retired?items={next.Id}", ended.Headers.Location!.ToString());
    }

    [Fact]
    public async Task ThoseThatEndTogether_DontHoldEachOtherUp()
    {
        var (clip, user) = await UsedAsync("Ends with its user");
        var page = await studio.Lead.ReadAsync($"/library/ending?kind=archive&ids={clip.Id}&ids={user.Id}");
        Assert.Contains("Archives 2 items", page, StringComparison.Ordinal);
        Assert.Contains("Nothing else uses it.", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await studio.Lead.PostAsync("/studio/new", "/library/ending", ("kind", "archive"), ("ids", $"{clip.Id}"), ("ids", $"{user.Id}"))).StatusCode);
        foreach (var id in new[] { clip.Id, user.Id }) Assert.Equal(PublicationState.Archived, (await studio.ReadAsync(id)).State);
        Assert.Equal(HttpStatusCode.Forbidden, (await studio.Expert.GetAsync($"/library/ending?kind=archive&ids={clip.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await studio.Lead.GetAsync("/library/ending?kind=archive")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await studio.Lead.GetAsync("/library/ending/987654")).StatusCode);
    }

    [Fact]
    public async Task WhatCannotEnd_IsToldWithItsReason()
    {
        var draft = await TestData.In(studio.Hub).Playbook("Slipped in").DraftAsync();
        var answer = await studio.Lead.PostAsync("/studio/new", "/library/ending", ("kind", "expire"), ("ids", $"{draft.Id}"));
        var outcome = await studio.Lead.ReadAsync(answer.Headers.Location!.ToString());
        Assert.Contains("0 of 1 item expired", outcome, StringComparison.Ordinal);
        Assert.Contains("Only what is published can expire.", outcome, StringComparison.Ordinal);
    }

    private async Task<(Item Clip, Item User)> UsedAsync(string title)
    {
        var clip = await TestData.In(studio.Hub).Clip(title).WithCues().PublishedAsync();
        return (clip, await TestData.In(studio.Hub).Playbook($"The user of {title}").Saying($"![Listen](/items/{clip.Id})").PublishedAsync());
    }
}
