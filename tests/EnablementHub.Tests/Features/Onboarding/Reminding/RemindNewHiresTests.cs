using EnablementHub.Features.Onboarding.Reminding;
using EnablementHub.Tests.Features.Training;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Features.Onboarding.Reminding;

public sealed class RemindNewHiresTests : IAsyncLifetime
{
    private TestHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await TestHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Steps_RemindThreeDaysBefore_OneAfter_ThenWeekly_OneNoticeADay_AndDoneOnesDoNot()
    {
        var person = await _hub.AddPersonAsync("Nora Newhire");
        await OnboardingStory.In(_hub).Task("Choose twenty accounts", due: 10).Task("Meet the team", due: 10).StartedAsync(person);
        var told = new List<(int Day, string Text)>();
        for (var day = 0; day < 22; day++)
        {
            await _hub.RunAsync<RemindNewHiresJob>();
            await _hub.RunAsync<RemindNewHiresJob>();
            var texts = await _hub.ToldAsync(person);
            if (texts.Count > told.Count) told.Add((day, texts[^1]));
            Assert.Equal(told.Count, texts.Count);
            if (day == 12)
            {
                using var browser = await _hub.SignInAsAsync("Nora Newhire");
                var id = System.Text.RegularExpressions.Regex.Match(await browser.ReadAsync("/onboarding"), "/onboarding/steps/(?<id>\\d+)/done", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["id"].Value;
                await browser.PostAsync("/onboarding", $"/onboarding/steps/{id}/done");
            }

            _hub.Time.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal([7, 11, 18], told.Select(one => one.Day));
        Assert.Equal("“Choose twenty accounts” is due on 20 March, and 1 more waits for you.", told[0].Text);
        Assert.Equal("“Meet the team” was due on 20 March.", told[2].Text);
    }
}
