using System.Net;
using EnablementHub.Features.Library;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Storage;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static EnablementHub.Tests.Features.Studio.StudioHub;

namespace EnablementHub.Tests.Features.Studio.Publishing;

public sealed class DeleteTests(StudioHub studio) : IClassFixture<StudioHub>
{
    [Theory]
    [InlineData("", "Type the item's title exactly")]
    [InlineData("Something else", "Type the item's title exactly")]
    public async Task WrongConfirmation_DeletesNothing_AndStays(string typed, string sentence)
    {
        var draft = await TestData.In(studio.Hub).Playbook("Not so quick").DraftAsync();
        var answer = await DeleteAsync(draft, typed);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{typed}\"", html, StringComparison.Ordinal);
        Assert.Equal(draft.Revision, await studio.RevisionAsync(draft.Id));
        Assert.Equal(HttpStatusCode.Conflict, (await DeleteAsync(draft, "Not so quick", ("revision", $"{draft.Revision - 1}"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await DeleteAsync(draft, "Not so quick", ("revision", "one"))).StatusCode);
    }

    [Fact]
    public async Task WhatReadersSee_AndWhatIsOthers_IsNotDeleted()
    {
        var live = await TestData.In(studio.Hub).Playbook("Live").PublishedAsync();
        var answer = await DeleteAsync(live, "Live");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Archive it first", await TextAsync(answer), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await studio.Lead.PostAsync("/studio/new", "/studio/987654/delete", ("revision", "1"))).StatusCode);
        var draft = await TestData.In(studio.Hub).Playbook("The lead's draft").DraftAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await studio.Expert.PostAsync("/studio/new", $"/studio/{draft.Id}/delete", ("revision", $"{draft.Revision}"), ("confirmation", "The lead's draft"))).StatusCode);
        var archived = await TestData.In(studio.Hub).Playbook("Erik's archived").OwnedBy(await studio.Hub.AddPersonAsync("Erik Expert")).ArchivedAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await studio.Expert.PostAsync("/studio/new", $"/studio/{archived.Id}/delete", ("revision", $"{archived.Revision}"), ("confirmation", "Erik's archived"))).StatusCode);
    }

    [Fact]
    public async Task Deleted_LeavesNothingBut_TheAuditAndItsNumber_AndItsFileGoesTwoDaysLater()
    {
        var clip = await TestData.In(studio.Hub).Clip("Goes for good").WithMedia(2_000).WithCues().ArchivedAsync();
        var user = await TestData.In(studio.Hub).Playbook("Still names it").Saying($"![Listen](/items/{clip.Id})").PublishedAsync();
        var predecessor = await TestData.In(studio.Hub).Clip("Led there").WithCues().SucceededBy(clip).PublishedAsync();
        await using var database = studio.Hub.OpenDatabase();
        var key = await database.MediaFiles.Where(file => file.ItemId == clip.Id).Select(file => file.StoreKey).SingleAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Still names it", await studio.Lead.ReadAsync($"/studio/{clip.Id}/delete"), StringComparison.Ordinal);
        var refused = await DeleteAsync(clip, "Goes for good");
        Assert.Contains("2 other places use it", await TextAsync(refused), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await DeleteAsync(clip, "goes for good", ("despiteUses", "yes"))).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await studio.Lead.GetAsync($"/items/{clip.Id}")).StatusCode);
        Assert.False(await database.Items.AnyAsync(item => item.Id == clip.Id, TestContext.Current.CancellationToken));
        Assert.False(await database.MediaFiles.AnyAsync(file => file.ItemId == clip.Id, TestContext.Current.CancellationToken));
        Assert.False(await database.Transcripts.AnyAsync(transcript => transcript.ItemId == clip.Id, TestContext.Current.CancellationToken));
        Assert.Null((await studio.ReadAsync(predecessor.Id)).SuccessorId);
        Assert.Equal(PublicationState.Published, (await studio.ReadAsync(user.Id)).State);
        Assert.Equal("Goes for good", (await database.Audit.SingleAsync(entry => entry.Action == "item.deleted" && entry.SubjectId == clip.Id, TestContext.Current.CancellationToken)).Detail);

        var store = studio.Hub.App.Services.GetRequiredService<IFileStore>();
        await CleanAsync();
        Assert.NotNull(await store.StatAsync(key, TestContext.Current.CancellationToken));
        File.SetLastWriteTimeUtc(Directory.EnumerateFiles(studio.Hub.Folder, "*", SearchOption.AllDirectories).Single(path => path.Contains(Path.GetFileName(key), StringComparison.Ordinal)), studio.Hub.Time.GetUtcNow().AddDays(-3).UtcDateTime);
        await CleanAsync();
        Assert.Null(await store.StatAsync(key, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AnOwner_DeletesTheirOwnDraft()
    {
        var id = await NewAsync(studio.Expert, "playbook", "A wrong start");
        Assert.Contains("/delete", await studio.Expert.ReadAsync($"/studio/{id}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await studio.Expert.PostAsync("/studio/new", $"/studio/{id}/delete", ("revision", $"{await studio.RevisionAsync(id)}"), ("confirmation", "A wrong start"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await studio.Expert.GetAsync($"/studio/{id}")).StatusCode);
    }

    private async Task<HttpResponseMessage> DeleteAsync(Item item, string confirmation, params (string Name, string Value)[] more) => await studio.Lead.PostAsync(
        "/studio/new", $"/studio/{item.Id}/delete", [.. more.Any(field => field.Name == "revision") ? [] : new[] { ("revision", $"{item.Revision}") }, ("confirmation", confirmation), .. more]);

    private async Task CleanAsync()
    {
        await using var scope = studio.Hub.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<IRecurringJob>().Single(job => job.Name == "remove-orphan-files").RunAsync(TestContext.Current.CancellationToken);
    }
}
