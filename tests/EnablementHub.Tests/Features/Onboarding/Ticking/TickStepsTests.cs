using EnablementHub.Features.Library;
using EnablementHub.Features.Onboarding;
using EnablementHub.Features.Onboarding.Ticking;
using EnablementHub.Features.People;
using EnablementHub.Features.Usage;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Onboarding.Ticking;

public sealed class TickStepsTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Theory]
    [InlineData(79.9, false)]
    [InlineData(80, true)]
    [InlineData(100, true)]
    public async Task Recording_CountsFromEightyPercentOfItsUniqueSeconds(double seconds, bool counts)
    {
        var person = await _hub.AddPersonAsync($"Uma Unique {seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
        var clip = await TestData.In(_hub).Clip("A hundred seconds").WithMedia(duration: 100).PublishedAsync();
        var started = await OnboardingStory.In(_hub).Content(clip, "Play it").StartedAsync(person);
        await _hub.PlayAsync(person, clip, (0, seconds));
        Assert.Equal(counts ? 1 : 0, await TickAsync(person));
        var step = (await OnboardingStory.ReadAsync(_hub, started.Id)).Steps[0];
        Assert.Equal(counts ? StepState.Done : StepState.Open, step.State);
        if (counts) Assert.StartsWith("Played 1 min", step.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SeeksReplaysAndTwoTabs_NeverCountASecondTwice_AgainstABruteForceModel()
    {
        var random = new Random(20260310);
        var person = await _hub.AddPersonAsync("Sam Seeker");
        for (var round = 0; round < 12; round++)
        {
            var clip = await TestData.In(_hub).Clip($"Seek {round}").WithMedia(duration: 60).PublishedAsync();
            var started = await OnboardingStory.In(_hub).Content(clip, "Play it").StartedAsync(person);
            var seen = new bool[600];
            for (var play = 0; play < 12; play++)
            {
                var from = random.Next(0, 560);
                var to = Math.Min(600, from + random.Next(10, 160));
                for (var tenth = from; tenth < to; tenth++) seen[tenth] = true;
                await _hub.PlayAsync(person, clip, (from / 10.0, to / 10.0));
                await TickAsync(person);
                var expected = seen.Count(isSeen => isSeen) >= 480;
                var step = (await OnboardingStory.ReadAsync(_hub, started.Id)).Steps[0];
                Assert.Equal(expected, step.State == StepState.Done);
                if (expected) break;
            }
        }
    }

    [Fact]
    public async Task Page_CountsOnceOpenedAfterTheStart_NotBefore()
    {
        var person = await _hub.AddPersonAsync("Oda Opens");
        var playbook = await TestData.In(_hub).Playbook("Qualify in or out").Saying("Ask.").PublishedAsync();
        await _hub.OpenAsync(person, playbook);
        _hub.Time.Advance(TimeSpan.FromMinutes(1));
        var started = await OnboardingStory.In(_hub).Content(playbook, "Read it").StartedAsync(person);
        Assert.Equal(0, await TickAsync(person));
        _hub.Time.Advance(TimeSpan.FromMinutes(1));
        await _hub.OpenAsync(person, playbook);
        Assert.Equal(1, await TickAsync(person));
        Assert.Equal("Opened", (await OnboardingStory.ReadAsync(_hub, started.Id)).Steps[0].Evidence);
    }

    [Fact]
    public async Task Question_CountsWhenTheRightClipIsPlayedAfterBeginning_AndKeepsSearchesTimeAndRank()
    {
        var person = await _hub.AddPersonAsync("Fia Finder");
        var right = await TestData.In(_hub).Clip("Our spreadsheet works fine").WithMedia(duration: 60).PublishedAsync();
        var wrong = await TestData.In(_hub).Clip("Another one").WithMedia(duration: 60).PublishedAsync();
        var started = await OnboardingStory.In(_hub).Find(right, "A prospect is happy with a spreadsheet. What do we say?").StartedAsync(person);
        using var browser = await _hub.SignInAsAsync("Fia Finder");
        Assert.DoesNotContain("Our spreadsheet works fine", await browser.ReadAsync("/onboarding"), StringComparison.Ordinal);
        await _hub.PlayAsync(person, right, (0, 5));
        _hub.Time.Advance(TimeSpan.FromMinutes(1));
        var begun = await browser.PostAsync("/onboarding", $"/onboarding/steps/{started.Steps[0].Id}/begin");
        Assert.Equal("/search", begun.Headers.Location?.ToString());
        Assert.Equal(0, await TickAsync(person));
        _hub.Time.Advance(TimeSpan.FromSeconds(20));
        await SearchAsync(person, "excel", null);
        await SearchAsync(person, "spreadsheet fine", (right.Id, 2));
        await _hub.PlayAsync(person, wrong, (0, 30));
        Assert.Equal(0, await TickAsync(person));
        _hub.Time.Advance(TimeSpan.FromSeconds(20));
        await _hub.PlayAsync(person, right, (5, 12));
        Assert.Equal(1, await TickAsync(person));
        var step = (await OnboardingStory.ReadAsync(_hub, started.Id)).Steps[0];
        Assert.Equal((StepState.Done, 2, 2, 40.0), (step.State, step.FindQueries, step.FindRank, step.FindSeconds));
        Assert.Equal("Found with 2 searches, result 2", step.Evidence);
    }

    [Fact]
    public async Task Page_ShowsAtOnceWhatWasPlayed_AndWritesNothing()
    {
        var person = await _hub.AddPersonAsync("Pia Page");
        using var browser = await _hub.SignInAsAsync("Pia Page");
        var clip = await TestData.In(_hub).Clip("Seen whole").WithMedia(duration: 30).PublishedAsync();
        var started = await OnboardingStory.In(_hub).Content(clip, "Play it").Task("Tell somebody").StartedAsync(person);
        await _hub.PlayAsync(person, clip, (0, 30));
        Assert.Contains("1 of 2 steps done", await browser.ReadAsync("/onboarding"), StringComparison.Ordinal);
        Assert.All((await OnboardingStory.ReadAsync(_hub, started.Id)).Steps, step => Assert.Equal(StepState.Open, step.State));
        Assert.Equal(1, await TickAsync(person));
    }

    [Fact]
    public async Task Job_TicksForThosePeopleOnlyWhoUsedSomething()
    {
        var clip = await TestData.In(_hub).Clip("For the job").WithMedia(duration: 20).PublishedAsync();
        var active = await _hub.AddPersonAsync("Ada Active");
        var idle = await _hub.AddPersonAsync("Ivo Idle");
        var one = await OnboardingStory.In(_hub).Content(clip, "Play it").StartedAsync(active);
        var two = await OnboardingStory.In(_hub).Content(clip, "Play it").StartedAsync(idle);
        var before = _hub.Time.GetUtcNow();
        await _hub.PlayAsync(active, clip, (0, 20));
        await using (var scope = _hub.App.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<TickSteps>().RunSinceAsync(before, TestContext.Current.CancellationToken);
        Assert.NotNull((await OnboardingStory.ReadAsync(_hub, one.Id)).CompletedAt);
        Assert.Null((await OnboardingStory.ReadAsync(_hub, two.Id)).CompletedAt);
    }

    private async Task<int> TickAsync(Person person)
    {
        await using var scope = _hub.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TickSteps>().RunForAsync(person.Id, TestContext.Current.CancellationToken);
    }

    private async Task SearchAsync(Person person, string text, (int ItemId, int Rank)? clicked)
    {
        await using var database = _hub.OpenDatabase();
        database.Add(new SearchRecord
        {
            Id = Guid.NewGuid(),
            At = _hub.Time.GetUtcNow(),
            PersonId = person.Id,
            Text = text,
            FoldedText = text,
            Hits = 3,
            ItemClickedId = clicked?.ItemId,
            RankClicked = clicked?.Rank,
        });
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
