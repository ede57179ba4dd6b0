using System.Net;
using System.Text.RegularExpressions;
using EnablementHub.Features.Onboarding;
using EnablementHub.Features.Onboarding.Offers;
using EnablementHub.Features.People;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Onboarding.Offers;

public sealed partial class OfferTests : IAsyncLifetime
{
    private TestHub _hub = null!;
    private TestBrowser _manager = null!;
    private Person _person = null!;
    private Checklist _checklist = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await TestHub.StartAsync();
        var manager = await _hub.AddPersonAsync("Max Manager", HubRoles.Manager);
        _person = await _hub.AddPersonAsync("Nora New");
        _checklist = await OnboardingStory.In(_hub).Task("Stays").Task("Changes", due: 2).Task("Goes", due: 3).Task("Done before", due: 1).StartedAsync(_person, manager: manager);
        await using var database = _hub.OpenDatabase();
        var done = await database.ChecklistSteps.SingleAsync(step => step.Title == "Done before");
        done.Tell("Did it.", _hub.Time.GetUtcNow());
        await database.SaveChangesAsync();
        _manager = _hub.Anonymous();
        await _manager.SignInAsync(manager.Email!, TestHub.Password);
    }

    public ValueTask DisposeAsync()
    {
        _manager.Dispose();
        return _hub.DisposeAsync();
    }

    [Fact]
    public async Task ChangesOfTheTemplate_AreOfferedOneByOne_TakenOrLeftOut_AndRemembered()
    {
        Assert.DoesNotContain("to take over or leave out", await _manager.ReadAsync(List), StringComparison.Ordinal);
        await ChangeTemplateAsync();
        Assert.Contains("3 changes to take over or leave out", WebUtility.HtmlDecode(await _manager.ReadAsync(List)), StringComparison.Ordinal);
        var html = WebUtility.HtmlDecode(await _manager.ReadAsync(Page));
        Assert.Contains("New step", html, StringComparison.Ordinal);
        Assert.Contains("Due on 15 March 2026 instead of 12 March 2026.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Done before", html, StringComparison.Ordinal);

        await DecideAsync("Brand new", "take");
        await DecideAsync("Changes", "take");
        await DecideAsync("Goes", "leave");
        var steps = (await OnboardingStory.ReadAsync(_hub, _checklist.Id)).Steps;
        Assert.Equal(["Brand new", "Changed now", "Done before", "Goes", "Stays"], steps.Select(step => step.Title).Order(StringComparer.Ordinal));
        Assert.Equal(new DateOnly(2026, 3, 15), steps.Single(step => step.Title == "Changed now").DueOn);
        html = await _manager.ReadAsync(Page);
        Assert.Contains("Nothing is open", html, StringComparison.Ordinal);
        Assert.Contains("left out", html, StringComparison.Ordinal);
        await using var database = _hub.OpenDatabase();
        Assert.Equal(3, await database.ChecklistOffers.CountAsync(TestContext.Current.CancellationToken));

        // What was left out comes again only once the template's step has changed once more.
        await TouchAsync(template => template.Steps.Single(step => step.Title == "Stays").Title = "Stays, said better");
        html = WebUtility.HtmlDecode(await _manager.ReadAsync(Page));
        Assert.Contains("Stays, said better", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Take over: Goes", html.Replace("<span class=\"visually-hidden\">", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AllAtOnce_TakesEverything_AndAnOldOffer_IsSaidToBeOver()
    {
        await ChangeTemplateAsync();
        var old = Fingerprint(await _manager.ReadAsync(Page), "Changes");
        await TouchAsync(template => template.Steps.Single(step => step.Title == "Changed now").Title = "Changed once more");
        await _manager.PostAsync(Page, Page, ("fingerprint", old), ("decision", "take"));
        Assert.Contains("no longer offered", await _manager.ReadAsync(Page), StringComparison.Ordinal);
        foreach (var nonsense in new[] { "", "burn" }) Assert.Equal(HttpStatusCode.Redirect, (await _manager.PostAsync(Page, Page, ("fingerprint", "x"), ("decision", nonsense))).StatusCode);
        await _manager.PostAsync(Page, Page, ("decision", "take-all"));
        var steps = (await OnboardingStory.ReadAsync(_hub, _checklist.Id)).Steps;
        Assert.Equal(["Brand new", "Changed once more", "Done before", "Stays"], steps.Select(step => step.Title).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Others_NeitherSeeNorDecide()
    {
        await ChangeTemplateAsync();
        using var other = await _hub.SignInAsAsync("Other Manager", HubRoles.Manager);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(Page)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync("/onboarding/people", Page, ("decision", "take-all"))).StatusCode);
        Assert.Equal(4, (await OnboardingStory.ReadAsync(_hub, _checklist.Id)).Steps.Count);
    }

    private string List => $"/onboarding/people/{_checklist.Id}";

    private string Page => $"{List}/changes";

    private Task ChangeTemplateAsync() => TouchAsync(template =>
    {
        var changes = template.Steps.Single(step => step.Title == "Changes");
        (changes.Title, changes.DueAfterDays) = ("Changed now", 5);
        template.Steps.Single(step => step.Title == "Done before").Title = "Done before, but said better";
        template.Remove(template.Steps.Single(step => step.Title == "Goes"));
        template.Add(new TemplateStep { Kind = StepKind.Task, Title = "Brand new", DueAfterDays = 4, Stage = OnboardingStage.FirstDay });
    });

    private async Task TouchAsync(Action<ChecklistTemplate> change)
    {
        await using var database = _hub.OpenDatabase();
        var template = await database.ChecklistTemplates.Include(t => t.Steps).SingleAsync(t => t.Id == _checklist.TemplateId, TestContext.Current.CancellationToken);
        change(template);
        template.Touch(_hub.Time.GetUtcNow());
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private async Task DecideAsync(string title, string decision) =>
        Assert.Equal(HttpStatusCode.Redirect, (await _manager.PostAsync(Page, Page, ("fingerprint", Fingerprint(await _manager.ReadAsync(Page), title)), ("decision", decision))).StatusCode);

    private static string Fingerprint(string html, string title)
    {
        var row = html.Split("<li class=\"content-row\">").Single(part => part.Contains($">{title}</h2>", StringComparison.Ordinal));
        return Value().Match(row).Groups[1].Value;
    }

    [GeneratedRegex("name=\"fingerprint\" value=\"([0-9a-f]{64})\"")]
    private static partial Regex Value();
}
