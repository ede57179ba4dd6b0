using System.Net;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.Quizzes;
using EnablementHub.Features.Quizzes.Regrading;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Quizzes.Regrading;

public sealed class RegradeTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task AnotherAnswerIsRight_RaisesWhoGaveIt_NotesWhoPassesByIt_AndTellsThem()
    {
        var quiz = await QuizStory.In(_hub).Choice("Who decides?", "*Finance", "Procurement", "IT").Words("Second?", "b").Set(version => version.PassPercent = 100).PublishedAsync("Correct me");
        var passes = await TakeAsync("Pam Passes", quiz.Id, ("Who decides?", "Procurement"), ("Second?", "b"));
        var rises = await TakeAsync("Rob Rises", quiz.Id, ("Who decides?", "Procurement"), ("Second?", "x"));
        var stays = await TakeAsync("Sue Stays", quiz.Id, ("Who decides?", "Finance"), ("Second?", "b"));
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var page = QuizLinks.Regrade(quiz.Id, 1);
        Assert.Contains("given 2 times", await lead.ReadAsync(page), StringComparison.Ordinal);
        var preview = await lead.PostAsync(page, page, ("Kind", "accept"), ("Given", "2"), ("Reason", "Since May procurement signs alone."), ("do", "preview"));
        Assert.Contains("Of 3 attempts 2 go up, and 1 is passed by it.", WebUtility.HtmlDecode(await preview.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        Assert.Equal(50, (await QuizStory.AttemptAsync(_hub, passes)).Score);

        for (var click = 0; click < 2; click++) await lead.PostAsync(page, page, ("Kind", "accept"), ("Given", "2"), ("Reason", "Since May procurement signs alone."), ("do", "correct"));
        var (one, two, three) = (await QuizStory.AttemptAsync(_hub, passes), await QuizStory.AttemptAsync(_hub, rises), await QuizStory.AttemptAsync(_hub, stays));
        Assert.Equal((100.0, true, 50.0, false), (one.Score!.Value, one.Passed, one.FirstScore!.Value, one.FirstPassed));
        Assert.Equal((50.0, false), (two.Score!.Value, two.Passed));
        Assert.Equal((100.0, true), (three.Score!.Value, three.Passed));
        await using var database = _hub.OpenDatabase();
        var regrade = await database.Regrades.Include(r => r.Attempts).SingleAsync(r => r.QuizId == quiz.Id, TestContext.Current.CancellationToken);
        Assert.Equal((RegradeKind.AcceptAlso, "2", "Since May procurement signs alone."), (regrade.Kind, regrade.Answer, regrade.Reason));
        var log = regrade.Attempts.Single(attempt => attempt.AttemptId == passes);
        Assert.Equal((50.0, 100.0, false, true), (log.ScoreBefore, log.ScoreAfter, log.PassedBefore, log.PassedAfter));
        Assert.Equal(100, (await database.LearningRecords.SingleAsync(record => record.Key == $"quiz-attempt:{passes}", TestContext.Current.CancellationToken)).ScorePercent);
        Assert.False(await database.LearningRecords.AnyAsync(record => record.Key == $"quiz-attempt:{rises}", TestContext.Current.CancellationToken));
        Assert.Equal(2, await database.Notices.CountAsync(notice => notice.Kind == NoticeKind.QuizCorrected && notice.Key.StartsWith($"quiz-corrected:{regrade.Id}:"), TestContext.Current.CancellationToken));
        Assert.Contains("“Procurement” is right, too", WebUtility.HtmlDecode(await lead.ReadAsync(page)), StringComparison.Ordinal);

        // Whoever takes it as it is, is graded by the correction.
        var later = await TakeAsync("Leo Later", quiz.Id, ("Who decides?", "Procurement"), ("Second?", "b"));
        Assert.True((await QuizStory.AttemptAsync(_hub, later)).Passed);
    }

    [Fact]
    public async Task DroppedQuestion_LowersNobody_AndThePageSaysHowManyKeepWhatTheyHave()
    {
        var quiz = await QuizStory.In(_hub).Choice("One?", "*a", "b").Choice("Two?", "*a", "b").Set(version => version.PassPercent = 50).PublishedAsync();
        var keeps = await TakeAsync("Kim Keeps", quiz.Id, ("One?", "a"), ("Two?", "b"));
        var rises = await TakeAsync("Ron Rises", quiz.Id, ("One?", "b"), ("Two?", "a"));
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var page = QuizLinks.Regrade(quiz.Id, 1);
        var preview = await lead.PostAsync(page, page, ("Kind", "drop"), ("Reason", "Nobody can know that."), ("do", "preview"));
        Assert.Contains("1 would go down and keeps what it has.", WebUtility.HtmlDecode(await preview.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        await lead.PostAsync(page, page, ("Kind", "drop"), ("Reason", "Nobody can know that."), ("do", "correct"));
        Assert.Equal((50.0, true), ((await QuizStory.AttemptAsync(_hub, keeps)).Score!.Value, (await QuizStory.AttemptAsync(_hub, keeps)).Passed));
        Assert.Equal(100, (await QuizStory.AttemptAsync(_hub, rises)).Score);
        using var taker = await _hub.SignInAsAsync("Ron Rises");
        Assert.Contains("A question was corrected after you took it: you had 50 % at first.", await taker.ReadAsync(QuizLinks.Attempt(rises)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correction_HoldsInEveryVersionInWhichTheQuestionIsTheSame_AndInNoOther()
    {
        var quiz = await QuizStory.In(_hub).Choice("One?", "*a", "b").Words("Two?", "x").PublishedAsync();
        var first = await TakeAsync("Fay First", quiz.Id, ("One?", "b"), ("Two?", "x"));
        await QuizStory.RepublishAsync(_hub, quiz.Id, (_, version) => version.Title = "Second version");
        var second = await TakeAsync("Sid Second", quiz.Id, ("One?", "b"), ("Two?", "x"));
        await QuizStory.RepublishAsync(_hub, quiz.Id, (_, version) => version.Questions.Single(question => question.Key == 1).Parts = new QuestionParts { Choices = [new(1, "a", true), new(2, "b"), new(3, "c")] });
        var third = await TakeAsync("Tom Third", quiz.Id, ("One?", "b"), ("Two?", "x"));
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var page = QuizLinks.Regrade(quiz.Id, 1);
        await lead.PostAsync(page, page, ("version", "1"), ("Kind", "all"), ("Reason", "It was unclear."), ("do", "correct"));
        foreach (var (id, score) in new[] { (first, 100), (second, 100), (third, 50) }) Assert.Equal(score, (await QuizStory.AttemptAsync(_hub, id)).Score);
    }

    [Theory]
    [InlineData("Kind", "", "Choose what is done about the question.")]
    [InlineData("Reason", " ", "Say in a sentence what was wrong.")]
    [InlineData("Given", "", "Choose the answer that is right, too.")]
    [InlineData("Given", "99", "That is no answer to this question.")]
    [InlineData("Given", "1", "That answer counts already.")]
    public async Task BadInput_SaysWhatToDo_KeepsTheReason_AndChangesNothing(string field, string value, string sentence)
    {
        var quiz = await QuizStory.In(_hub).Choice("One?", "*a", "b").PublishedAsync();
        var id = await TakeAsync("Bo Bad", quiz.Id, ("One?", "b"));
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var page = QuizLinks.Regrade(quiz.Id, 1);
        (string Name, string Value)[] good = [("Kind", "accept"), ("Given", "2"), ("Reason", "Typed with care"), ("do", "correct")];
        var answer = await lead.PostAsync(page, page, [.. good.Where(pair => pair.Name != field), (field, value)]);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        if (field != "Reason") Assert.Contains("Typed with care", html, StringComparison.Ordinal);
        Assert.Equal(0, (await QuizStory.AttemptAsync(_hub, id)).Score);
    }

    private async Task<int> TakeAsync(string name, int quizId, params (string Prompt, string Given)[] answers)
    {
        using var browser = await _hub.SignInAsAsync(name);
        var id = await QuizStory.BeginAsync(browser, quizId);
        await browser.PostAsync(QuizLinks.Attempt(id), QuizLinks.Attempt(id), [.. await QuizStory.FieldsAsync(_hub, id, answers), ("do", "hand-in")]);
        return id;
    }
}
