using EnablementHub.Features.Learning;
using EnablementHub.Features.Learning.Noting;
using EnablementHub.Features.Library;
using EnablementHub.Features.People;
using EnablementHub.Features.Usage;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Learning.Noting;

public sealed class NoteItemsTests : IAsyncLifetime
{
    private TestHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await TestHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Theory]
    [InlineData(79.9, false)]
    [InlineData(80, true)]
    public async Task Recording_CountsFromEightyPercentOfItsUniqueSeconds(double seconds, bool counts)
    {
        var person = await _hub.AddPersonAsync("Lena Listens");
        var clip = await TestData.In(_hub).Clip("A hundred seconds").WithMedia(duration: 100).PublishedAsync();
        await _hub.PlayAsync(person, clip, (0, seconds));
        await _hub.RunAsync<NoteItemsJob>();
        var records = await ReadAsync(person);
        if (!counts) Assert.Empty(records);
        else Assert.Equal((LearningKind.Item, clip.Id, 1, "Played 1 min 20 s of 1 min 40 s"), (records[0].Kind, records[0].TargetId, records[0].TargetVersion, records[0].Evidence));
    }

    [Fact]
    public async Task Version_IsNotedOncePerPerson_AndTheNextOneAnew()
    {
        var person = await _hub.AddPersonAsync("Reno Reads");
        var playbook = await TestData.In(_hub).Playbook("Prices of last year").Saying("Old.").PublishedWithPendingAsync("Prices of this year");
        await _hub.OpenAsync(person, playbook);
        await _hub.OpenAsync(person, playbook);
        await _hub.RunAsync<NoteItemsJob>();
        await _hub.RunAsync<NoteItemsJob>();
        Assert.Equal([1], (await ReadAsync(person)).Select(record => record.TargetVersion));

        await using (var database = _hub.OpenDatabase())
        {
            _hub.Time.Advance(TimeSpan.FromMinutes(1));
            var stored = await database.Items.Include(item => item.Versions).SingleAsync(item => item.Id == playbook.Id, TestContext.Current.CancellationToken);
            stored.NewestVersion!.PublishedAt = _hub.Time.GetUtcNow();
            stored.Publish(_hub.Time.GetUtcNow());
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        // The job looks back a little: what was read before the change says nothing of the new version.
        await _hub.RunAsync<NoteItemsJob>();
        Assert.Single(await ReadAsync(person));
        await _hub.OpenAsync(person, playbook);
        await _hub.RunAsync<NoteItemsJob>();
        Assert.Equal([1, 2], (await ReadAsync(person)).Select(record => record.TargetVersion));
    }

    [Fact]
    public async Task HubOlderThanItsLedger_IsCaughtUpFromItsFirstUse()
    {
        var person = await _hub.AddPersonAsync("Vera Veteran");
        var early = await TestData.In(_hub).Playbook("Read in March").Saying("Read me.").PublishedAsync();
        var late = await TestData.In(_hub).Clip("Played in May").WithMedia(duration: 20).PublishedAsync();
        await _hub.OpenAsync(person, early);
        _hub.Time.Advance(TimeSpan.FromDays(60));
        await _hub.PlayAsync(person, late, (0, 20));
        _hub.Time.Advance(TimeSpan.FromDays(3));
        await _hub.RunAsync<NoteItemsJob>();
        Assert.Equal([early.Id, late.Id], (await ReadAsync(person)).Select(record => record.TargetId));
    }

    [Fact]
    public async Task Page_KnowsWhatWasPlayedBeforeItIsNoted()
    {
        var person = await _hub.AddPersonAsync("Pia Page");
        var clip = await TestData.In(_hub).Clip("Just now").WithMedia(duration: 20).PublishedAsync();
        await _hub.PlayAsync(person, clip, (0, 20));
        await using var scope = _hub.App.Services.CreateAsyncScope();
        var target = new LearningKey(LearningKind.Item, clip.Id);
        var latest = await scope.ServiceProvider.GetRequiredService<LearningQueries>().LatestAsync([person.Id], [target, new LearningKey(LearningKind.Quiz, clip.Id)], TestContext.Current.CancellationToken);
        Assert.Equal(1, latest[(person.Id, target)].TargetVersion);
        Assert.Single(latest);
        Assert.Empty(await ReadAsync(person));
    }

    private async Task<List<LearningRecord>> ReadAsync(Person person)
    {
        await using var database = _hub.OpenDatabase();
        return await database.LearningRecords.AsNoTracking().Where(record => record.PersonId == person.Id).OrderBy(record => record.Id).ToListAsync(TestContext.Current.CancellationToken);
    }
}
