using EnablementHub.Features.Quizzes;
using EnablementHub.Features.Quizzes.Grading;
using EnablementHub.Features.Quizzes.Regrading;

namespace EnablementHub.Tests.Features.Quizzes.Grading;

public sealed class GraderTests
{
    private const int Rounds = 3000;

    [Theory]
    [InlineData("2", 1)]
    [InlineData("1", 0)]
    [InlineData("1,2", 0)]
    [InlineData("", 0)]
    [InlineData("99", 0)]
    public void OneRightChoice_IsAllOrNothing(string given, double share) =>
        Assert.Equal(share, Grader.Share(QuestionKind.OneChoice, Choices(1, 2, 3, right: [2]), given));

    [Theory]
    [InlineData("1,2", 1)]
    [InlineData("1", 0.5)]
    [InlineData("1,3", 0)]
    [InlineData("1,2,3", 0.5)]
    [InlineData("1,2,3,4", 0)]
    [InlineData("3,4", 0)]
    public void SeveralRightChoices_RightOnesCount_WrongOnesTakeAway(string given, double share) =>
        Assert.Equal(share, Grader.Share(QuestionKind.Multiple, Choices(1, 2, 3, 4, right: [1, 2]), given));

    [Theory]
    [InlineData("the  Finance director.", 1)]
    [InlineData("CFO", 1)]
    [InlineData("cfo!", 1)]
    [InlineData("Directeur financier", 0)]
    [InlineData("école", 1)]
    [InlineData("ECOLE", 1)]
    public void Words_CountWhateverTheirCaseAccentsAndPunctuation(string given, double share) =>
        Assert.Equal(share, Grader.Share(QuestionKind.ShortText, new QuestionParts { Accepted = ["The finance director", "CFO", "Ecole"] }, given));

    [Theory]
    [InlineData("12.5", 1)]
    [InlineData("12,5", 1)]
    [InlineData("12.6", 1)]
    [InlineData("12.4 %", 1)]
    [InlineData("12.61", 0)]
    [InlineData("twelve", 0)]
    public void Numbers_CountWithinTheirTolerance(string given, double share) =>
        Assert.Equal(share, Grader.Share(QuestionKind.Numeric, new QuestionParts { Number = 12.5, Tolerance = 0.1 }, given));

    [Theory]
    [InlineData("1:1,2:2,3:3,4:4", 1)]
    [InlineData("1:1,2:3,3:2,4:4", 0.5)]
    [InlineData("1:4,2:3,3:2,4:1", 0)]
    [InlineData("1:1,2:2", 0.5)]
    [InlineData("1:1,2:1,3:1,4:1", 0)]
    public void Order_EachInItsRightPlaceCounts_AndAPlaceGivenTwiceForNone(string given, double share) =>
        Assert.Equal(share, Grader.Share(QuestionKind.Ordering, Choices(1, 2, 3, 4), given));

    [Fact]
    public void Pairs_WithTheSamePartnerTwice_CountByWhatItSays()
    {
        var parts = new QuestionParts { Choices = [new(1, "CFO", Match: "Money"), new(2, "Procurement", Match: "Money"), new(3, "IT", Match: "Security"), new(4, "", Match: "Weather")] };
        Assert.Equal(1, Grader.Share(QuestionKind.Matching, parts, "1:2,2:1,3:3"));
        Assert.Equal(2 / 3.0, Grader.Share(QuestionKind.Matching, parts, "1:1,2:1,3:4"));
    }

    [Fact]
    public void Share_IsAlwaysBetweenNothingAndAll_AndTheRightAnswerIsAllOfIt_WhateverTheQuestion()
    {
        var random = new Random(5);
        for (var round = 0; round < Rounds; round++)
        {
            var (kind, parts, right) = Any(random);
            var given = random.Next(4) == 0 ? right : Garbled(random, right);
            Assert.InRange(Grader.Share(kind, parts, given), 0, 1);
            Assert.Equal(1, Grader.Share(kind, parts, right));
            Assert.Equal(0, Grader.Share(kind, parts, ""));
        }
    }

    [Fact]
    public void Corrections_NeverTakeAnythingAway_ExceptByDroppingTheQuestion()
    {
        var random = new Random(6);
        for (var round = 0; round < Rounds; round++)
        {
            var (kind, parts, right) = Any(random);
            var given = random.Next(2) == 0 ? Garbled(random, right) : right;
            var before = Grader.Share(kind, parts, given);
            Assert.True(Grader.Share(kind, parts, given, [new Correction(RegradeKind.AcceptAlso, Garbled(random, right))]) >= before);
            Assert.Equal(1, Grader.Share(kind, parts, given, [new Correction(RegradeKind.AllRight, "")]));
            Assert.Null(Grader.Share(kind, parts, given, [new Correction(RegradeKind.AllRight, ""), new Correction(RegradeKind.Drop, "")]));
            if (!GivenText.IsEmpty(given) && Grader.IsSame(kind, parts, given, given)) Assert.Equal(1, Grader.Share(kind, parts, given, [new Correction(RegradeKind.AcceptAlso, given)]));
        }
    }

    [Fact]
    public void Score_IsTheShareOfThePoints_GrowsWithEachShare_AndIsWholeWithoutQuestions()
    {
        var random = new Random(7);
        for (var round = 0; round < Rounds; round++)
        {
            var answers = Enumerable.Range(0, random.Next(1, 30)).Select(_ => new GradedAnswer(random.Next(1, 11), random.Next(5) == 0 ? null : random.NextDouble())).ToList();
            var score = Grader.Score(answers);
            Assert.InRange(score, 0, 100);
            var counted = answers.Where(answer => answer.Share is not null).ToList();
            var expected = counted.Count == 0 ? 100 : counted.Sum(answer => answer.Points * answer.Share!.Value) / counted.Sum(answer => answer.Points) * 100;
            Assert.InRange(score, expected - 1e-5, expected + 1e-5);
            var at = random.Next(answers.Count);
            if (answers[at].Share is not { } share) continue;
            answers[at] = answers[at] with { Share = Math.Min(1, share + 0.1) };
            Assert.True(Grader.Score(answers) >= score - 1e-6);
        }

        Assert.Equal(100, Grader.Score([]));
    }

    [Fact]
    public void PassMark_IsReachedByWhatRoundsToIt()
    {
        var third = Grader.Score([new(1, 1), new(1, 1), new(1, 0)]);
        Assert.True(Grader.IsPassed(third, 66));
        Assert.False(Grader.IsPassed(third, 67));
        Assert.True(Grader.IsPassed(Grader.Score(Enumerable.Repeat(new GradedAnswer(1, 0.8), 7)), 80));
    }

    private static QuestionParts Choices(params int[] keys) => Choices(keys, []);

    private static QuestionParts Choices(int one, int two, int three, int[] right) => Choices([one, two, three], right);

    private static QuestionParts Choices(int one, int two, int three, int four, int[] right) => Choices([one, two, three, four], right);

    private static QuestionParts Choices(int[] keys, int[] right) => new() { Choices = [.. keys.Select(key => new QuestionChoice(key, $"Choice {key}", right.Contains(key)))] };

    private static (QuestionKind Kind, QuestionParts Parts, string Right) Any(Random random)
    {
        var count = random.Next(2, 9);
        var keys = Enumerable.Range(1, count).ToArray();
        switch (random.Next(5))
        {
            case 0:
                var one = random.Next(1, count + 1);
                return (QuestionKind.OneChoice, Choices(keys, [one]), GivenText.OfKeys([one]));
            case 1:
                var some = keys.Where(_ => random.Next(2) == 0).DefaultIfEmpty(1).ToArray();
                return (QuestionKind.Multiple, Choices(keys, some), GivenText.OfKeys(some));
            case 2:
                return (QuestionKind.Ordering, Choices(keys, []), GivenText.OfPairs(keys.Select(key => KeyValuePair.Create(key, key))));
            case 3:
                return (QuestionKind.Matching, new QuestionParts { Choices = [.. keys.Select(key => new QuestionChoice(key, $"Left {key}", Match: $"Right {key % 3}"))] }, GivenText.OfPairs(keys.Select(key => KeyValuePair.Create(key, key))));
            default:
                var number = Math.Round((random.NextDouble() - 0.5) * 10_000, 3);
                return (QuestionKind.Numeric, new QuestionParts { Number = number, Tolerance = random.Next(3) }, number.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static string Garbled(Random random, string text)
    {
        var letters = text.ToCharArray();
        for (var change = random.Next(1, 4); change > 0 && letters.Length > 0; change--) letters[random.Next(letters.Length)] = "0123456789:,;x-"[random.Next(15)];
        return new string(letters);
    }
}
