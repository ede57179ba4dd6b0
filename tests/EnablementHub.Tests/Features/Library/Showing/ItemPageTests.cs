using System.Net;
using EnablementHub.Features.Library;
using EnablementHub.Features.Usage;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Features.Clips.Playing;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Library.Showing;

public sealed class ItemPageTests
{
    private static readonly DateOnly Today = new(2026, 3, 10);

    [Fact]
    public async Task Clip_ShowsPlayerTranscriptContextFacetsUsesAndRelated()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var clip = await data.Clip("Price to a CFO").By("Maria Weber").Before("They had just seen the demo.").About("topic", "pricing").About("persona", "cfo", "CFO").Verified().WithMedia(duration: 95).WithCues().PublishedAsync();
        await data.Playbook("Handle price talks").Saying($"## Too expensive\n::: say\n![Maria](/items/{clip.Id})\n:::\n").PublishedAsync();
        await data.Clip("Anchor before discount").About("topic", "pricing").WithMedia().PublishedAsync();
        await data.Clip("Secret anchor").About("topic", "pricing").OnlyForRole(HubRoles.Manager).PublishedAsync();
        await data.Clip("Gone anchor").About("topic", "pricing").ExpiringOn(Today.AddDays(-1)).PublishedAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        var page = await rep.ReadAsync($"/items/{clip.Id}/any-slug");
        foreach (var text in new[] { "Price to a CFO", "Maria Weber", "They had just seen the demo.", "1 min 35 s", "Verified", "That is more than we planned.", "<audio", "captions.vtt", "Handle price talks", "Anchor before discount", "CFO", $"/items/{clip.Id}/progress" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        foreach (var hidden in new[] { "Secret anchor", "Gone anchor", "/studio/", "viewer" }) Assert.DoesNotContain(hidden, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShareLink_PlaysJustItsSpan_AndNonsenseInItIsLeftOut()
    {
        await using var hub = await TestHub.StartAsync();
        var clip = await TestData.In(hub).Clip("Price to a CFO").WithMedia(duration: 95).WithCues().PublishedAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        var page = await rep.ReadAsync($"/items/{clip.Id}?start=12.5&end=40");
        Assert.Contains("data-start=\"12.5\"", page, StringComparison.Ordinal);
        Assert.Contains("data-end=\"40\"", page, StringComparison.Ordinal);
        Assert.Contains("#t=12.5,40", page, StringComparison.Ordinal);
        foreach (var nonsense in new[] { "?start=abc", "?start=-5", "?start=999999", "?start=1e9", "?start=40&end=12", "?start=%3Cscript%3E&end=9999999", "?start=&end=", "?version=nonsense" })
        {
            var text = await rep.ReadAsync($"/items/{clip.Id}{nonsense}");
            Assert.DoesNotContain("data-end=", text[..text.IndexOf("class=\"transcript", StringComparison.Ordinal)], StringComparison.Ordinal);
            Assert.DoesNotContain("<script>", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task WhatIsNotForTheReader_IsNotThere()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var hidden = new List<Item>
        {
            await data.Clip("Draft").DraftAsync(),
            await data.Clip("Later").ReleasedOn(Today.AddDays(1)).PublishedAsync(),
            await data.Clip("Put away").ArchivedAsync(),
            await data.Clip("For managers").OnlyForRole(HubRoles.Manager).PublishedAsync(),
            await data.Clip("Expired, for managers").OnlyForRole(HubRoles.Manager).ExpiringOn(Today.AddDays(-1)).PublishedAsync(),
        };
        using var rep = await hub.SignInAsAsync("Rita Rep");
        using var expert = await hub.SignInAsAsync("Eva Expert", HubRoles.Expert);
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        foreach (var item in hidden)
        {
            foreach (var path in new[] { $"/items/{item.Id}", $"/items/{item.Id}?version=pending", $"/items/{item.Id}/inline-player" })
            {
                Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync(path)).StatusCode);
                Assert.Equal(HttpStatusCode.NotFound, (await expert.GetAsync(path)).StatusCode);
            }

            Assert.Equal(HttpStatusCode.OK, (await lead.GetAsync($"/items/{item.Id}")).StatusCode);
        }

        foreach (var unknown in new[] { "/items/0", "/items/-1", "/items/99999", "/items/abc", "/items/99999999999999", "/items/1/2/3" })
            Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync(unknown)).StatusCode);
    }

    [Fact]
    public async Task Audience_OpensAnItemToItsTeam()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var north = await data.TeamAsync("North");
        var clip = await data.Clip("For the north").OnlyFor(north).WithMedia().PublishedAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync($"/items/{clip.Id}")).StatusCode);
        await data.JoinAsync(await hub.AddPersonAsync("Rita Rep"), north);
        Assert.Contains("For the north", await rep.ReadAsync($"/items/{clip.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expired_SaysSoNamesItsSuccessor_AndShowsNothingElse()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var next = await data.Clip("Price to a CFO, 2026").WithMedia().PublishedAsync();
        var clip = await data.Clip("Price to a CFO").WithMedia().WithCues().ExpiringOn(Today).SucceededBy(next).PublishedAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        Assert.Contains("<audio", await rep.ReadAsync($"/items/{clip.Id}"), StringComparison.Ordinal);
        hub.Time.Set(new DateTimeOffset(2026, 3, 11, 0, 0, 1, TimeSpan.Zero));
        var page = await rep.ReadAsync($"/items/{clip.Id}");
        Assert.Contains("Expired", page, StringComparison.Ordinal);
        Assert.Contains($"/items/{next.Id}/price-to-a-cfo-2026", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<audio", page, StringComparison.Ordinal);
        Assert.DoesNotContain("more than we planned", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync($"/items/{clip.Id}/captions.vtt")).StatusCode);
    }

    [Fact]
    public async Task PendingVersion_IsForItsEditorsOnly()
    {
        await using var hub = await TestHub.StartAsync();
        var item = await TestData.In(hub).Playbook("Handle price talks").Saying("Text.").PublishedWithPendingAsync("Handle price talks calmly");
        using var rep = await hub.SignInAsAsync("Rita Rep");
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        Assert.DoesNotContain("calmly", await rep.ReadAsync($"/items/{item.Id}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync($"/items/{item.Id}?version=pending")).StatusCode);
        Assert.DoesNotContain("calmly", await lead.ReadAsync($"/items/{item.Id}"), StringComparison.Ordinal);
        var preview = await lead.ReadAsync($"/items/{item.Id}?version=pending");
        Assert.Contains("calmly", preview, StringComparison.Ordinal);
        Assert.Contains("waits for publishing", preview, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EachKind_HasItsPage()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var training = await data.TrainingVideo("Discovery in eight minutes").WithRecap("Ask **why** twice.", "- [ ] Ask why").WithMedia(duration: 400, video: true).WithCues().PublishedAsync();
        var template = await data.Template("Follow-up mail").Saying("Hello {name},\n\nthank you.").PublishedAsync();
        var document = await data.Document("Price list").WithFile("list 2026.pdf", "application/pdf", 1_500_000).PublishedAsync();
        var link = await data.Link("Analyst report").LeadingTo("https://reports.example.com/q1?a=1&b=2").PublishedAsync();
        var words = await data.Clip("Words only").WithCues().PublishedAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        Has(await rep.ReadAsync($"/items/{training.Id}"), "<video", "Recap", "<strong>why</strong>", "Cheat sheet", "6 min 40 s");
        Has(await rep.ReadAsync($"/items/{template.Id}"), "Hello {name}", "data-copy-from");
        Has(await rep.ReadAsync($"/items/{document.Id}"), "list 2026.pdf", "PDF", "1.5 MB", "?download=1");
        Has(await rep.ReadAsync($"/items/{link.Id}"), "https://reports.example.com/q1?a=1&amp;b=2", "noopener", "reports.example.com");
        Has(await rep.ReadAsync($"/items/{words.Id}"), "Recording to come", "That is more than we planned.");
    }

    [Fact]
    public async Task Leads_SeePlaysAndViewers_OthersDoNot()
    {
        await using var hub = await TestHub.StartAsync();
        var clip = await TestData.In(hub).Clip("Price to a CFO").WithMedia(duration: 60).PublishedAsync();
        var media = (await MediaTests.MediaOf(hub, clip)).Id;
        using var rep = await hub.SignInAsAsync("Rita Rep");
        using var second = await hub.SignInAsAsync("Sam Seller");
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        await rep.ReadAsync($"/items/{clip.Id}");
        await rep.ReadAsync($"/items/{clip.Id}");
        await second.ReadAsync($"/items/{clip.Id}");
        await rep.BeaconAsync(clip.Id, media, (0, 20));
        await hub.App.Services.GetRequiredService<UsageLog>().FlushAsync(TestContext.Current.CancellationToken);
        Has(await lead.ReadAsync($"/items/{clip.Id}"), "1 play by 1 person", "2 viewers", $"/studio/{clip.Id}");
        Assert.DoesNotContain("viewers", await rep.ReadAsync($"/items/{clip.Id}"), StringComparison.Ordinal);
        await using var database = hub.OpenDatabase();
        Assert.True(await database.ItemDays.SumAsync(day => day.Views, TestContext.Current.CancellationToken) >= 3);
    }

    [Fact]
    public async Task InlinePlayer_ComesAlone_WithTheSearchedWordsMarked()
    {
        await using var hub = await TestHub.StartAsync();
        var clip = await TestData.In(hub).Clip("Price to a CFO").WithMedia(duration: 60).WithCues((0, 5, "Maria", "Prices <rise> & fall"), (5, 9, "Maria", "So we plan.")).PublishedAsync();
        var playbook = await TestData.In(hub).Playbook("Text").Saying("Text").PublishedAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        var search = Guid.NewGuid();
        var part = await rep.ReadAsync($"/items/{clip.Id}/inline-player?start=5&q=price&search={search}");
        Has(part, "inline-player", "<mark>Prices</mark> &lt;rise&gt; &amp; fall", $"data-search=\"{search}\"", "data-start=\"5\"", "<audio");
        Assert.DoesNotContain("<html", part, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync($"/items/{playbook.Id}/inline-player")).StatusCode);
        Assert.DoesNotContain("data-search", await rep.ReadAsync($"/items/{clip.Id}/inline-player?search=nonsense&q={new string('x', 5_000)}"), StringComparison.Ordinal);
    }

    private static void Has(string page, params string[] texts) => Assert.All(texts, text => Assert.Contains(text, page, StringComparison.Ordinal));
}
