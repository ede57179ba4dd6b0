using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using EnablementHub.Features.Library;
using EnablementHub.Features.Quizzes;
using EnablementHub.Features.Quizzes.Taking;
using EnablementHub.Features.Quizzes.Writing;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Quizzes;

/// <summary>A quiz in a sentence: <c>await QuizStory.In(hub).Choice("Who decides?", "*Finance", "IT").PublishedAsync()</c>; a star marks what is right.</summary>
internal sealed partial class QuizStory(TestHub hub)
{
    private readonly List<QuizQuestion> _questions = [];
    private readonly List<Action<QuizVersion>> _settings = [];

    public static QuizStory In(TestHub hub) => new(hub);

    public QuizStory Choice(string prompt, params string[] choices) => With(QuestionKind.OneChoice, prompt, new QuestionParts { Choices = Choices(choices) });

    public QuizStory Several(string prompt, params string[] choices) => With(QuestionKind.Multiple, prompt, new QuestionParts { Choices = Choices(choices) });

    public QuizStory Statement(string prompt, bool isTrue) => With(QuestionKind.TrueFalse, prompt, new QuestionParts { Choices = TrueFalse.Choices(isTrue) });

    public QuizStory Words(string prompt, params string[] accepted) => With(QuestionKind.ShortText, prompt, new QuestionParts { Accepted = accepted });

    public QuizStory Number(string prompt, double number, double tolerance = 0) => With(QuestionKind.Numeric, prompt, new QuestionParts { Number = number, Tolerance = tolerance });

    public QuizStory Order(string prompt, params string[] steps) => With(QuestionKind.Ordering, prompt, new QuestionParts { Choices = Choices(steps) });

    public QuizStory Match(string prompt, params (string Text, string Partner)[] pairs) =>
        With(QuestionKind.Matching, prompt, new QuestionParts { Choices = [.. pairs.Select((pair, at) => new QuestionChoice(at + 1, pair.Text, Match: pair.Partner))] });

    public QuizStory Clip(string prompt, Item clip, double start, double end, params string[] choices) => With(QuestionKind.Clip, prompt, new QuestionParts { Choices = Choices(choices) }, clip, start, end);

    public QuizStory Sentence(string prompt, Item clip, params string[] sentences) => With(QuestionKind.Hotspot, prompt, new QuestionParts { Choices = Choices(sentences) }, clip);

    /// <summary>Of the last question.</summary>
    public QuizStory Explained(string explanation, Item? item = null, double? start = null)
    {
        var question = _questions[^1];
        (question.Explanation, question.ItemId, question.StartSeconds) = (explanation, item?.Id ?? question.ItemId, start ?? question.StartSeconds);
        return this;
    }

    public QuizStory Worth(int points)
    {
        _questions[^1].Points = points;
        return this;
    }

    public QuizStory InPool(string pool)
    {
        _questions[^1].Pool = pool;
        return this;
    }

    public QuizStory Set(Action<QuizVersion> change)
    {
        _settings.Add(change);
        return this;
    }

    public async Task<Quiz> DraftAsync(string title = "Discovery basics")
    {
        var lead = await TestData.LeadAsync(hub);
        var quiz = Quiz.Begin(lead.Id, title, hub.Time.GetUtcNow());
        foreach (var question in _questions) quiz.Add(quiz.Pending!, question);
        foreach (var change in _settings) change(quiz.Pending!);
        await using var database = hub.OpenDatabase();
        database.Add(quiz);
        await database.SaveChangesAsync();
        return quiz;
    }

    public async Task<Quiz> PublishedAsync(string title = "Discovery basics")
    {
        var draft = await DraftAsync(title);
        await using var database = hub.OpenDatabase();
        var quiz = (await database.LoadQuizAsync(draft.Id, CancellationToken.None))!;
        quiz.Publish(quiz.OwnerId, hub.Time.GetUtcNow());
        await database.SaveChangesAsync();
        return quiz;
    }

    /// <summary>Changes the published quiz into its next version.</summary>
    public static async Task<Quiz> RepublishAsync(TestHub hub, int quizId, Action<Quiz, QuizVersion> change)
    {
        await using var database = hub.OpenDatabase();
        var quiz = (await database.LoadQuizAsync(quizId, CancellationToken.None))!;
        change(quiz, quiz.Write(quiz.OwnerId, hub.Time.GetUtcNow()));
        await database.SaveChangesAsync();
        quiz.Publish(quiz.OwnerId, hub.Time.GetUtcNow());
        await database.SaveChangesAsync();
        return quiz;
    }

    public static async Task<QuizAttempt> AttemptAsync(TestHub hub, int attemptId)
    {
        await using var database = hub.OpenDatabase();
        return await database.QuizAttempts.AsNoTracking().Include(a => a.Version).Include(a => a.Answers).ThenInclude(a => a.Question).SingleAsync(a => a.Id == attemptId);
    }

    /// <summary>Presses Begin and says which attempt opened.</summary>
    public static async Task<int> BeginAsync(TestBrowser browser, int quizId)
    {
        var answer = await browser.PostAsync(QuizLinks.Quiz(quizId), QuizLinks.Start(quizId));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return int.Parse(answer.Headers.Location!.ToString().Split('/')[^1], CultureInfo.InvariantCulture);
    }

    /// <summary>The fields of the attempt's page for these answers, as a browser without script sends them.</summary>
    public static async Task<(string Name, string Value)[]> FieldsAsync(TestHub hub, int attemptId, params (string Prompt, string Given)[] answers)
    {
        var attempt = await AttemptAsync(hub, attemptId);
        var fields = new List<(string, string)>();
        foreach (var row in attempt.Answers)
        {
            fields.Add((AnswerForm.Shown(row.QuestionId), row.Given));
            var typed = answers.FirstOrDefault(answer => row.Question.Prompt == answer.Prompt);
            fields.AddRange(Fields(row.Question, typed.Prompt is null ? row.Given : typed.Given));
        }

        return [.. fields];
    }

    /// <summary>Answers by the words of choices: "Finance", "Ask; Listen", "Ask > Listen", "CFO=Payback; IT=Single sign-on".</summary>
    private static IEnumerable<(string, string)> Fields(QuizQuestion question, string given)
    {
        var choices = question.Parts.Choices;
        int Key(string text) => choices.Single(choice => choice.Text == text.Trim()).Key;
        if (given.Length == 0) return [];
        return question.Kind switch
        {
            QuestionKind.ShortText or QuestionKind.Numeric => [(AnswerForm.Field(question.Id), given)],
            _ when Stored().IsMatch(given) => StoredFields(question, given),
            QuestionKind.Ordering => given.Split('>').Select((step, at) => (AnswerForm.Field(question.Id, Key(step)), $"{at + 1}")),
            QuestionKind.Matching => given.Split(';').Select(pair => pair.Split('=')).Select(pair => (AnswerForm.Field(question.Id, Key(pair[0])), $"{choices.First(choice => choice.Match == pair[1].Trim()).Key}")),
            _ => given.Split(';').Select(text => (AnswerForm.Field(question.Id), $"{Key(text)}")),
        };
    }

    private static IEnumerable<(string, string)> StoredFields(QuizQuestion question, string given) => given.Contains(':', StringComparison.Ordinal)
        ? given.Split(',').Select(pair => (AnswerForm.Field(question.Id, int.Parse(pair.Split(':')[0], CultureInfo.InvariantCulture)), pair.Split(':')[1]))
        : given.Split(',').Select(key => (AnswerForm.Field(question.Id), key));

    private QuizStory With(QuestionKind kind, string prompt, QuestionParts parts, Item? item = null, double? start = null, double? end = null)
    {
        _questions.Add(new QuizQuestion { Kind = kind, Prompt = prompt, Parts = parts, ItemId = item?.Id, StartSeconds = start, EndSeconds = end });
        return this;
    }

    private static List<QuestionChoice> Choices(string[] choices) => [.. choices.Select((choice, at) => new QuestionChoice(at + 1, choice.TrimStart('*'), choice.StartsWith('*')))];

    [GeneratedRegex("^[0-9:,]+$")]
    private static partial Regex Stored();
}
