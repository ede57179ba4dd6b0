using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Features.Playbooks;

public sealed class PlaybookPageTests
{
    private const string Gap = "No published clip yet";
    private const string Neutral = "isn't available to you";

    [Fact]
    public async Task Playbook_ShowsOutlineBlocksAndClipsAsPlayers()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var clip = await data.Clip("Anchor before discount").By("Maria Weber").Verified().WithMedia(duration: 95).WithCues().PublishedAsync();
        var template = await data.Template("Follow-up mail").Summed("After the price talk").Saying("Hello").PublishedAsync();
        var playbook = await data.Playbook("Price talks").Saying($"""
            ## Too expensive

            ::: know
            They compare.
            :::
            ::: say
            ![Maria to a CFO](/items/{clip.Id}?start=10&end=20)
            :::
            ::: do
            ![The mail](/items/{template.Id})
            :::

            ## Ask *why* first

            Text.
            """).PublishedAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        var page = System.Net.WebUtility.HtmlDecode(await rep.ReadAsync($"/items/{playbook.Id}"));
        foreach (var text in new[] { "href=\"#too-expensive\"", "Ask why first", "play-know", "play-say", "Maria to a CFO", "Anchor before discount", "Maria Weber", "Verified", "<audio", "#t=10,20", "preload=\"none\"", "Follow-up mail", "After the price talk" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.DoesNotContain(Gap, page, StringComparison.Ordinal);
        Assert.DoesNotContain(Neutral, page, StringComparison.Ordinal);
        Assert.Contains("Price talks", await rep.ReadAsync($"/items/{clip.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SayBlockWithoutAClipThatTheReaderSees_ShowsTheGap_AndTellsNothingMore()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        var draft = await data.Clip("Draft clip").WithMedia().DraftAsync();
        var secret = await data.Clip("Managers only").WithMedia().OnlyForRole(HubRoles.Manager).PublishedAsync();
        var playbook = await data.Playbook("Price talks").Saying($"## One\n\n::: say\nNothing yet.\n:::\n\n## Two\n\n::: say\n![a](/items/{draft.Id})\n\n![b](/items/{secret.Id})\n\n![c](/items/99999)\n:::\n").PublishedAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        using var manager = await hub.SignInAsAsync("Mona Manager", HubRoles.Manager);
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        var page = System.Net.WebUtility.HtmlDecode(await rep.ReadAsync($"/items/{playbook.Id}"));
        Assert.Equal((2, 3), (Count(page, Gap), Count(page, Neutral)));
        Assert.DoesNotContain("record one", page, StringComparison.Ordinal);
        foreach (var hidden in new[] { "Draft clip", "Managers only" }) Assert.DoesNotContain(hidden, page, StringComparison.Ordinal);
        var forManager = System.Net.WebUtility.HtmlDecode(await manager.ReadAsync($"/items/{playbook.Id}"));
        Assert.Equal((1, 2), (Count(forManager, Gap), Count(forManager, Neutral)));
        Assert.Contains("Managers only", forManager, StringComparison.Ordinal);
        Assert.Contains("record one", await lead.ReadAsync($"/items/{playbook.Id}"), StringComparison.Ordinal);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
