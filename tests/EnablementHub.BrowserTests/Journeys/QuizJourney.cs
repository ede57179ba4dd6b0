using EnablementHub.BrowserTests.Support;
using Microsoft.Playwright;

namespace EnablementHub.BrowserTests.Journeys;

/// <summary>An expert writes a quiz, a lead publishes it, a new hire takes it, reloads in the middle, and passes.</summary>
public sealed class QuizJourney(Browser browser)
{
    private const string Title = "Gate words in a minute";

    [Fact]
    public async Task ExpertWrites_LeadPublishes_NewHireTakes_ReloadsAndPasses()
    {
        await using var expert = await browser.SignInAsync("expert");
        await expert.Page.GotoAsync("/training/quizzes/authoring");
        await expert.Page.GetByLabel("Title of a new quiz").FillAsync(Title);
        await expert.Page.GetByRole(AriaRole.Button, new() { Name = "Begin a quiz" }).ClickAsync();
        await expert.Page.GetByRole(AriaRole.Link, new() { Name = "One right answer" }).ClickAsync();
        await expert.Page.GetByLabel("Question", new() { Exact = true }).FillAsync("Where does the clock start?");
        await expert.Page.GetByLabel("Choice 1", new() { Exact = true }).FillAsync("At the gate");
        await expert.Page.GetByLabel("Choice 2", new() { Exact = true }).FillAsync("At the door");
        await expert.Page.GetByLabel("Choice 1 is right").CheckAsync();
        await expert.Page.GetByLabel("Explanation").FillAsync("With the first stamp.");
        await expert.Page.Locator("main button.btn-primary[value='save']").ClickAsync();
        await expert.Page.GetByRole(AriaRole.Link, new() { Name = "Put in order" }).ClickAsync();
        await expert.Page.GetByLabel("Question", new() { Exact = true }).FillAsync("In which order?");
        await expert.Page.GetByLabel("Step 1").FillAsync("Gate");
        await expert.Page.GetByLabel("Step 2").FillAsync("Waiting");
        await expert.Page.GetByLabel("Step 3").FillAsync("Door");
        await expert.Page.Locator("main button.btn-primary[value='save']").ClickAsync();
        await Assertions.Expect(expert.Page.Locator(".quiz-written")).ToHaveCountAsync(2);
        var address = new Uri(expert.Page.Url).AbsolutePath;

        await using var lead = await browser.SignInAsync("lead");
        await lead.Page.GotoAsync(address);
        await lead.Page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Assertions.Expect(lead.Page.Locator("main")).ToContainTextAsync("People take version 1");

        await using var newHire = await browser.SignInAsync("newhire");
        await newHire.Page.GotoAsync("/training/quizzes");
        await newHire.Page.GetByRole(AriaRole.Link, new() { Name = Title }).ClickAsync();
        await newHire.Page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await newHire.Page.GetByLabel("At the gate").CheckAsync();
        await Assertions.Expect(newHire.Page.Locator("[data-saved]")).ToHaveTextAsync("All saved");
        await newHire.Page.ReloadAsync();
        await Assertions.Expect(newHire.Page.GetByLabel("At the gate")).ToBeCheckedAsync();
        await Assertions.Expect(newHire.Page.Locator(".quiz-progress")).ToContainTextAsync("1 of 2");
        foreach (var (step, place) in new[] { ("Gate", "1"), ("Waiting", "2"), ("Door", "3") })
            await newHire.Page.GetByLabel($"Place of “{step}”").SelectOptionAsync(place);
        await Assertions.Expect(newHire.Page.Locator("[data-saved]")).ToHaveTextAsync("All saved");
        await newHire.PictureAsync("quiz-taking");
        await newHire.Page.GetByRole(AriaRole.Button, new() { Name = "Hand in" }).ClickAsync();
        await Assertions.Expect(newHire.Page.Locator("h1")).ToHaveTextAsync("Passed");
        await Assertions.Expect(newHire.Page.Locator("main")).ToContainTextAsync("With the first stamp.");
        Assert.Empty(await newHire.AccessibilityFindingsAsync());
        await newHire.PictureAsync("quiz-result");
        Assert.Empty(newHire.Complaints);
        Assert.Empty(expert.Complaints);
    }
}
