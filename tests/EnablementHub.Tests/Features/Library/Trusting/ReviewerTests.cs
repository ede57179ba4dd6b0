using System.Net;
using EnablementHub.Tests.Features.Studio;
using EnablementHub.Tests.Support;
using static EnablementHub.Tests.Features.Studio.StudioHub;

namespace EnablementHub.Tests.Features.Library.Trusting;

public sealed class ReviewerTests(StudioHub studio) : IClassFixture<StudioHub>
{
    [Theory]
    [InlineData("Verifier", "nobody", "Choose the verifier from the list.")]
    [InlineData("Verifier", "person:987654", "That person isn't in the hub any more. Choose another verifier.")]
    [InlineData("Verifier", "team:987654", "That group is gone. Choose another verifier.")]
    [InlineData("Verifier", "person:99999999999999999999", "Choose the verifier from the list.")]
    [InlineData("BackupId", "somebody", "Choose the backup from the list.")]
    [InlineData("BackupId", "987654", "That person isn't in the hub any more. Choose another backup.")]
    public async Task Editor_RefusesReviewersWhoAreNotThere(string field, string value, string sentence)
    {
        var item = await TestData.In(studio.Hub).Playbook("Who checks it").Saying("Text").PublishedAsync();
        var answer = await SaveAsync(studio.Lead, item.Id, (field, value), ("Summary", "Kept as typed"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(sentence, WebUtility.HtmlDecode(text), StringComparison.Ordinal);
        Assert.Contains("Kept as typed", text, StringComparison.Ordinal);
        Assert.Equal(item.Revision, await studio.RevisionAsync(item.Id));
    }

    [Fact]
    public async Task Editor_NamesAPerson_ThenAGroup_ThenTheOwnerAgain()
    {
        var item = await TestData.In(studio.Hub).Playbook("Changing hands").Saying("Text").PublishedAsync();
        var expert = await studio.Hub.AddPersonAsync("Erik Expert");
        var team = await TestData.In(studio.Hub).TeamAsync("Pricing desk");
        Assert.Equal(HttpStatusCode.Redirect, (await SaveAsync(studio.Lead, item.Id, ("Verifier", $"person:{expert.Id}"), ("BackupId", $"{expert.Id}"))).StatusCode);
        var named = await studio.ReadAsync(item.Id);
        Assert.Equal((expert.Id, null, expert.Id), (named.VerifierId, named.VerifierTeamId, named.BackupId));
        Assert.Contains("Erik Expert, then Erik Expert", await studio.Lead.ReadAsync($"/items/{item.Id}"), StringComparison.Ordinal);
        await SaveAsync(studio.Lead, item.Id, ("Verifier", $"team:{team.Id}"));
        var group = await studio.ReadAsync(item.Id);
        Assert.Equal((null, team.Id, expert.Id), (group.VerifierId, group.VerifierTeamId, group.BackupId));
        await SaveAsync(studio.Lead, item.Id, ("Verifier", ""), ("BackupId", ""));
        var owner = await studio.ReadAsync(item.Id);
        Assert.Equal((null, null, null), (owner.VerifierId, owner.VerifierTeamId, owner.BackupId));
    }

    [Fact]
    public async Task Experts_DontChooseTheirOwnVerifier()
    {
        var expert = await studio.Hub.AddPersonAsync("Erik Expert");
        var item = await TestData.In(studio.Hub).Playbook("Of an expert").Saying("Text").OwnedBy(expert).PublishedAsync();
        var answer = await SaveAsync(studio.Expert, item.Id, ("Verifier", $"person:{expert.Id}"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("Only an enablement lead changes the owner, who checks it", await TextAsync(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verifier", "whoever", "Choose the verifier from the list.")]
    [InlineData("verifier", "team:987654", "That group is gone")]
    [InlineData("backupId", "whoever", "Choose the backup from the list.")]
    [InlineData("backupId", "987654", "Choose another backup")]
    [InlineData("unused", "", "Choose what to change")]
    public async Task Bulk_RefusesReviewersWhoAreNotThere(string field, string value, string sentence)
    {
        var item = await TestData.In(studio.Hub).Playbook("Bulk check").PublishedAsync();
        var answer = await BulkAsync(item.Id, field == "verifier" ? value : "same", field == "backupId" ? value : "same");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, await TextAsync(answer), StringComparison.Ordinal);
        Assert.Equal(item.Revision, await studio.RevisionAsync(item.Id));
    }

    [Fact]
    public async Task Bulk_NamesVerifierAndBackup_AndLeavesWhatStaysTheSame()
    {
        var item = await TestData.In(studio.Hub).Playbook("Bulk hands").PublishedAsync();
        var expert = await studio.Hub.AddPersonAsync("Erik Expert");
        Assert.Equal(HttpStatusCode.Redirect, (await BulkAsync(item.Id, $"person:{expert.Id}", $"{expert.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await BulkAsync(item.Id, "same", "")).StatusCode);
        var changed = await studio.ReadAsync(item.Id);
        Assert.Equal((expert.Id, null), (changed.VerifierId, changed.BackupId));
    }

    private Task<HttpResponseMessage> BulkAsync(int id, string verifier, string backup) =>
        studio.Lead.PostAsync("/studio/new", "/library/bulk", ("ids", $"{id}"), ("action", "reviewers"), ("verifier", verifier), ("backupId", backup));
}
