using System.Net;
using EnablementHub.Features.Duplicates;
using EnablementHub.Features.Library;
using EnablementHub.Features.Notifications.Following;
using EnablementHub.Features.People;
using EnablementHub.Features.Usage;
using EnablementHub.Tests.Features.Studio;
using EnablementHub.Tests.Features.Training;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static EnablementHub.Tests.Features.Studio.StudioHub;

namespace EnablementHub.Tests.Features.Duplicates;

public sealed class MergeTests(StudioHub studio) : IClassFixture<StudioHub>
{
    private const string Text = "When the buyer says that the price is too high, ask what it costs them to leave everything as it is until next spring.";

    [Fact]
    public async Task Merged_OneStays_TheOtherLeadsThere_AndItsFiguresCountForTheOneThatStays()
    {
        var (one, other) = await PairAsync("first");
        var day = new DateOnly(2026, 3, 1);
        await using var database = studio.Hub.OpenDatabase();
        database.AddRange(new ItemDay { ItemId = one.Id, Day = day, Views = 2, Plays = 1 }, new ItemDay { ItemId = other.Id, Day = day, Views = 3, Plays = 4 }, new ItemDay { ItemId = other.Id, Day = day.AddDays(1), Views = 5 });
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        var predecessor = await TestData.In(studio.Hub).Playbook("Led to the other").SucceededBy(other).PublishedAsync();
        var list = WebUtility.HtmlDecode(await studio.Lead.ReadAsync("/duplicates"));
        Assert.Contains("The first one", list, StringComparison.Ordinal);
        Assert.Contains("% the same", list, StringComparison.Ordinal);

        var user = await TestData.In(studio.Hub).Playbook("Links to the other").Saying($"See [it](/items/{other.Id}).").PublishedAsync();
        var (reader, both) = (await studio.Hub.AddPersonAsync("Fay Follower"), await studio.Hub.AddPersonAsync("Bo Both"));
        database.AddRange(Follow.Item(reader.Id, other.Id, studio.Hub.Time.GetUtcNow()), Follow.Item(both.Id, other.Id, studio.Hub.Time.GetUtcNow()), Follow.Item(both.Id, one.Id, studio.Hub.Time.GetUtcNow()));
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        var asked = WebUtility.HtmlDecode(await studio.Lead.ReadAsync($"/duplicates/merge?survivor={one.Id}&loser={other.Id}"));
        Assert.Contains("Nothing has changed yet", asked, StringComparison.Ordinal);
        Assert.Contains("2 people who follow it will follow that one", asked, StringComparison.Ordinal);
        Assert.Contains("Links to the other", asked, StringComparison.Ordinal);

        var moved = await MergeAsync(one.Id, other.Id, other.Revision);
        Assert.StartsWith("/links/rewrites/", moved.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal("/duplicates", (await MergeAsync(one.Id, other.Id, other.Revision)).Headers.Location!.ToString());
        await studio.Hub.RunRewritesAsync();
        Assert.Contains($"/items/{one.Id}", await studio.Hub.LiveBodyAsync(user.Id), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.MovedPermanently, (await studio.Rep.GetAsync($"/items/{other.Id}")).StatusCode);
        Assert.Equal([both.Id, reader.Id], (await database.Follows.Where(follow => follow.ItemId == one.Id).Select(follow => follow.PersonId).ToListAsync(TestContext.Current.CancellationToken)).OrderDescending());
        Assert.False(await database.Follows.AnyAsync(follow => follow.ItemId == other.Id, TestContext.Current.CancellationToken));
        var loser = await studio.ReadAsync(other.Id);
        Assert.Equal((PublicationState.Archived, one.Id), (loser.State, loser.SuccessorId));
        Assert.Equal(one.Id, (await studio.ReadAsync(predecessor.Id)).SuccessorId);
        Assert.Equal([(day, 5, 5), (day.AddDays(1), 5, 0)], (await database.ItemDays.AsNoTracking().Where(entry => entry.ItemId == one.Id).OrderBy(entry => entry.Day).ToListAsync(TestContext.Current.CancellationToken)).Select(entry => (entry.Day, entry.Views, entry.Plays)));
        Assert.False(await database.ItemDays.AnyAsync(entry => entry.ItemId == other.Id, TestContext.Current.CancellationToken));
        Assert.DoesNotContain($"loser={other.Id}\"", await studio.Lead.ReadAsync("/duplicates"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatWasLearnedAndWatched_CountsForTheOneThatStays_AndStaysOnRecord()
    {
        var hub = studio.Hub;
        var one = await TestData.In(hub).Clip("Kept recording").WithMedia().PublishedAsync();
        var other = await TestData.In(hub).Clip("The same recording").WithMedia().PublishedAsync();
        var foreign = await TestData.In(hub).Clip("Another recording").WithMedia().PublishedAsync();
        var (learner, both) = (await hub.AddPersonAsync("Lea Learner"), await hub.AddPersonAsync("Bea Both"));
        await using var database = hub.OpenDatabase();
        var media = await database.ItemVersions.Where(version => version.ItemId == one.Id || version.ItemId == other.Id || version.ItemId == foreign.Id).ToDictionaryAsync(version => version.ItemId, version => version.MediaFileId!.Value, TestContext.Current.CancellationToken);
        await database.MediaFiles.Where(file => file.Id == media[one.Id] || file.Id == media[other.Id]).ExecuteUpdateAsync(set => set.SetProperty(file => file.Sha256, new string('a', 64)), TestContext.Current.CancellationToken);
        await database.MediaFiles.Where(file => file.Id == media[foreign.Id]).ExecuteUpdateAsync(set => set.SetProperty(file => file.Sha256, new string('b', 64)), TestContext.Current.CancellationToken);
        await hub.LearnAsync(learner, other.Key(), version: 1);
        await hub.LearnAsync(both, other.Key(), version: 1);
        await hub.LearnAsync(both, one.Key(), version: 1);
        var now = hub.Time.GetUtcNow();
        database.AddRange(Seen(learner, other, 40), Seen(both, other, 30), Seen(both, one, 10), Seen(learner, foreign, 20));
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        await MergeAsync(one.Id, other.Id, other.Revision);
        await MergeAsync(one.Id, foreign.Id, foreign.Revision);

        var carried = Assert.Single(await database.LearningRecords.AsNoTracking().Where(record => record.PersonId == learner.Id && record.TargetId == one.Id).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal($"Learned as item {other.Id}, which was merged into this one: Learned in a test", carried.Evidence);
        Assert.Equal(1, await database.LearningRecords.CountAsync(record => record.PersonId == learner.Id && record.TargetId == other.Id, TestContext.Current.CancellationToken));
        Assert.Equal(1, await database.LearningRecords.CountAsync(record => record.PersonId == both.Id && record.TargetId == one.Id, TestContext.Current.CancellationToken));
        var seen = await database.WatchProgress.AsNoTracking().Where(progress => progress.ItemId == one.Id).ToDictionaryAsync(progress => progress.PersonId, progress => (progress.UniqueSeconds, progress.MediaFileId), TestContext.Current.CancellationToken);
        Assert.Equal((40, media[one.Id]), seen[learner.Id]);
        Assert.Equal((10, media[one.Id]), seen[both.Id]);
        Assert.Equal(2, seen.Count);

        WatchProgress Seen(Person person, Item item, double seconds) => new() { PersonId = person.Id, ItemId = item.Id, MediaFileId = media[item.Id], Spans = $"0-{seconds}", UniqueSeconds = seconds, DurationSeconds = 84, FirstAt = now, LastAt = now };
    }

    [Fact]
    public async Task WrongChoices_AreRefusedWithASentence_AndChangeNothing()
    {
        var (one, other) = await PairAsync("second");
        var draft = await TestData.In(studio.Hub).Playbook("Only a draft").Saying(Text).DraftAsync();
        Assert.Equal(HttpStatusCode.Conflict, (await MergeAsync(one.Id, other.Id, other.Revision - 1)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await MergeAsync(one.Id, one.Id, one.Revision)).StatusCode);
        Assert.Contains("must be published", await TextAsync(await MergeAsync(draft.Id, other.Id, other.Revision)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await MergeAsync(one.Id, 987654, 1)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await studio.Lead.PostAsync("/studio/new", "/duplicates/merge", ("survivor", "this"), ("loser", "that"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await studio.Expert.PostAsync("/studio/new", "/duplicates/merge", ("survivor", $"{one.Id}"), ("loser", $"{other.Id}"), ("revision", $"{other.Revision}"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await studio.Lead.PostAsync("/studio/new", "/duplicates/dismiss", ("first", "1"), ("second", "987654"))).StatusCode);
        Assert.Equal(PublicationState.Published, (await studio.ReadAsync(other.Id)).State);

        Assert.Equal(HttpStatusCode.BadRequest, (await studio.Lead.GetAsync($"/duplicates/merge?survivor={one.Id}&loser={one.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await studio.Lead.GetAsync("/duplicates/merge?survivor=this&loser=that")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await studio.Lead.GetAsync($"/duplicates/merge?survivor={draft.Id}&loser={one.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await studio.Lead.GetAsync($"/duplicates/merge?survivor={one.Id}&loser=987654")).StatusCode);
    }

    [Fact]
    public async Task BothAreNeeded_LeavesTheList_UntilItIsTakenBack_OrATextChanges()
    {
        var (one, other) = await PairAsync("fourth");
        var merge = $"/duplicates/merge?survivor={one.Id}&amp;loser={other.Id}";
        Assert.Contains(merge, await studio.Lead.ReadAsync("/duplicates"), StringComparison.Ordinal);
        Assert.Contains("Said twice", await studio.Lead.ReadAsync("/reviews/health"), StringComparison.Ordinal);
        Assert.Contains("% the same", await studio.Lead.ReadAsync("/reviews/health"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await studio.Lead.PostAsync("/studio/new", "/duplicates/dismiss", ("first", $"{one.Id}"), ("second", $"{other.Id}"))).StatusCode);
        var list = await studio.Lead.ReadAsync("/duplicates");
        Assert.DoesNotContain(merge, list, StringComparison.Ordinal);
        Assert.Contains($"/duplicates/{one.Id}/{other.Id}/show-again", list, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await studio.Lead.PostAsync("/studio/new", $"/duplicates/{one.Id}/{other.Id}/show-again")).StatusCode);
        Assert.Contains(merge, await studio.Lead.ReadAsync("/duplicates"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await studio.Lead.PostAsync("/studio/new", "/duplicates/dismiss", ("first", $"{one.Id}"), ("second", $"{other.Id}"))).StatusCode);
        await PublishAsync(studio.Lead, other.Id, ("Body", Text + " Say it for fourth too, and add a sentence that stands in no other text of all."));
        await SketchAsync();
        Assert.Contains(merge, await studio.Lead.ReadAsync("/duplicates"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhileWriting_TheWriterHearsWhatIsThereAlready_AsFarAsTheyMaySeeIt()
    {
        var (one, _) = await PairAsync("third");
        var secret = await TestData.In(studio.Hub).Playbook("Not for experts").Saying(Text + " Say it for third.").OnlyForRole("manager").PublishedAsync();
        await SketchAsync();
        var id = await NewAsync(studio.Expert, "playbook", "Written again");
        Assert.DoesNotContain("Looks like what is there already", await studio.Expert.ReadAsync($"/studio/{id}"), StringComparison.Ordinal);
        var answer = await studio.Expert.PostAsync("/studio/new", $"/duplicates/check/{id}", ("Body", $"**{Text}** Say it for third."));
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"/items/{one.Id}/", html, StringComparison.Ordinal);
        Assert.Contains(" %", html, StringComparison.Ordinal);
        Assert.DoesNotContain($"/items/{secret.Id}", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await studio.Expert.PostAsync("/studio/new", "/duplicates/check/987654", ("Body", Text))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await studio.Expert.PostAsync("/studio/new", $"/duplicates/check/{one.Id}", ("Body", Text))).StatusCode);
        await SaveAsync(studio.Expert, id, ("Body", Text + " Say it for third."));
        Assert.Contains("Looks like what is there already", await studio.Expert.ReadAsync($"/studio/{id}"), StringComparison.Ordinal);
    }

    private async Task<(Item One, Item Other)> PairAsync(string name)
    {
        var one = await TestData.In(studio.Hub).Playbook($"The {name} one").Saying($"{Text} Say it for {name}.").PublishedAsync();
        var other = await TestData.In(studio.Hub).Playbook($"The {name} one again").Saying($"{Text} Say it for {name} too.").PublishedAsync();
        await SketchAsync();
        return (one, other);
    }

    private async Task SketchAsync()
    {
        await using var scope = studio.Hub.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SketchChanges>().RunAsync(TestContext.Current.CancellationToken);
    }

    private Task<HttpResponseMessage> MergeAsync(int survivor, int loser, int revision) =>
        studio.Lead.PostAsync("/studio/new", "/duplicates/merge", ("survivor", $"{survivor}"), ("loser", $"{loser}"), ("revision", $"{revision}"));
}
