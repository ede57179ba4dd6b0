using System.Net;
using EnablementHub.Features.Onboarding;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Onboarding.Templates;

public sealed class TemplateTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task Lead_WritesAChecklist_StepByStep()
    {
        var clip = await TestData.In(_hub).Clip("Price to a CFO").WithMedia().PublishedAsync();
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var created = await lead.PostAsync("/onboarding/templates", "/onboarding/templates", ("title", "  Solution   engineer "));
        var page = created.Headers.Location!.ToString();
        var id = int.Parse(page.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        await AddAsync(lead, id, Step("Meet your manager", kind: 2, signOff: 2));
        await AddAsync(lead, id, Step("Hear the price", kind: 1, item: $"https://hub.example/items/{clip.Id}/price-to-a-cfo", stage: 30, due: 5));
        var steps = await StepsAsync(id);
        await AddAsync(lead, id, Step("Find it", kind: 3, item: $"{clip.Id}", words: "What did the CFO ask?", stage: 30, due: 6, after: steps[1].Id));
        await AddAsync(lead, id, Step("Earlier", kind: 2, stage: 30, due: 1));
        steps = await StepsAsync(id);
        Assert.Equal(["Meet your manager", "Hear the price", "Find it", "Earlier"], steps.Select(step => step.Title));
        Assert.Equal(clip.Id, steps[1].ItemId);
        Assert.Equal(steps[1].Id, steps[2].AfterStepId);

        await lead.PostAsync(page, $"{page}/steps/{steps[3].Id}/move", ("version", Version(await TemplateAsync(id))), ("by", "up"));
        await lead.PostAsync(page, $"{page}/steps/{steps[1].Id}/remove", ("version", Version(await TemplateAsync(id))));
        var after = await StepsAsync(id);
        Assert.Equal(["Meet your manager", "Earlier", "Find it"], after.Select(step => step.Title));
        Assert.Null(after[2].AfterStepId);
        var html = await lead.ReadAsync(page);
        Assert.Contains("Solution engineer", html, StringComparison.Ordinal);
        Assert.Contains("No step speaks of company and values", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Title", "", "Give the step a title.")]
    [InlineData("Kind", "9", "Choose what kind of step it is.")]
    [InlineData("Stage", "45", "Choose the stage that it belongs to.")]
    [InlineData("DueAfterDays", "soon", "Enter days after the start as a number from 0 to 365.")]
    [InlineData("DueAfterDays", "31", "The stage is over on day 30.")]
    [InlineData("Minutes", "-5", "Enter minutes as a number from 0 to 480.")]
    [InlineData("Item", "the price clip", "Choose the item from the titles that are offered")]
    [InlineData("Item", "999999", "There is no item with that number.")]
    [InlineData("OnlyTeam", "999999", "That team is gone.")]
    [InlineData("AfterStep", "999999", "That step is gone.")]
    [InlineData("Kind", "1", "Choose what to view or play.")]
    [InlineData("Kind", "3", "Choose the clip that answers the question.")]
    public async Task Step_WithBadInput_SaysWhatToDo_KeepsWhatWasTyped_AndWritesNothing(string field, string value, string sentence)
    {
        var template = await OnboardingStory.In(_hub).Task("One").SavedAsync();
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var fields = Step("Typed with care", kind: 2, stage: 30, due: 3).Where(pair => pair.Name != field).Append((field, value)).Append(("version", Version(template)));
        var answer = await lead.PostAsync($"/onboarding/templates/{template.Id}", $"/onboarding/templates/{template.Id}/steps", [.. fields]);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        if (field != "Title") Assert.Contains("Typed with care", html, StringComparison.Ordinal);
        Assert.Single(await StepsAsync(template.Id));
    }

    [Fact]
    public async Task SecondOfTwoLeads_IsTold_AndLosesNothing()
    {
        var template = await OnboardingStory.In(_hub).Task("One").SavedAsync();
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        await AddAsync(lead, template.Id, Step("The first lead's", kind: 2));
        var answer = await lead.PostAsync($"/onboarding/templates/{template.Id}", $"/onboarding/templates/{template.Id}/steps", [.. Step("The second lead's", kind: 2), ("version", Version(template))]);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("The second lead&#x27;s", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(2, (await StepsAsync(template.Id)).Count);
    }

    [Fact]
    public async Task StepsThatWaitForEachOther_AreRefused()
    {
        var template = await OnboardingStory.In(_hub).Task("First").Task("Second").SavedAsync();
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var steps = await StepsAsync(template.Id);
        var page = $"/onboarding/templates/{template.Id}";
        await lead.PostAsync(page, $"{page}/steps/{steps[1].Id}", [.. Step("Second", kind: 2, after: steps[0].Id), ("version", Version(await TemplateAsync(template.Id)))]);
        var answer = await lead.PostAsync(page, $"{page}/steps/{steps[0].Id}", [.. Step("First", kind: 2, after: steps[1].Id), ("version", Version(await TemplateAsync(template.Id)))]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("itself waits for this one", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task Template_WithoutATitle_IsRefused(string title)
    {
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var answer = await lead.PostAsync("/onboarding/templates", "/onboarding/templates", ("title", title));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Give it a title", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync("/onboarding/templates/999999")).StatusCode);
    }

    private static (string Name, string Value)[] Step(string title, int kind, string item = "", string words = "", int stage = 1, int due = 0, int signOff = 0, int? after = null) =>
    [
        ("Title", title), ("Kind", $"{kind}"), ("Stage", $"{stage}"), ("DueAfterDays", $"{due}"), ("Minutes", "10"), ("Words", words), ("Item", item),
        ("SignOff", $"{signOff}"), ("OnlyTeam", ""), ("AfterStep", after is null ? "" : $"{after}"),
    ];

    private static string Version(ChecklistTemplate template) => template.Version.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private async Task AddAsync(TestBrowser lead, int id, (string Name, string Value)[] fields)
    {
        var answer = await lead.PostAsync($"/onboarding/templates/{id}", $"/onboarding/templates/{id}/steps", [.. fields, ("version", Version(await TemplateAsync(id)))]);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<ChecklistTemplate> TemplateAsync(int id)
    {
        await using var database = _hub.OpenDatabase();
        return await database.ChecklistTemplates.AsNoTracking().Include(t => t.Steps).SingleAsync(t => t.Id == id, TestContext.Current.CancellationToken);
    }

    private async Task<IReadOnlyList<TemplateStep>> StepsAsync(int id) => [.. (await TemplateAsync(id)).InOrder];
}
