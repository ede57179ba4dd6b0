using System.Net;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Features.People;
using EnablementHub.Features.Usage;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Reviews.Leaving;

public sealed class LeavingTests : IAsyncLifetime
{
    private TestHub _hub = null!;
    private TestBrowser _admin = null!;
    private Person _leaver = null!;
    private Person _heir = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await TestHub.StartAsync();
        _admin = await _hub.SignInAsAsync("Ada Admin", "administrator");
        _leaver = await _hub.AddPersonAsync("Lars Leaver", "expert");
        _heir = await _hub.AddPersonAsync("Hanna Heir", "expert");
    }

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        await _hub.DisposeAsync();
    }

    [Theory]
    [InlineData("", "reassign", "H", "Choose the items first.")]
    [InlineData("X", "reassign", "", "Choose who takes over.")]
    [InlineData("X", "reassign", "987654", "Choose who takes over.")]
    [InlineData("X", "reassign", "L", "Choose who takes over.")]
    [InlineData("many", "reassign", "H", "One of the chosen items can't be read.")]
    [InlineData("987654", "reassign", "H", "don't count on this person any more")]
    [InlineData("987654", "archive", "", "don't count on this person any more")]
    [InlineData("X", "sell", "H", "Choose what becomes of them.")]
    [InlineData("", "accept", "", "Choose the items first.")]
    [InlineData("", "archive", "", "Choose the items first.")]
    public async Task BadInput_ChangesNothing_AndKeepsTheChoice(string ids, string action, string to, string sentence)
    {
        var item = await TestData.In(_hub).Playbook("Stays theirs").OwnedBy(_leaver).Verified().PublishedAsync();
        var chosen = ids == "X" ? $"{item.Id}" : ids;
        var fields = new List<(string, string)> { ("action", action), ("to", to switch { "H" => $"{_heir.Id}", "L" => $"{_leaver.Id}", _ => to }) };
        if (ids.Length > 0) fields.Add(("ids", chosen));
        var answer = await SettleAsync([.. fields]);
        Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Conflict, $"{answer.StatusCode}");
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        if (ids == "X") Assert.Contains($"value=\"{item.Id}\" data-select checked", html, StringComparison.Ordinal);
        Assert.Equal(item.Revision, (await ReadAsync(item)).Revision);
    }

    [Fact]
    public async Task Page_ShowsTheMostUsedFirst_AndEachRole()
    {
        var lead = await _hub.AddPersonAsync("Lena Lead", "lead");
        var little = await TestData.In(_hub).Playbook("Little used").OwnedBy(_leaver).PublishedAsync();
        var much = await TestData.In(_hub).Playbook("Much used").OwnedBy(lead).PublishedAsync();
        await TestData.In(_hub).Playbook("Archived long ago").OwnedBy(_leaver).ArchivedAsync();
        await TestData.In(_hub).Playbook("Of somebody else").OwnedBy(lead).PublishedAsync();
        await using (var database = _hub.OpenDatabase())
        {
            (await database.Items.SingleAsync(item => item.Id == much.Id, TestContext.Current.CancellationToken)).SetVerifier(_leaver.Id, null);
            database.Add(new ItemDay { ItemId = much.Id, Day = new DateOnly(2026, 3, 1), Views = 40 });
            database.Add(new ItemDay { ItemId = little.Id, Day = new DateOnly(2026, 3, 1), Views = 2 });
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var page = await _admin.ReadAsync($"/people/{_leaver.Id}/leaving");
        Assert.True(page.IndexOf("Much used", StringComparison.Ordinal) < page.IndexOf("Little used", StringComparison.Ordinal));
        Assert.Contains("<td>owner, verifier</td><td class=\"number\">2</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td>verifier</td><td class=\"number\">40</td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Archived long ago", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Of somebody else", page, StringComparison.Ordinal);
        Assert.Contains($"/people/{_leaver.Id}/leaving", await _admin.ReadAsync($"/people/{_leaver.Id}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _admin.GetAsync("/people/987654/leaving")).StatusCode);
    }

    [Fact]
    public async Task Reassign_Accept_Archive_ThenDisabling_LeavesNothingVerifiedByNobody()
    {
        var handed = await TestData.In(_hub).Playbook("Handed over").OwnedBy(_leaver).Verified().PublishedAsync();
        var accepted = await TestData.In(_hub).Playbook("Accepted").OwnedBy(_leaver).Verified().PublishedAsync();
        var archived = await TestData.In(_hub).Playbook("Archived").OwnedBy(_leaver).Verified().PublishedAsync();
        var forgotten = await TestData.In(_hub).Playbook("Forgotten").OwnedBy(_leaver).Verified().PublishedAsync();
        var checkedByOther = await TestData.In(_hub).Playbook("Checked by another").OwnedBy(_leaver).Verified().PublishedAsync();
        await using (var database = _hub.OpenDatabase())
        {
            (await database.Items.SingleAsync(item => item.Id == checkedByOther.Id, TestContext.Current.CancellationToken)).SetVerifier(_heir.Id, null);
            (await database.Items.SingleAsync(item => item.Id == handed.Id, TestContext.Current.CancellationToken)).BackupId = _leaver.Id;
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await SettleAsync(("ids", $"{handed.Id}"), ("action", "reassign"), ("to", $"{_heir.Id}"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await SettleAsync(("ids", $"{accepted.Id}"), ("action", "accept"))).StatusCode);
        var ending = await SettleAsync(("ids", $"{archived.Id}"), ("action", "archive"));
        Assert.StartsWith("/library/ending?kind=archive", ending.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await _admin.PostAsync(ending.Headers.Location.ToString(), "/library/ending", ("kind", "archive"), ("ids", $"{archived.Id}"))).StatusCode);
        var mine = await ReadAsync(handed);
        Assert.Equal((_heir.Id, _heir.Id, null), (mine.OwnerId, mine.BackupId, mine.UntrustedReason));
        Assert.Equal(TrustReason.OwnerLeft, (await ReadAsync(accepted)).UntrustedReason);
        Assert.Equal(PublicationState.Archived, (await ReadAsync(archived)).State);
        Assert.Null((await ReadAsync(forgotten)).UntrustedReason);
        Assert.Equal(HttpStatusCode.Redirect, (await _admin.PostAsync($"/people/{_leaver.Id}/disable", $"/people/{_leaver.Id}/disable")).StatusCode);
        Assert.Equal(TrustReason.OwnerLeft, (await ReadAsync(forgotten)).UntrustedReason);
        Assert.Equal(TrustStatus.Unverified, (await ReadAsync(forgotten)).TrustOn(new DateOnly(2026, 3, 10)));
        Assert.Null((await ReadAsync(checkedByOther)).UntrustedReason);
        Assert.Null((await ReadAsync(handed)).UntrustedReason);
        Assert.Contains("Ada Admin ended the verification because the person who vouched for it has left", await _admin.ReadAsync($"/items/{forgotten.Id}"), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> SettleAsync(params (string, string)[] fields) => _admin.PostAsync("/people", $"/people/{_leaver.Id}/leaving", fields);

    private async Task<Item> ReadAsync(Item item)
    {
        await using var database = _hub.OpenDatabase();
        return await database.Items.AsNoTracking().SingleAsync(i => i.Id == item.Id, TestContext.Current.CancellationToken);
    }
}
