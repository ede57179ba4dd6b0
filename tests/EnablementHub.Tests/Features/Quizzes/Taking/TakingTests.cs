using System.Net;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Quizzes;
using EnablementHub.Features.Quizzes.Taking;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Quizzes.Taking;

public sealed class TakingTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task Rep_TakesAQuizWithEveryKindOfQuestion_WithoutScript_PassesAndIsInTheLedger()
    {
        var clip = await TestData.In(_hub).Clip("Payback to a CFO").WithMedia(duration: 40).WithCues((0, 5, "Rik", "What does a delay cost you?"), (5, 9, "CFO", "Nine hundred a day.")).PublishedAsync();
        var quiz = await QuizStory.In(_hub)
            .Choice("Who decides?", "*Finance", "IT", "Transport")
            .Several("What do we ask first?", "*Cost of a delay", "*Who is in the room", "Their budget")
            .Statement("A pilot is free.", false)
            .Words("What do we call the first hour of a shift?", "The peak", "Morning peak")
            .Number("How many months is the payback?", 9, 1)
            .Order("In which order?", "Ask", "Show", "Agree")
            .Match("Who cares for what?", ("CFO", "Payback"), ("IT", "Single sign-on"))
            .Clip("What do you say at this moment?", clip, 0, 5, "*Tell me about last Tuesday", "Our price is fair")
            .Sentence("Where does the customer name a figure?", clip, "What does a delay cost you?", "*Nine hundred a day.").Explained("A figure is what you can come back to.", clip, 5)
            .PublishedAsync("Every kind");
        using var rep = await _hub.SignInAsAsync("Rita Rep");
        Assert.Contains("Every kind", await rep.ReadAsync(QuizLinks.List), StringComparison.Ordinal);
        Assert.Contains("9, about 5 min", await rep.ReadAsync(QuizLinks.Quiz(quiz.Id)), StringComparison.Ordinal);
        var id = await QuizStory.BeginAsync(rep, quiz.Id);
        var page = await rep.ReadAsync(QuizLinks.Attempt(id));
        Assert.Contains("0 of 9", page, StringComparison.Ordinal);
        Assert.Contains("data-start=\"0\" data-end=\"5\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("come back to", page, StringComparison.Ordinal);

        var fields = await QuizStory.FieldsAsync(_hub, id, ("Who decides?", "Finance"), ("What do we ask first?", "Cost of a delay; Who is in the room"), ("A pilot is free.", "False"),
            ("What do we call the first hour of a shift?", "morning PEAK"), ("How many months is the payback?", "10"), ("In which order?", "Ask > Show > Agree"),
            ("Who cares for what?", "CFO=Payback; IT=Single sign-on"), ("What do you say at this moment?", "Our price is fair"), ("Where does the customer name a figure?", "Nine hundred a day."));
        var answer = await rep.PostAsync(QuizLinks.Attempt(id), QuizLinks.Attempt(id), [.. fields, ("do", "hand-in")]);
        Assert.Equal(QuizLinks.Attempt(id), answer.Headers.Location?.ToString());

        var attempt = await QuizStory.AttemptAsync(_hub, id);
        Assert.Equal((AttemptState.Graded, true), (attempt.State, attempt.Passed));
        Assert.Equal(8 / 9.0 * 100, attempt.Score!.Value, 4);
        var result = WebUtility.HtmlDecode(await rep.ReadAsync(QuizLinks.Attempt(id)));
        Assert.Contains("88.9 % of the points; it is passed from 80 %. 8 of 9 questions are right.", result, StringComparison.Ordinal);
        Assert.Contains("Tell me about last Tuesday", result, StringComparison.Ordinal);
        Assert.Contains("A figure is what you can come back to.", result, StringComparison.Ordinal);
        Assert.Contains($"/items/{clip.Id}?start=5", result, StringComparison.Ordinal);
        await using var database = _hub.OpenDatabase();
        var record = await database.LearningRecords.SingleAsync(r => r.Key == $"quiz-attempt:{id}", TestContext.Current.CancellationToken);
        Assert.Equal((LearningKind.Quiz, quiz.Id, 1, attempt.PersonId), (record.Kind, record.TargetId, record.TargetVersion, record.PersonId));
        Assert.Equal(attempt.Score, record.ScorePercent);
    }

    [Fact]
    public async Task Reload_LosesNothing_AndAnOldTabWipesNothingOut()
    {
        var quiz = await QuizStory.In(_hub).Words("One?", "a").Words("Two?", "b").Words("Three?", "c").PublishedAsync();
        using var rep = await _hub.SignInAsAsync("Tara Twotabs");
        var id = await QuizStory.BeginAsync(rep, quiz.Id);
        var oldTab = await QuizStory.FieldsAsync(_hub, id, ("Three?", "c"));
        await KeepAsync(rep, id, await QuizStory.FieldsAsync(_hub, id, ("One?", "a")));
        await KeepAsync(rep, id, await QuizStory.FieldsAsync(_hub, id, ("Two?", "wrong")));
        Assert.Contains("value=\"wrong\"", await rep.ReadAsync(QuizLinks.Attempt(id)), StringComparison.Ordinal);

        // The tab was opened before the others answered, and shows their questions empty.
        var saved = await rep.PostAsync(QuizLinks.Attempt(id), QuizLinks.Attempt(id), [.. oldTab, ("do", "save")]);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var attempt = await QuizStory.AttemptAsync(_hub, id);
        Assert.Equal(["a", "c", "wrong"], attempt.Answers.Select(answer => answer.Given).Order(StringComparer.Ordinal));
        Assert.Equal(AttemptState.Open, attempt.State);
        Assert.Equal(id, await QuizStory.BeginAsync(rep, quiz.Id));
    }

    [Fact]
    public async Task HandingInWithGaps_IsAskedOnce_AndThenDone()
    {
        var quiz = await QuizStory.In(_hub).Words("One?", "a").Words("Two?", "b").Set(version => version.ShufflesQuestions = false).PublishedAsync();
        using var rep = await _hub.SignInAsAsync("Gus Gap");
        var id = await QuizStory.BeginAsync(rep, quiz.Id);
        var asked = await rep.PostAsync(QuizLinks.Attempt(id), QuizLinks.Attempt(id), [.. await QuizStory.FieldsAsync(_hub, id, ("One?", "a")), ("do", "hand-in")]);
        Assert.Equal(HttpStatusCode.BadRequest, asked.StatusCode);
        Assert.Contains("Hand in all the same", await asked.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(AttemptState.Open, (await QuizStory.AttemptAsync(_hub, id)).State);
        await rep.PostAsync(QuizLinks.Attempt(id), QuizLinks.Attempt(id), [.. await QuizStory.FieldsAsync(_hub, id), ("do", "hand-in"), ("sure", "yes")]);
        var attempt = await QuizStory.AttemptAsync(_hub, id);
        Assert.Equal((AttemptState.Graded, 50.0, false), (attempt.State, attempt.Score!.Value, attempt.Passed));
    }

    [Theory]
    [InlineData("Number?", "nine", "Write a number, such as 12.5.")]
    [InlineData("Words?", "long", "Your answer has 600 characters; at most 500 fit.")]
    public async Task AnswerThatCantBeRead_SaysWhatToDo_AndLosesNothing(string prompt, string typed, string sentence)
    {
        if (typed == "long") typed = new string('x', 600);
        var quiz = await QuizStory.In(_hub).Number("Number?", 9).Words("Words?", "a").PublishedAsync();
        using var rep = await _hub.SignInAsAsync("Bea Badinput");
        var id = await QuizStory.BeginAsync(rep, quiz.Id);
        var other = prompt == "Number?" ? ("Words?", "a") : ("Number?", "9");
        var answer = await rep.PostAsync(QuizLinks.Attempt(id), QuizLinks.Attempt(id), [.. await QuizStory.FieldsAsync(_hub, id, (prompt, typed), other), ("do", "hand-in")]);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{typed}\"", html, StringComparison.Ordinal);
        var attempt = await QuizStory.AttemptAsync(_hub, id);
        Assert.Equal(AttemptState.Open, attempt.State);
        Assert.Contains(attempt.Answers, row => row.Given == other.Item2);
    }

    [Fact]
    public async Task HostileFields_AreLeftOut_AndNeverAnError()
    {
        var quiz = await QuizStory.In(_hub).Choice("One?", "*a", "b").Order("Two?", "x", "y").Match("Three?", ("l", "r"), ("m", "s")).PublishedAsync();
        using var rep = await _hub.SignInAsAsync("Hal Hostile");
        var id = await QuizStory.BeginAsync(rep, quiz.Id);
        var rows = (await QuizStory.AttemptAsync(_hub, id)).Answers;
        var fields = rows.SelectMany(row => new[] { (AnswerForm.Shown(row.QuestionId), "zzz"), (AnswerForm.Field(row.QuestionId), "-1"), (AnswerForm.Field(row.QuestionId), "999999999999"), (AnswerForm.Field(row.QuestionId, 1), "77"), (AnswerForm.Field(row.QuestionId, 2), "<script>") }).Append(("was.999999", "x")).Append(("a.x.y", "1"));
        var answer = await rep.PostAsync(QuizLinks.Attempt(id), QuizLinks.Attempt(id), [.. fields, ("do", "hand-in"), ("sure", "yes")]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.All((await QuizStory.AttemptAsync(_hub, id)).Answers, row => Assert.Equal("", row.Given));
    }

    [Fact]
    public async Task OthersAttempts_AreNotThere()
    {
        var quiz = await QuizStory.In(_hub).Words("One?", "a").PublishedAsync();
        using var mine = await _hub.SignInAsAsync("Mia Mine");
        var id = await QuizStory.BeginAsync(mine, quiz.Id);
        using var other = await _hub.SignInAsAsync("Otto Other", HubRoles.Lead);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(QuizLinks.Attempt(id))).StatusCode);
        var fields = await QuizStory.FieldsAsync(_hub, id, ("One?", "stolen"));
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync(QuizLinks.List, QuizLinks.Answers(id), fields)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync(QuizLinks.List, QuizLinks.Attempt(id), [.. fields, ("do", "hand-in"), ("sure", "yes")])).StatusCode);
        Assert.Equal("", (await QuizStory.AttemptAsync(_hub, id)).Answers[0].Given);
    }

    [Fact]
    public async Task AttemptsAndCoolDown_HoldUntilTheirTime_AndALeadGivesOneMore()
    {
        var quiz = await QuizStory.In(_hub).Words("One?", "a").Set(version => (version.MaxAttempts, version.CoolDownMinutes) = (2, 60)).PublishedAsync();
        using var rep = await _hub.SignInAsAsync("Cora Cool");
        await FailAsync(rep, quiz.Id);
        var soon = await rep.PostAsync(QuizLinks.Quiz(quiz.Id), QuizLinks.Start(quiz.Id));
        Assert.Equal(HttpStatusCode.Conflict, soon.StatusCode);
        Assert.Contains("You can try again in", WebUtility.HtmlDecode(await soon.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        _hub.Time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(HttpStatusCode.Conflict, (await rep.PostAsync(QuizLinks.Quiz(quiz.Id), QuizLinks.Start(quiz.Id))).StatusCode);
        _hub.Time.Advance(TimeSpan.FromMinutes(1));
        var second = await FailAsync(rep, quiz.Id);

        // Now nobody can use the right answer any more.
        Assert.Contains("Right:", await rep.ReadAsync(QuizLinks.Attempt(second)), StringComparison.Ordinal);
        _hub.Time.Advance(TimeSpan.FromHours(2));
        var used = await rep.PostAsync(QuizLinks.Quiz(quiz.Id), QuizLinks.Start(quiz.Id));
        Assert.Contains("all 2 attempts", await used.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var results = await lead.ReadAsync(QuizLinks.Results(quiz.Id));
        Assert.Contains("Cora Cool", results, StringComparison.Ordinal);
        var person = await _hub.AddPersonAsync("Cora Cool");
        for (var click = 0; click < 2; click++) await lead.PostAsync(QuizLinks.Results(quiz.Id), $"{QuizLinks.Results(quiz.Id)}/{person.Id}/attempt");
        await using (var database = _hub.OpenDatabase()) Assert.Equal(1, await database.ExtraAttempts.CountAsync(extra => extra.PersonId == person.Id, TestContext.Current.CancellationToken));
        await FailAsync(rep, quiz.Id);
    }

    [Fact]
    public async Task RightAnswers_AreKeptUntilItIsPassed()
    {
        var quiz = await QuizStory.In(_hub).Words("One?", "xylophone").PublishedAsync();
        using var rep = await _hub.SignInAsAsync("Kay Kept");
        var failed = await FailAsync(rep, quiz.Id);
        Assert.DoesNotContain("xylophone", await rep.ReadAsync(QuizLinks.Attempt(failed)), StringComparison.Ordinal);
        var id = await QuizStory.BeginAsync(rep, quiz.Id);
        await rep.PostAsync(QuizLinks.Attempt(id), QuizLinks.Attempt(id), [.. await QuizStory.FieldsAsync(_hub, id, ("One?", "xylophone")), ("do", "hand-in")]);
        Assert.Contains("Right:", await rep.ReadAsync(QuizLinks.Attempt(failed)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attempt_StaysWithTheVersionThatWasTaken()
    {
        var quiz = await QuizStory.In(_hub).Choice("One?", "*a", "b").PublishedAsync();
        using var rep = await _hub.SignInAsAsync("Vera Version");
        var id = await QuizStory.BeginAsync(rep, quiz.Id);
        await QuizStory.RepublishAsync(_hub, quiz.Id, (_, version) => version.Questions[0].Parts = new QuestionParts { Choices = [new(1, "a"), new(2, "b", true)] });
        await rep.PostAsync(QuizLinks.Attempt(id), QuizLinks.Attempt(id), [.. await QuizStory.FieldsAsync(_hub, id, ("One?", "a")), ("do", "hand-in")]);
        var attempt = await QuizStory.AttemptAsync(_hub, id);
        Assert.Equal((1, true), (attempt.Version.Number, attempt.Passed));
        var second = await QuizStory.BeginAsync(rep, quiz.Id);
        Assert.Equal(2, (await QuizStory.AttemptAsync(_hub, second)).Version.Number);
    }

    [Fact]
    public async Task DraftsAndUnknownQuizzes_AreNotThere()
    {
        var draft = await QuizStory.In(_hub).Words("One?", "a").DraftAsync("Not yet");
        using var rep = await _hub.SignInAsAsync("Dora Draft");
        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync(QuizLinks.Quiz(draft.Id))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.PostAsync(QuizLinks.List, QuizLinks.Start(draft.Id))).StatusCode);
        Assert.DoesNotContain("Not yet", await rep.ReadAsync(QuizLinks.List), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync(QuizLinks.Quiz(999999))).StatusCode);
    }

    private async Task<int> FailAsync(TestBrowser rep, int quizId)
    {
        var id = await QuizStory.BeginAsync(rep, quizId);
        await rep.PostAsync(QuizLinks.Attempt(id), QuizLinks.Attempt(id), [.. await QuizStory.FieldsAsync(_hub, id, ("One?", "wrong")), ("do", "hand-in")]);
        Assert.False((await QuizStory.AttemptAsync(_hub, id)).Passed);
        return id;
    }

    private static async Task KeepAsync(TestBrowser browser, int attemptId, (string Name, string Value)[] fields)
    {
        var answer = await browser.PostAsync(QuizLinks.List, QuizLinks.Answers(attemptId), fields);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
