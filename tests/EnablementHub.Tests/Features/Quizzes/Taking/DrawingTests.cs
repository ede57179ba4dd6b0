using EnablementHub.Features.Quizzes;
using EnablementHub.Features.Quizzes.Taking;

namespace EnablementHub.Tests.Features.Quizzes.Taking;

public sealed class DrawingTests
{
    [Fact]
    public void SameSeed_GivesTheSameQuestionsInTheSameOrder_AndSeedsDiffer()
    {
        var version = Version(fromPool: 12, always: 3, draw: 4);
        var orders = new HashSet<string>(StringComparer.Ordinal);
        for (var seed = 0; seed < 200; seed++)
        {
            var once = Drawing.Questions(version, seed).Select(question => question.Key).ToList();
            Assert.Equal(once, Drawing.Questions(version, seed).Select(question => question.Key));
            Assert.Equal(7, once.Distinct().Count());
            Assert.Equal([1, 2, 3], once.Where(key => key <= 3).Order());
            orders.Add(string.Join(',', once));
        }

        Assert.True(orders.Count > 190);
    }

    [Fact]
    public void EveryQuestionOfAPool_ComesAboutAsOftenAsTheOthers()
    {
        var version = Version(fromPool: 10, always: 0, draw: 3);
        var counts = Enumerable.Range(0, 4000).SelectMany(seed => Drawing.Questions(version, seed)).GroupBy(question => question.Key).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(10, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 1000, 1400));
    }

    [Fact]
    public void Pool_ThatHasFewerQuestionsThanAreDrawn_GivesAll() => Assert.Equal(2, Drawing.Questions(Version(fromPool: 2, always: 0, draw: 5), 1).Count);

    [Fact]
    public void Steps_NeverStandInTheirRightOrder_AndAreAlwaysAllThere()
    {
        var question = new QuizQuestion { Kind = QuestionKind.Ordering, Prompt = "Order", Key = 3, Parts = new QuestionParts { Choices = [new(1, "a"), new(2, "b"), new(3, "c")] } };
        for (var seed = 0; seed < 500; seed++)
        {
            var keys = Drawing.Choices(question, shuffles: true, seed).Select(choice => choice.Key).ToList();
            Assert.NotEqual([1, 2, 3], keys);
            Assert.Equal([1, 2, 3], keys.Order());
        }
    }

    [Fact]
    public void Choices_AreMixedOnlyWhereTheQuizSaysSo_AndSentencesNever()
    {
        var choices = Enumerable.Range(1, 8).Select(key => new QuestionChoice(key, $"Choice {key}")).ToList();
        var single = new QuizQuestion { Kind = QuestionKind.OneChoice, Prompt = "One", Key = 1, Parts = new QuestionParts { Choices = choices } };
        var hotspot = new QuizQuestion { Kind = QuestionKind.Hotspot, Prompt = "Two", Key = 2, Parts = new QuestionParts { Choices = choices } };
        Assert.Equal(choices, Drawing.Choices(single, shuffles: false, 5));
        Assert.NotEqual(choices, Drawing.Choices(single, shuffles: true, 5));
        Assert.Equal(choices, Drawing.Choices(hotspot, shuffles: true, 5));
    }

    private static QuizVersion Version(int fromPool, int always, int draw)
    {
        var quiz = Quiz.Begin(1, "Pools", DateTimeOffset.UnixEpoch);
        for (var at = 0; at < always; at++) quiz.Add(quiz.Pending!, new QuizQuestion { Kind = QuestionKind.TrueFalse, Prompt = $"Always {at}" });
        for (var at = 0; at < fromPool; at++) quiz.Add(quiz.Pending!, new QuizQuestion { Kind = QuestionKind.TrueFalse, Prompt = $"Pool {at}", Pool = "pool" });
        quiz.Pending!.SetDraw("pool", draw);
        return quiz.Pending!;
    }
}
