using System.Net;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Playlists;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Playlists;

public sealed class PlaylistsTests : IAsyncLifetime
{
    private TestHub _hub = null!;
    private TestBrowser _rita = null!;
    private TestBrowser _otto = null!;
    private TestBrowser _lead = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await TestHub.StartAsync();
        _rita = await _hub.SignInAsAsync("Rita Rep");
        _otto = await _hub.SignInAsAsync("Otto Other");
        _lead = await _hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
    }

    public async ValueTask DisposeAsync()
    {
        _rita.Dispose();
        _otto.Dispose();
        _lead.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task OwnPlaylist_TakesClips_InAnOrder_AndIsNobodyElses()
    {
        var (one, two, three) = (await ClipAsync("An anchor"), await ClipAsync("Payback"), await ClipAsync("Half the price"));
        Assert.Contains("No playlists yet", await _rita.ReadAsync("/playlists"), StringComparison.Ordinal);
        var list = await NewAsync(_rita, "Too expensive", item: one.Id);
        await AddAsync(_rita, list, $"/items/{two.Id}/payback");
        await AddAsync(_rita, list, $"{three.Id}");
        await AddAsync(_rita, list, $"{three.Id}");
        Assert.Equal(["An anchor", "Payback", "Half the price"], await TitlesAsync(_rita, list));
        await PostAsync(_rita, $"/playlists/{list}/items/{three.Id}/up");
        await PostAsync(_rita, $"/playlists/{list}/items/{three.Id}/up");
        await PostAsync(_rita, $"/playlists/{list}/items/{three.Id}/up");
        Assert.Equal(["Half the price", "An anchor", "Payback"], await TitlesAsync(_rita, list));
        await PostAsync(_rita, $"/playlists/{list}/items/{three.Id}/down");
        await PostAsync(_rita, $"/playlists/{list}/items/{two.Id}/remove");
        Assert.Equal(["An anchor", "Half the price"], await TitlesAsync(_rita, list));
        var page = await _rita.ReadAsync("/playlists");
        Assert.Contains("2 recordings", page, StringComparison.Ordinal);
        Assert.Contains("Only you see it", page, StringComparison.Ordinal);
        foreach (var stranger in new[] { _otto, _lead })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/playlists/{list}")).StatusCode);
            Assert.DoesNotContain("Too expensive", await stranger.ReadAsync("/playlists"), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync("/playlists/new", $"/playlists/{list}/items", ("item", $"{two.Id}"))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync("/playlists/new", $"/playlists/{list}/edit", ("Title", "Mine"), ("Revision", "1"))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync("/playlists/new", $"/playlists/{list}/remove")).StatusCode);
        }
    }

    [Fact]
    public async Task SharedPlaylist_IsEverybodys_ButOnlyItsMakerAndLeadsChangeIt()
    {
        using var expert = await _hub.SignInAsAsync("Erik Expert", HubRoles.Expert);
        var clip = await ClipAsync("An anchor");
        var list = await NewAsync(expert, "Too expensive", isShared: true, item: clip.Id);
        var page = await _rita.ReadAsync($"/playlists/{list}");
        Assert.Contains("Shared by Erik Expert", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/playlists/{list}/items", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await _rita.PostAsync("/playlists/new", $"/playlists/{list}/items/{clip.Id}/remove")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _rita.GetAsync($"/playlists/{list}/edit")).StatusCode);
        Assert.Equal(["An anchor"], await TitlesAsync(_rita, list));
        var second = await ClipAsync("Payback");
        await AddAsync(_lead, list, $"{second.Id}");
        Assert.Equal(["An anchor", "Payback"], await TitlesAsync(expert, list));
        Assert.Contains("Plays in", await _rita.ReadAsync($"/items/{clip.Id}/an-anchor"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sharing_IsForThoseWhoWriteContent()
    {
        var answer = await _rita.PostAsync("/playlists/new", "/playlists/new", ("Title", "Mine for all"), ("Shared", "yes"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Experts and enablement leads share playlists", page, StringComparison.Ordinal);
        Assert.Contains("Mine for all", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "Give it a title")]
    [InlineData("long", "", "at most 120 fit")]
    [InlineData("x", "long", "at most 1,000 fit")]
    public async Task WrongWords_AreNamed_AndKept(string title, string description, string sentence)
    {
        var (sent, described) = (title == "long" ? new string('t', 121) : title, description == "long" ? new string('d', 1001) : description);
        var answer = await _rita.PostAsync("/playlists/new", "/playlists/new", ("Title", sent), ("Description", described));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(sentence, page, StringComparison.Ordinal);
        Assert.Contains(sent, page, StringComparison.Ordinal);
        Assert.Contains(described, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsNoRecording_OrNotTheirs_OrOneTooMany_IsRefused()
    {
        var list = await NewAsync(_rita, "Mixed");
        var team = await TestData.In(_hub).TeamAsync("Enterprise");
        var playbook = await TestData.In(_hub).Playbook("A text").Saying("Words").PublishedAsync();
        var secret = await TestData.In(_hub).Clip("Secret").WithMedia().OnlyFor(team).PublishedAsync();
        var draft = await TestData.In(_hub).Clip("Draft").WithMedia().DraftAsync();
        foreach (var typed in new[] { $"{playbook.Id}", $"{secret.Id}", $"{draft.Id}", "987654", "a title", "" })
        {
            var answer = await _rita.PostAsync("/playlists/new", $"/playlists/{list}/items", ("item", typed));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("Choose a clip or a training video", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        Assert.Empty(await TitlesAsync(_rita, list));
    }

    /// <summary>What expires never turns up for others (FIELD, Lifecycle), and comes back when it is brought back.</summary>
    [Fact]
    public async Task WhatHasExpired_OrWasArchived_OrIsForOthers_IsInNoPlaylist()
    {
        var team = await TestData.In(_hub).TeamAsync("Enterprise");
        var (kept, archived) = (await ClipAsync("Kept"), await ClipAsync("Archived"));
        var expires = await TestData.In(_hub).Clip("Expires").WithMedia().ExpiringOn(new DateOnly(2026, 3, 10)).PublishedAsync();
        var secret = await TestData.In(_hub).Clip("Secret").WithMedia().OnlyFor(team).PublishedAsync();
        var list = await NewAsync(_lead, "For all", isShared: true);
        foreach (var clip in new[] { kept, archived, expires, secret }) await AddAsync(_lead, list, $"{clip.Id}");
        Assert.Equal(["Kept", "Archived", "Expires"], await TitlesAsync(_rita, list));
        await _lead.PostAsync("/studio/new", $"/studio/{archived.Id}/archive", ("revision", $"{archived.Revision}"), ("despiteUses", "yes"));
        _hub.Time.Set(new DateTimeOffset(2026, 3, 11, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(["Kept"], await TitlesAsync(_rita, list));
        Assert.Contains("1 recording<", await _rita.ReadAsync("/playlists"), StringComparison.Ordinal);

        // Whoever may change it sees that something is in it that nobody hears, and can take it out.
        Assert.Contains("It has left the library", await _lead.ReadAsync($"/playlists/{list}"), StringComparison.Ordinal);
        await _lead.PostAsync("/studio/new", $"/studio/{archived.Id}/restore", ("revision", $"{await RevisionAsync(archived.Id)}"));
        Assert.Equal(["Kept", "Archived"], await TitlesAsync(_rita, list));
    }

    [Fact]
    public async Task SharedPlaylists_AreDependants_PrivateOnesAreNot_AndBothAreLedToTheSuccessor()
    {
        var (from, to) = (await ClipAsync("Old anchor"), await ClipAsync("New anchor"));
        var shared = await NewAsync(_lead, "Too expensive", isShared: true, item: from.Id);
        var own = await NewAsync(_rita, "On the way to work", item: from.Id);
        await AddAsync(_rita, own, $"{to.Id}");
        var end = await _lead.ReadAsync($"/studio/{from.Id}/end");
        Assert.Contains("Too expensive", end, StringComparison.Ordinal);
        Assert.Contains("plays it", end, StringComparison.Ordinal);
        Assert.DoesNotContain("On the way to work", end, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await _lead.PostAsync("/studio/new", $"/studio/{from.Id}/archive", ("revision", $"{from.Revision}"))).StatusCode);
        await using (var scope = _hub.App.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<ItemDependants>().LeadAsync(from.Id, to.Id, null, TestContext.Current.CancellationToken);
            await scope.ServiceProvider.GetRequiredService<EnablementHub.Data.HubDbContext>().SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(["New anchor"], await TitlesAsync(_rita, shared));
        Assert.Equal(["New anchor"], await TitlesAsync(_rita, own));
    }

    [Fact]
    public async Task OwnPlaylists_AreThere_HoweverManyOthersShare()
    {
        var list = await NewAsync(_rita, "Older than all the shared ones");
        await using (var database = _hub.OpenDatabase())
        {
            var (lead, now) = ((await TestData.LeadAsync(_hub)).Id, _hub.Time.GetUtcNow().AddDays(1));
            for (var number = 0; number < 250; number++)
            {
                var shared = new Playlist { Title = $"Shared {number}", OwnerId = lead, IsShared = true, CreatedAt = now };
                shared.Touch(now);
                database.Add(shared);
            }

            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Contains("Older than all the shared ones", await _rita.ReadAsync("/playlists"), StringComparison.Ordinal);
        var clip = await ClipAsync("An anchor");
        Assert.Contains($"action=\"/playlists/{list}/items\"", await _rita.ReadAsync($"/items/{clip.Id}/an-anchor"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecondEditor_NeverOverwritesTheFirst()
    {
        var list = await NewAsync(_lead, "Too expensive", isShared: true);
        var revision = await ListRevisionAsync(list);
        Assert.Equal(HttpStatusCode.Redirect, (await _lead.PostAsync("/playlists/new", $"/playlists/{list}/edit", ("Title", "First"), ("Shared", "yes"), ("Revision", $"{revision}"))).StatusCode);
        var second = await _lead.PostAsync("/playlists/new", $"/playlists/{list}/edit", ("Title", "Second"), ("Shared", "yes"), ("Revision", $"{revision}"));
        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
        var page = await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Somebody changed the playlist", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Second\"", page, StringComparison.Ordinal);
        Assert.Contains("First", await _rita.ReadAsync($"/playlists/{list}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removed_ItsRecordingsStay()
    {
        var clip = await ClipAsync("An anchor");
        var list = await NewAsync(_rita, "Soon gone", item: clip.Id);
        Assert.Equal(HttpStatusCode.Redirect, (await _rita.PostAsync("/playlists/new", $"/playlists/{list}/remove")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _rita.GetAsync($"/playlists/{list}")).StatusCode);
        Assert.Contains("An anchor", await _rita.ReadAsync($"/items/{clip.Id}/an-anchor"), StringComparison.Ordinal);
    }

    private Task<Item> ClipAsync(string title) => TestData.In(_hub).Clip(title).WithMedia().WithCues().PublishedAsync();

    private static async Task<int> NewAsync(TestBrowser browser, string title, bool isShared = false, int? item = null)
    {
        var answer = await browser.PostAsync("/playlists/new", "/playlists/new", ("Title", title), ("Shared", isShared ? "yes" : ""), ("Item", $"{item}"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return int.Parse(answer.Headers.Location!.ToString().Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task AddAsync(TestBrowser browser, int list, string item) =>
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync("/playlists/new", $"/playlists/{list}/items", ("item", item))).StatusCode);

    private static async Task PostAsync(TestBrowser browser, string address) => Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync("/playlists/new", address)).StatusCode);

    private static async Task<IReadOnlyList<string>> TitlesAsync(TestBrowser browser, int list)
    {
        var page = await browser.ReadAsync($"/playlists/{list}");
        return [.. System.Text.RegularExpressions.Regex.Matches(page, "data-open>([^<]+)</a>").Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))];
    }

    private async Task<int> RevisionAsync(int id)
    {
        await using var database = _hub.OpenDatabase();
        return await database.Items.Where(item => item.Id == id).Select(item => item.Revision).SingleAsync(TestContext.Current.CancellationToken);
    }

    private async Task<int> ListRevisionAsync(int id)
    {
        await using var database = _hub.OpenDatabase();
        return await database.Playlists.Where(list => list.Id == id).Select(list => list.Revision).SingleAsync(TestContext.Current.CancellationToken);
    }
}
