using System.Net;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Features.Links.Uses;

public sealed class DeadLinksTests
{
    [Fact]
    public async Task Editor_NamesEachLinkThatLeadsNowhere_AtItsPlace_AndSavesAllTheSame()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var good = await data.Playbook("Good").Saying("## Offers\n\nText.").PublishedAsync();
        var clip = await data.Clip("Short clip").WithMedia(duration: 30).PublishedAsync();
        var archived = await data.Playbook("Put away").ArchivedAsync();
        var expired = await data.Playbook("Over").ExpiringOn(new DateOnly(2026, 3, 9)).PublishedAsync();
        var draft = await data.Playbook("Not yet").DraftAsync();
        var body = $"""
            ## Start

            [ok](/items/{good.Id}#offers) [ok](/items/{clip.Id}?start=12) [ok](#start) [ok](/library?topic=x) [ok](/search) [ok](https://example.com)
            [a](/items/{good.Id}#discounts)
            [b](/items/{clip.Id}?start=45)
            [c](/items/{archived.Id})
            [d](/items/{expired.Id})
            [e](/items/{draft.Id})
            [f](/items/99999)
            [g](#end)
            [h](/wiki/foo)
            [i](some/page)
            ![j](/media/99999)
            """;
        var item = await data.Playbook("Source").Saying(body).DraftAsync();
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        var page = WebUtility.HtmlDecode(await lead.ReadAsync($"/studio/{item.Id}"));
        Assert.Contains("10 links lead nowhere.", page, StringComparison.Ordinal);
        foreach (var (line, sentence) in new[]
        {
            (4, "“Good” has no section #discounts."), (5, "“Short clip” ends before that moment."), (6, "“Put away” is archived."), (7, "“Over” has expired."), (8, "“Not yet” isn't published yet"),
            (9, "There is no item 99999."), (10, "There is no section #end in this text."), (11, "The hub has no such page."), (12, "Begin it with /"), (13, "There is no such file."),
        })
        {
            Assert.Contains($"Text, line {line}</a>", page, StringComparison.Ordinal);
            Assert.Contains(sentence, page, StringComparison.Ordinal);
        }

        var saved = await lead.PostAsync($"/studio/{item.Id}", $"/studio/{item.Id}", ("Revision", $"{item.Revision}"), ("Body", body + "\n[k](/items/99998)"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains("11 links lead nowhere.", await lead.ReadAsync($"/studio/{item.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expert_LearnsNothingOfWhatIsNotForThem()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var expert = await hub.AddPersonAsync("Erik Expert", HubRoles.Expert);
        var draft = await data.Playbook("Secret plan").DraftAsync();
        var hidden = await data.Playbook("For managers").OnlyForRole(HubRoles.Manager).ArchivedAsync();
        var item = await data.Playbook("Source").OwnedBy(expert).Saying($"[a](/items/{draft.Id}) [b](/items/{hidden.Id})").DraftAsync();
        using var browser = hub.Anonymous();
        await browser.SignInAsync(expert.Email!, TestHub.Password);
        var page = await browser.ReadAsync($"/studio/{item.Id}");
        Assert.Contains("1 link leads nowhere.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret plan", page, StringComparison.Ordinal);
        Assert.DoesNotContain("For managers", page, StringComparison.Ordinal);
    }
}
