using EnablementHub.Features.Quizzes;
using EnablementHub.Features.Quizzes.Figures;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Features.Quizzes.Figures;

public sealed class ItemStatisticsTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public void Question_ThatTheBetterOnesGetRight_TellsApart_AndOneThatMisleadsThemIsBelowNothing()
    {
        var answers = new List<StatisticAnswer>();
        for (var person = 0; person < 10; person++)
        {
            var knows = person < 5;
            foreach (var question in new[] { 1, 2, 5, 6 }) answers.Add(new(person, question, 1, knows ? 1 : 0, knows ? "1" : "2"));
            answers.Add(new(person, 3, 1, knows ? 0 : 1, knows ? "2" : "1"));
            answers.Add(new(person, 4, 1, 1, "1"));
        }

        var figures = ItemStatistics.Of(answers).ToDictionary(figure => figure.QuestionId);
        Assert.Equal(0.5, figures[1].Difficulty);
        Assert.Equal(1, figures[1].Discrimination!.Value, 6);
        Assert.Equal(-1, figures[3].Discrimination!.Value, 6);
        Assert.Equal((1.0, (double?)null), (figures[4].Difficulty, figures[4].Discrimination));
        Assert.Equal([("1", 5, 5, 0), ("2", 5, 0, 5)], figures[1].Given.Select(given => (given.Given, given.Chosen, given.Upper, given.Lower)));
    }

    [Fact]
    public void FewPeople_SayNothingAboutAQuestion()
    {
        var answers = Enumerable.Range(0, ItemStatistics.FewestPeople - 1).SelectMany(person => new[] { new StatisticAnswer(person, 1, 1, person % 2, "1"), new StatisticAnswer(person, 2, 1, person % 2, "1") });
        Assert.All(ItemStatistics.Of([.. answers]), figure => Assert.Null(figure.Discrimination));
    }

    [Fact]
    public void Figures_StayInTheirBounds_AndPointBiserialIsPearsons_WhateverIsAnswered()
    {
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var (people, questions) = (random.Next(5, 40), random.Next(2, 12));
            var answers = (from person in Enumerable.Range(0, people)
                           from question in Enumerable.Range(0, questions)
                           select new StatisticAnswer(person, question, 1 + (question % 3), random.Next(2), $"{random.Next(4)}")).ToList();
            foreach (var figure in ItemStatistics.Of(answers))
            {
                Assert.InRange(figure.Difficulty, 0, 1);
                if (figure.Discrimination is { } tells) Assert.InRange(tells, -1, 1);
                Assert.Equal(people, figure.Given.Sum(given => given.Chosen));
                Assert.All(figure.Given, given => Assert.Equal(given.Chosen, given.Upper + given.Lower));
                Assert.Equal(PointBiserial(answers, figure.QuestionId), figure.Discrimination ?? double.NaN, 6);
            }
        }
    }

    [Fact]
    public async Task Page_CountsEachPersonsFirstAttempt_AndNamesNobody()
    {
        var quiz = await QuizStory.In(_hub).Choice("Who decides?", "*Finance", "IT", "Transport").Words("Second?", "b").PublishedAsync("Figures");
        for (var person = 0; person < 6; person++)
        {
            using var browser = await _hub.SignInAsAsync($"Fig Person{person}");
            foreach (var given in person == 0 ? new[] { "IT", "Finance" } : ["Finance"])
            {
                var id = await QuizStory.BeginAsync(browser, quiz.Id);
                await browser.PostAsync(QuizLinks.Attempt(id), QuizLinks.Attempt(id), [.. await QuizStory.FieldsAsync(_hub, id, ("Who decides?", given), ("Second?", person < 3 ? "b" : "x")), ("do", "hand-in")]);
            }
        }

        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var page = await lead.ReadAsync(QuizLinks.Figures(quiz.Id));
        Assert.Contains("6 people have taken version 1; 2 passed at the first attempt", page, StringComparison.Ordinal);
        Assert.Contains("83.3 % of the points", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Fig Person", page, StringComparison.Ordinal);
        using var rep = await _hub.SignInAsAsync("Rita Rep");
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await rep.GetAsync(QuizLinks.Figures(quiz.Id))).StatusCode);
    }

    /// <summary>The textbook's formula, for what is right or wrong.</summary>
    private static double PointBiserial(List<StatisticAnswer> answers, int question)
    {
        var rest = answers.Where(answer => answer.QuestionId != question).GroupBy(answer => answer.AttemptId).ToDictionary(group => group.Key, group => group.Sum(answer => answer.Points * answer.Share) / group.Sum(answer => answer.Points));
        var own = answers.Where(answer => answer.QuestionId == question).ToList();
        var right = own.Where(answer => answer.Share == 1).Select(answer => rest[answer.AttemptId]).ToList();
        var wrong = own.Where(answer => answer.Share == 0).Select(answer => rest[answer.AttemptId]).ToList();
        var mean = rest.Values.Average();
        var spread = Math.Sqrt(rest.Values.Average(value => (value - mean) * (value - mean)));
        if (right.Count == 0 || wrong.Count == 0 || spread < 1e-9) return double.NaN;
        return (right.Average() - wrong.Average()) / spread * Math.Sqrt((double)right.Count * wrong.Count / ((double)own.Count * own.Count));
    }
}
