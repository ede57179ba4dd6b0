using EnablementHub.Features.Learning;
using EnablementHub.Features.Onboarding;
using EnablementHub.Features.Onboarding.Ticking;
using EnablementHub.Features.Quizzes;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Features.Quizzes;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Onboarding.Ticking;

public sealed class QuizStepTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task Step_OpensTheQuiz_AndTicksItselfOnceItIsPassed_NotBefore()
    {
        var quiz = await QuizStory.In(_hub).Words("One?", "a").PublishedAsync("Pricing quiz");
        var person = await _hub.AddPersonAsync("Quin Quiz");
        var started = await OnboardingStory.In(_hub).Quiz(quiz, "Do you know our pricing?").Task("Another").StartedAsync(person);
        using var browser = await _hub.SignInAsAsync("Quin Quiz");
        Assert.Contains($"href=\"{QuizLinks.Quiz(quiz.Id)}\"", await browser.ReadAsync("/onboarding"), StringComparison.Ordinal);
        var before = _hub.Time.GetUtcNow();
        await TakeAsync(browser, quiz.Id, "wrong");
        Assert.Equal(0, await TickAsync(before));
        await TakeAsync(browser, quiz.Id, "a");
        Assert.Contains("1 of 2 steps done", await browser.ReadAsync("/onboarding"), StringComparison.Ordinal);
        await TickAsync(before);
        var step = (await OnboardingStory.ReadAsync(_hub, started.Id)).Steps.Single(step => step.Kind == StepKind.Quiz);
        Assert.Equal((StepState.Done, "Passed with 100 %, second attempt"), (step.State, step.Evidence));
    }

    [Fact]
    public async Task WhatWasPassedBeforeTheStart_CountsToo()
    {
        var quiz = await QuizStory.In(_hub).Words("One?", "a").PublishedAsync();
        using var browser = await _hub.SignInAsAsync("Bert Before");
        await TakeAsync(browser, quiz.Id, "a");
        _hub.Time.Advance(TimeSpan.FromDays(3));
        var before = _hub.Time.GetUtcNow();
        var started = await OnboardingStory.In(_hub).Quiz(quiz, "Pass it").StartedAsync(await _hub.AddPersonAsync("Bert Before"));
        await TickAsync(before);
        Assert.NotNull((await OnboardingStory.ReadAsync(_hub, started.Id)).CompletedAt);
    }

    [Theory]
    [InlineData("", "Choose the quiz from the titles that are offered.")]
    [InlineData("the pricing one", "Choose the quiz from the titles that are offered.")]
    [InlineData("item:1", "Choose the quiz from the titles that are offered.")]
    [InlineData("quiz:999999", "There is no quiz with that number.")]
    public async Task Lead_WritesTheStep_AndIsToldWhatIsWrong(string target, string sentence)
    {
        var quiz = await QuizStory.In(_hub).Words("One?", "a").PublishedAsync("Discovery quiz");
        var template = await OnboardingStory.In(_hub).Task("One").SavedAsync();
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var page = $"/onboarding/templates/{template.Id}";
        (string, string)[] fields = [("Title", "Pass it"), ("Kind", "4"), ("Stage", "30"), ("DueAfterDays", "5")];
        await using var database = _hub.OpenDatabase();
        async Task<string> VersionAsync() => (await database.ChecklistTemplates.Where(t => t.Id == template.Id).Select(t => t.Version).SingleAsync(TestContext.Current.CancellationToken)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var refused = await lead.PostAsync(page, $"{page}/steps", [.. fields, ("Target", target), ("version", await VersionAsync())]);
        var html = System.Net.WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        if (target.Length > 0) Assert.Contains(target, html, StringComparison.Ordinal);
        await lead.PostAsync(page, $"{page}/steps", [.. fields, ("Target", $"Discovery quiz · quiz:{quiz.Id}"), ("version", await VersionAsync())]);
        var step = await database.TemplateSteps.AsNoTracking().SingleAsync(s => s.TemplateId == template.Id && s.Kind == StepKind.Quiz, TestContext.Current.CancellationToken);
        Assert.Equal(new LearningKey(LearningKind.Quiz, quiz.Id), step.Target);
        Assert.Contains("Discovery quiz", await lead.ReadAsync(page), StringComparison.Ordinal);
    }

    private async Task TakeAsync(TestBrowser browser, int quizId, string given)
    {
        var id = await QuizStory.BeginAsync(browser, quizId);
        await browser.PostAsync(QuizLinks.Attempt(id), QuizLinks.Attempt(id), [.. await QuizStory.FieldsAsync(_hub, id, ("One?", given)), ("do", "hand-in")]);
    }

    private async Task<int> TickAsync(DateTimeOffset since)
    {
        await using var scope = _hub.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TickSteps>().RunSinceAsync(since, TestContext.Current.CancellationToken);
    }
}
