using EnablementHub.Platform.Security;
using EnablementHub.Tests.Features.Training;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Features.Coaching.Mine;

public sealed class MineTests : IAsyncLifetime
{
    private TestHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await TestHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Theory]
    [InlineData(4, false, false)]
    [InlineData(4, true, true)]
    [InlineData(5, false, true)]
    public async Task Colleagues_SeeWhoHasDoneIt_OnlyWhereTheGroupIsLarge_OrItIsMandatory(int people, bool isMandatory, bool isNamed)
    {
        var (team, _, reps) = await _hub.TeamAsync("North", [.. Enumerable.Range(1, people).Select(number => $"Mate {(char)('A' + number)}")]);
        var item = await TestData.In(_hub).Playbook("Together").Saying("x").PublishedAsync();
        await _hub.AssignAsync(item.Key(), new() { Who = "people", People = string.Join(',', reps.Select(rep => rep.Email)), DueOn = "2026-03-20", Mandatory = isMandatory ? "yes" : null });
        await _hub.LearnAsync(reps[1], item.Key());
        await _hub.RunAsync<EnablementHub.Features.Training.TickTrainingJob>();
        using var own = await _hub.BrowseAsync(reps[0]);
        var html = (await own.ReadAsync("/team/me")).Text();
        var section = html[html.IndexOf("Your team’s training", StringComparison.Ordinal)..];
        Assert.Equal(isNamed, section.Contains(reps[1].DisplayName, StringComparison.Ordinal));
        Assert.Equal(isNamed, section.Contains($"1 of {people} people has done it", StringComparison.Ordinal));
        Assert.Equal(!isNamed, section.Contains("A group of fewer than 5", StringComparison.Ordinal));

        // Who hasn't is nobody's business.
        Assert.DoesNotContain(reps[2].DisplayName, section, StringComparison.Ordinal);
        Assert.True(team.Id > 0);
    }

    [Theory]
    [InlineData(HubRoles.Rep)]
    [InlineData(HubRoles.Expert)]
    [InlineData(HubRoles.Manager)]
    [InlineData(HubRoles.Lead)]
    [InlineData(HubRoles.Administrator)]
    public async Task Everybody_HasAPageOfTheirOwn_AndReadsWhoSeesWhat(string role)
    {
        using var browser = await _hub.SignInAsAsync($"Own {role}", role);
        Assert.Contains("What is written about you", await browser.ReadAsync("/team/me"), StringComparison.Ordinal);
        Assert.Contains("No other manager, no lead, no administrator", await browser.ReadAsync("/team/who-sees-what"), StringComparison.Ordinal);
        Assert.Contains("/team/me", await browser.ReadAsync("/"), StringComparison.Ordinal);
    }
}
