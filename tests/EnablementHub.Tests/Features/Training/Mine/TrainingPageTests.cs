using EnablementHub.Features.Learning;
using EnablementHub.Features.Training;
using EnablementHub.Features.Training.Courses;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Features.Training.Mine;

public sealed class TrainingPageTests : IAsyncLifetime
{
    private TestHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await TestHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Empty_ThePageSaysWhatItIsFor()
    {
        using var rep = await _hub.SignInAsAsync("Emmy Empty");
        var page = await rep.ReadAsync("/training");
        Assert.Contains("Nothing is assigned to you", page, StringComparison.Ordinal);
        Assert.Contains("Nothing to learn yet", page, StringComparison.Ordinal);
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        Assert.Contains("Nothing is written yet", await lead.ReadAsync("/training/written"), StringComparison.Ordinal);
        Assert.Contains("Nothing is assigned", await lead.ReadAsync("/training/assignments"), StringComparison.Ordinal);
        Assert.Contains("No session is planned", await lead.ReadAsync("/training/live"), StringComparison.Ordinal);
        Assert.Contains("Nothing waits for you", await lead.ReadAsync("/training/confirm"), StringComparison.Ordinal);
        Assert.Contains("There are no topics", await lead.ReadAsync("/training/coverage"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overdue_StandsFirst_AndWhatWasJustDoneIsGone()
    {
        var person = await _hub.AddPersonAsync("Ora Order");
        var late = await TestData.In(_hub).Playbook("Due first").Saying("x").PublishedAsync();
        var soon = await TestData.In(_hub).Playbook("Due second").Saying("x").PublishedAsync();
        await _hub.AssignAsync(soon.Key(), person, new DateOnly(2026, 3, 25));
        await _hub.AssignAsync(late.Key(), person, new DateOnly(2026, 3, 12));
        _hub.Time.Advance(TimeSpan.FromDays(6));
        using var browser = await _hub.SignInAsAsync("Ora Order");
        var page = await browser.ReadAsync("/training");
        Assert.Contains("2 things are assigned to you; 1 is overdue.", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("Due first", StringComparison.Ordinal) < page.IndexOf("Due second", StringComparison.Ordinal));
        Assert.Contains("was due", page, StringComparison.Ordinal);
        await _hub.OpenAsync(person, late);
        Assert.DoesNotContain("Due first", await browser.ReadAsync("/training"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Catalogue_IsByTopic_ShowsRecapAndCheatSheet_AndKeepsOtherAudiencesOut()
    {
        var pricing = await TestData.In(_hub).FacetAsync("topic", "pricing");
        await TestData.In(_hub).TrainingVideo("Pricing in three minutes").WithRecap("The list price is a **floor**.", "- three numbers").About("topic", "pricing").WithMedia(duration: 180, video: true).PublishedAsync();
        await TestData.In(_hub).TrainingVideo("Secrets of managers").About("topic", "pricing").WithMedia(video: true).OnlyForRole(HubRoles.Manager).PublishedAsync();
        await TestData.In(_hub).TrainingVideo("A demo video").About("topic", "demo").WithMedia(video: true).PublishedAsync();
        var course = await _hub.CourseAsync("Hold the price", (await TestData.In(_hub).Playbook("Of the course").Saying("x").PublishedAsync()).Key());
        await _hub.CourseAsync("About something else", (await TestData.In(_hub).Playbook("Of another course").Saying("x").PublishedAsync()).Key());
        await using (var database = _hub.OpenDatabase())
        {
            database.Add(new TrainingTopic { Kind = LearningKind.Course, TargetId = course.Id, FacetValueId = pricing.Id });
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        using var rep = await _hub.SignInAsAsync("Cato Catalogue");
        var page = await rep.ReadAsync("/training?topic=pricing");
        Assert.Contains("Hold the price", page, StringComparison.Ordinal);
        Assert.Contains("Pricing in three minutes", page, StringComparison.Ordinal);
        Assert.Contains("<strong>floor</strong>", page, StringComparison.Ordinal);
        Assert.Contains("three numbers", page, StringComparison.Ordinal);
        foreach (var other in new[] { "A demo video", "About something else", "Secrets of managers" }) Assert.DoesNotContain(other, page, StringComparison.Ordinal);
        Assert.Contains("Pricing&nbsp;<span class=\"faint\">2</span>", page, StringComparison.Ordinal);
        Assert.Contains("About something else", await rep.ReadAsync("/training?topic=nonsense"), StringComparison.Ordinal);
    }
}
