using System.Globalization;
using System.Net;
using EnablementHub.Features.Quizzes;
using EnablementHub.Features.Quizzes.Writing;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Quizzes.Writing;

public sealed class AuthoringTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task Expert_WritesEachKindOfQuestion_AndALeadPublishes()
    {
        var clip = await TestData.In(_hub).Clip("A call").WithMedia().WithCues((0, 4, "Rik", "What does it cost you?"), (4, 8, "CFO", "Nine hundred a day."), (8, 12, "Rik", "Every day?")).PublishedAsync();
        using var expert = await _hub.SignInAsAsync("Eva Expert", HubRoles.Expert);
        var created = await expert.PostAsync(QuizLinks.Authoring, QuizLinks.Authoring, ("title", "  Discovery   basics "));
        var id = int.Parse(created.Headers.Location!.ToString().Split('/')[3], CultureInfo.InvariantCulture);
        await AddAsync(expert, id, QuestionKind.OneChoice, ("Prompt", "Who decides?"), ("Text", "Finance"), ("Text", "IT"), ("Right", "0"), ("Explanation", "They pay."));
        await AddAsync(expert, id, QuestionKind.Multiple, ("Prompt", "What do we ask?"), ("Text", "Cost"), ("Text", "People"), ("Text", "Weather"), ("Right", "0"), ("Right", "1"));
        await AddAsync(expert, id, QuestionKind.TrueFalse, ("Prompt", "Pilots are free."), ("Truth", "false"));
        await AddAsync(expert, id, QuestionKind.ShortText, ("Prompt", "What is it called?"), ("Accepted", "Detention\nDemurrage"), ("Pool", "words"));
        await AddAsync(expert, id, QuestionKind.Ordering, ("Prompt", "In which order?"), ("Text", "Ask"), ("Text", "Show"));
        await AddAsync(expert, id, QuestionKind.Matching, ("Prompt", "What belongs together?"), ("Text", "CFO"), ("Match", "Payback"), ("Text", "IT"), ("Match", "Single sign-on"), ("Text", ""), ("Match", "Weather"));
        await AddAsync(expert, id, QuestionKind.Numeric, ("Prompt", "How many?"), ("Number", "12,5"), ("Tolerance", "0.5"), ("Unit", "%"));
        await AddAsync(expert, id, QuestionKind.Clip, ("Prompt", "What do you say?"), ("Item", $"{clip.Id}"), ("To", "0:04"), ("Text", "Listen"), ("Text", "Talk"), ("Right", "0"));
        var page = QuizLinks.NewQuestion(id, QuestionKind.Hotspot);
        var loaded = await expert.PostAsync(page, page, ("Prompt", "Where is the figure?"), ("Item", $"{clip.Id}"), ("do", "sentences"), ("revision", await RevisionAsync(id)));
        var html = await loaded.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("CFO: Nine hundred a day.", html, StringComparison.Ordinal);
        Assert.Contains("Where is the figure?", html, StringComparison.Ordinal);
        await AddAsync(expert, id, QuestionKind.Hotspot, ("Prompt", "Where is the figure?"), ("Item", $"{clip.Id}"), ("Text", "Rik: What does it cost you?"), ("Text", "CFO: Nine hundred a day."), ("At", "0"), ("At", "4"), ("Right", "1"));

        var version = await PendingAsync(id);
        Assert.Equal("Discovery basics", version.Title);
        Assert.Equal(Enum.GetValues<QuestionKind>(), version.InOrder.Select(question => question.Kind).Order());
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], version.InOrder.Select(question => question.Key));
        Assert.Equal(12.5, version.Questions.Single(question => question.Kind == QuestionKind.Numeric).Parts.Number);
        Assert.Equal(4, version.Questions.Single(question => question.Kind == QuestionKind.Hotspot).Parts.Choices[1].At);
        Assert.Equal("words", version.Pools.Single().Name);

        Assert.Equal(HttpStatusCode.Forbidden, (await expert.PostAsync(QuizLinks.Authoring, $"{QuizLinks.Quiz(id)}/publish", ("revision", await RevisionAsync(id)))).StatusCode);
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        await lead.PostAsync(QuizLinks.Edit(id), $"{QuizLinks.Quiz(id)}/publish", ("revision", await RevisionAsync(id)));
        using var rep = await _hub.SignInAsAsync("Rita Rep");
        Assert.Contains("9, about 5 min", await rep.ReadAsync(QuizLinks.Quiz(id)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await rep.GetAsync(QuizLinks.Edit(id))).StatusCode);
    }

    [Theory]
    [InlineData(QuestionKind.OneChoice, "Prompt", "", "Write the question.")]
    [InlineData(QuestionKind.OneChoice, "Right", "9", "Mark the choice that is right.")]
    [InlineData(QuestionKind.OneChoice, "Points", "0", "Enter points as a number from 1 to 10.")]
    [InlineData(QuestionKind.OneChoice, "Points", "many", "Enter points as a number from 1 to 10.")]
    [InlineData(QuestionKind.OneChoice, "Item", "the price clip", "Choose it from the titles that are offered")]
    [InlineData(QuestionKind.OneChoice, "Item", "999999", "There is no item with that number.")]
    [InlineData(QuestionKind.OneChoice, "From", "soon", "Enter a time such as 1:05.")]
    [InlineData(QuestionKind.Clip, "Item", "", "Choose the clip that is played.")]
    [InlineData(QuestionKind.Clip, "To", "", "Say where it stops")]
    [InlineData(QuestionKind.Multiple, "Right", "", "Mark at least one choice as right.")]
    [InlineData(QuestionKind.TrueFalse, "Truth", "maybe", "Say whether the statement holds.")]
    [InlineData(QuestionKind.ShortText, "Accepted", " \n ", "Write at least one answer that counts")]
    [InlineData(QuestionKind.ShortText, "Accepted", "!!!", "Each answer needs a letter or a digit.")]
    [InlineData(QuestionKind.Numeric, "Number", "a dozen", "Enter the right number, such as 12.5.")]
    [InlineData(QuestionKind.Numeric, "Number", "1,234", "Write it without a thousands separator")]
    [InlineData(QuestionKind.Numeric, "Tolerance", "-1", "Enter how far off it may be as a number from 0.")]
    [InlineData(QuestionKind.Hotspot, "Text", "", "Load the sentences first")]
    public async Task Question_WithBadInput_SaysWhatToDo_KeepsWhatWasTyped_AndWritesNothing(QuestionKind kind, string field, string value, string sentence)
    {
        var clip = await TestData.In(_hub).Clip("For bad input").WithMedia().PublishedAsync();
        var quiz = await QuizStory.In(_hub).Words("Already there?", "yes").DraftAsync();
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var fields = new List<(string Name, string Value)> { ("Prompt", "Asked with care"), ("Points", "1"), ("Item", $"{clip.Id}"), ("To", "0:05"), ("Text", "A choice"), ("Text", "Another"), ("Right", "0"), ("Truth", "true"), ("Accepted", "yes"), ("Number", "5"), ("Explanation", "Because it is so.") };
        fields.RemoveAll(pair => pair.Name == field);
        var page = QuizLinks.NewQuestion(quiz.Id, kind);
        var answer = await lead.PostAsync(page, page, [.. fields, (field, value), ("revision", await RevisionAsync(quiz.Id)), ("do", "save")]);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        Assert.Contains("Because it is so.", html, StringComparison.Ordinal);
        Assert.Single((await PendingAsync(quiz.Id)).Questions);
    }

    [Theory]
    [InlineData("Title", "", "Give it a title")]
    [InlineData("PassPercent", "101", "Enter the pass mark in percent as a number from 1 to 100.")]
    [InlineData("MaxAttempts", "-1", "Enter how many attempts somebody has as a number from 0 to 20.")]
    [InlineData("CoolDownMinutes", "a day", "Enter the minutes between attempts")]
    [InlineData("TimeLimitMinutes", "999", "Enter the time limit in minutes as a number from 0 to 240.")]
    [InlineData("Topic", "nothing", "That topic is gone.")]
    public async Task Settings_WithBadInput_SayWhatToDo_KeepWhatWasTyped_AndWriteNothing(string field, string value, string sentence)
    {
        var quiz = await QuizStory.In(_hub).Words("One?", "a").DraftAsync();
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var fields = Settings("Kept title").Where(pair => pair.Name != field).Append((field, value)).Append(("revision", await RevisionAsync(quiz.Id)));
        var answer = await lead.PostAsync(QuizLinks.Edit(quiz.Id), QuizLinks.Edit(quiz.Id), [.. fields]);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        if (field != "Title") Assert.Contains("Kept title", html, StringComparison.Ordinal);
        Assert.Equal("Discovery basics", (await PendingAsync(quiz.Id)).Title);
    }

    [Fact]
    public async Task ChangeOfAPublishedQuiz_WaitsBesideIt_AndCanBeTakenAway()
    {
        var quiz = await QuizStory.In(_hub).Choice("Old question?", "*a", "b").PublishedAsync("Live title");
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        await lead.PostAsync(QuizLinks.Edit(quiz.Id), QuizLinks.Edit(quiz.Id), [.. Settings("New title"), ("revision", await RevisionAsync(quiz.Id))]);
        var question = QuizLinks.Question(quiz.Id, 1);
        await lead.PostAsync(question, question, ("Prompt", "New question?"), ("Key", "1"), ("Text", "a"), ("Key", "2"), ("Text", "c"), ("Right", "1"), ("Points", "1"), ("revision", await RevisionAsync(quiz.Id)), ("do", "save"));
        using var rep = await _hub.SignInAsAsync("Rita Rep");
        Assert.Contains("Live title", await rep.ReadAsync(QuizLinks.Quiz(quiz.Id)), StringComparison.Ordinal);
        var edit = await lead.ReadAsync(QuizLinks.Edit(quiz.Id));
        Assert.Contains("Version 2 waits: 0 new, 1 changed and 0 removed questions", edit, StringComparison.Ordinal);
        await using (var database = _hub.OpenDatabase())
        {
            var live = await database.QuizQuestions.SingleAsync(q => database.QuizVersions.Any(v => v.Id == q.VersionId && v.QuizId == quiz.Id && v.Number == 1), TestContext.Current.CancellationToken);
            Assert.Equal(("Old question?", true), (live.Prompt, live.Parts.Choices[0].IsRight));
        }

        await lead.PostAsync(QuizLinks.Edit(quiz.Id), $"{QuizLinks.Quiz(quiz.Id)}/discard", ("revision", await RevisionAsync(quiz.Id)));
        Assert.Contains("Old question?", await lead.ReadAsync(QuizLinks.Edit(quiz.Id)), StringComparison.Ordinal);
        await lead.PostAsync(QuizLinks.Edit(quiz.Id), $"{QuizLinks.Quiz(quiz.Id)}/retire", ("revision", await RevisionAsync(quiz.Id)));
        Assert.Equal(HttpStatusCode.Conflict, (await rep.PostAsync(QuizLinks.Quiz(quiz.Id), QuizLinks.Start(quiz.Id))).StatusCode);
        await lead.PostAsync(QuizLinks.Edit(quiz.Id), $"{QuizLinks.Quiz(quiz.Id)}/restore", ("revision", await RevisionAsync(quiz.Id)));
        await QuizStory.BeginAsync(rep, quiz.Id);
    }

    [Fact]
    public async Task SecondOfTwoWriters_IsTold_AndLosesNothing()
    {
        var quiz = await QuizStory.In(_hub).Words("One?", "a").DraftAsync();
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var before = await RevisionAsync(quiz.Id);
        await AddAsync(lead, quiz.Id, QuestionKind.TrueFalse, ("Prompt", "The first writer's"), ("Truth", "true"));
        var page = QuizLinks.NewQuestion(quiz.Id, QuestionKind.TrueFalse);
        var answer = await lead.PostAsync(page, page, ("Prompt", "The second writer"), ("Truth", "true"), ("Points", "1"), ("revision", before), ("do", "save"));
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("The second writer", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(2, (await PendingAsync(quiz.Id)).Questions.Count);
    }

    [Fact]
    public async Task Publishing_NeedsQuestions_AndPoolsThatHaveWhatIsDrawn()
    {
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var empty = await QuizStory.In(_hub).DraftAsync();
        Assert.Contains("It has no questions yet.", await PublishAsync(lead, empty.Id), StringComparison.Ordinal);
        var poor = await QuizStory.In(_hub).Words("One?", "a").InPool("words").Set(version => version.SetDraw("words", 3)).DraftAsync();
        Assert.Contains("The pool “words” has 1 question, but 3 are to be drawn.", await PublishAsync(lead, poor.Id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Experts_SeeAndChangeOnlyTheirOwn()
    {
        var quiz = await QuizStory.In(_hub).Words("One?", "a").DraftAsync("Of the lead");
        using var expert = await _hub.SignInAsAsync("Ed Expert", HubRoles.Expert);
        Assert.DoesNotContain("Of the lead", await expert.ReadAsync(QuizLinks.Authoring), StringComparison.Ordinal);
        foreach (var address in new[] { QuizLinks.Edit(quiz.Id), QuizLinks.Question(quiz.Id, 1), QuizLinks.Import(quiz.Id), QuizLinks.Export(quiz.Id), QuizLinks.Figures(quiz.Id) })
            Assert.Equal(HttpStatusCode.NotFound, (await expert.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await expert.PostAsync(QuizLinks.Authoring, QuizLinks.Edit(quiz.Id), [.. Settings("Taken over"), ("revision", await RevisionAsync(quiz.Id))])).StatusCode);
    }

    [Fact]
    public async Task Questions_AreMovedAndRemoved()
    {
        var quiz = await QuizStory.In(_hub).Words("One?", "a").Words("Two?", "b").Words("Three?", "c").DraftAsync();
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        await lead.PostAsync(QuizLinks.Edit(quiz.Id), $"{QuizLinks.Question(quiz.Id, 3)}/move", ("by", "up"), ("revision", await RevisionAsync(quiz.Id)));
        await lead.PostAsync(QuizLinks.Edit(quiz.Id), $"{QuizLinks.Question(quiz.Id, 1)}/remove", ("revision", await RevisionAsync(quiz.Id)));
        Assert.Equal(["Three?", "Two?"], (await PendingAsync(quiz.Id)).InOrder.Select(question => question.Prompt));
    }

    private static (string Name, string Value)[] Settings(string title) =>
        [("Title", title), ("Intro", "What it is about"), ("Topic", ""), ("PassPercent", "70"), ("MaxAttempts", "3"), ("CoolDownMinutes", "10"), ("TimeLimitMinutes", "15"), ("Minutes", "6"), ("ShufflesQuestions", "yes")];

    private async Task<string> PublishAsync(TestBrowser lead, int id)
    {
        var answer = await lead.PostAsync(QuizLinks.Edit(id), $"{QuizLinks.Quiz(id)}/publish", ("revision", await RevisionAsync(id)));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task AddAsync(TestBrowser writer, int id, QuestionKind kind, params (string Name, string Value)[] fields)
    {
        var page = QuizLinks.NewQuestion(id, kind);
        var answer = await writer.PostAsync(page, page, [.. fields, ("Points", "1"), ("revision", await RevisionAsync(id)), ("do", "save")]);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<string> RevisionAsync(int id)
    {
        await using var database = _hub.OpenDatabase();
        return (await database.Quizzes.Where(quiz => quiz.Id == id).Select(quiz => quiz.Revision).SingleAsync(TestContext.Current.CancellationToken)).ToString(CultureInfo.InvariantCulture);
    }

    private async Task<QuizVersion> PendingAsync(int id)
    {
        await using var database = _hub.OpenDatabase();
        return (await database.LoadQuizAsync(id, TestContext.Current.CancellationToken))!.Pending!;
    }
}
