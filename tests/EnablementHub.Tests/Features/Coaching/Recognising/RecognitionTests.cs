using System.Net;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.People;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Features.Certification;
using EnablementHub.Tests.Features.Training;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Coaching.Recognising;

public sealed class RecognitionTests : IAsyncLifetime
{
    private TestHub _hub = null!;
    private Person _manager = null!;
    private IReadOnlyList<Person> _reps = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await TestHub.StartAsync();
        (_, _manager, _reps) = await _hub.TeamAsync("North", "Rory Rep", "Peer Person");
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task AStory_StandsOnHome_WithTheTrainingBehindIt_ForAWeek_AndThePersonHears()
    {
        var item = await TestData.In(_hub).Playbook("Hold the price").Saying("x").PublishedAsync();
        using var coach = await _hub.BrowseAsync(_manager);
        var page = $"/team/people/{_reps[0].Id}";
        Assert.Equal(HttpStatusCode.Redirect, (await coach.PostAsync(page, page + "/recognitions", ("Kind", "story"), ("Text", "Kept the discount at four percent."), ("Target", $"Hold the price · item:{item.Id}"))).StatusCode);
        Assert.Contains("North Manager tells your success story: Kept the discount", Assert.Single(await CertificationStory.ToldAsync(_hub, _reps[0], NoticeKind.Recognised)), StringComparison.Ordinal);
        using var anybody = await _hub.SignInAsAsync("Ann Ybody", HubRoles.Expert);
        var home = (await anybody.ReadAsync("/")).Text();
        Assert.Contains("Rory Rep: success story", home, StringComparison.Ordinal);
        Assert.Contains("Hold the price", home, StringComparison.Ordinal);
        Assert.Contains("Kept the discount", await coach.ReadAsync(page), StringComparison.Ordinal);
        _hub.Time.Advance(TimeSpan.FromDays(9));
        Assert.DoesNotContain("Rory Rep: success story", await anybody.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATitle_IsNotShownToThoseWhoMayNotSeeTheItem()
    {
        var item = await TestData.In(_hub).Playbook("Secret floor prices").Saying("x").OnlyForRole(HubRoles.Manager).PublishedAsync();
        using var coach = await _hub.BrowseAsync(_manager);
        var page = $"/team/people/{_reps[0].Id}";
        await coach.PostAsync(page, page + "/recognitions", ("Kind", "kudos"), ("Text", "Well done."), ("Target", $"item:{item.Id}"));
        using var own = await _hub.BrowseAsync(_reps[0]);
        var html = await own.ReadAsync("/team/me");
        Assert.Contains("Well done.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret floor prices", html, StringComparison.Ordinal);
        Assert.Contains("Secret floor prices", await coach.ReadAsync(page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await own.PostAsync("/team/me", "/team/kudos", ("Kind", "kudos"), ("PersonId", $"{_reps[1].Id}"), ("Text", "x"), ("Target", $"item:{item.Id}"))).StatusCode);
    }

    [Theory]
    [InlineData("PersonId", "999999", "Choose a colleague from the list.")]
    [InlineData("PersonId", "", "Choose a colleague from the list.")]
    [InlineData("Kind", "medal", "Choose kudos or a success story.")]
    [InlineData("Text", " ", "Say what they did")]
    [InlineData("Target", "quiz:999999", "Choose the training from the titles")]
    public async Task BadKudos_AreExplained_AndWhatWasTypedStays(string field, string value, string sentence)
    {
        using var own = await _hub.BrowseAsync(_reps[0]);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["PersonId"] = $"{_reps[1].Id}", ["Kind"] = "kudos", ["Text"] = "Thanks for the numbers", [field] = value };
        var answer = await own.PostAsync("/team/me", "/team/kudos", [.. fields.Select(pair => (pair.Key, pair.Value))]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Text();
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        if (field != "Text") Assert.Contains("Thanks for the numbers", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AColleague_PraisesOnlyTheirTeam_AndWhoeverIsPraised_MayTakeItAway()
    {
        var (_, _, south) = await _hub.TeamAsync("South", "Sam South");
        using var own = await _hub.BrowseAsync(_reps[0]);
        Assert.Equal(HttpStatusCode.BadRequest, (await own.PostAsync("/team/me", "/team/kudos", ("PersonId", $"{south[0].Id}"), ("Kind", "kudos"), ("Text", "Hello"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await own.PostAsync("/team/me", "/team/kudos", ("PersonId", $"{_reps[1].Id}"), ("Kind", "kudos"), ("Text", "Thanks for the dock numbers"))).StatusCode);
        int id;
        await using (var database = _hub.OpenDatabase()) id = await database.Recognitions.Select(r => r.Id).SingleAsync(TestContext.Current.CancellationToken);
        using var stranger = await _hub.BrowseAsync(south[0]);
        Assert.Contains("Kudos to Peer Person", await stranger.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync("/team/me", $"/team/recognitions/{id}/remove")).StatusCode);
        using var praised = await _hub.BrowseAsync(_reps[1]);
        await praised.PostAsync("/team/me", $"/team/recognitions/{id}/remove");
        Assert.DoesNotContain("Kudos to Peer Person", await stranger.ReadAsync("/"), StringComparison.Ordinal);
    }
}
