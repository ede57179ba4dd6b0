using EnablementHub.Features.Quizzes;
using EnablementHub.Features.Quizzes.Exchange.Gift;
using EnablementHub.Features.Quizzes.Writing;

namespace EnablementHub.Tests.Features.Quizzes.Exchange;

public sealed class GiftTests
{
    private const string Simple = """
        // A comment
        $CATEGORY: $course$/pricing

        ::Grant:: Who is buried in Grant's tomb? {
          =Grant#Well done ~nobody ~Napoleon
          ####Look at the stone.
        }

        Two plus two {=four =4}

        The sun rises in the east.{T}

        $CATEGORY: top

        [html]Which are cities? {~%50%Grenoble ~%50%Reims ~%-100%Duisburg river}

        Match {=cat -> cat food =dog -> dog food}

        When was it? {#1822:5}

        Pi is {#3.141..3.142} about.

        Put them in order {>ALL VERTICAL
          first
          second
        }
        """;

    [Fact]
    public void KindsOfGift_BecomeOurs()
    {
        var read = GiftReader.Read(Simple);
        var kinds = read.Questions.Select(question => question.Values.Kind);
        Assert.Equal([QuestionKind.OneChoice, QuestionKind.ShortText, QuestionKind.TrueFalse, QuestionKind.Multiple, QuestionKind.Matching, QuestionKind.Numeric, QuestionKind.Numeric, QuestionKind.Ordering], kinds);
        var first = read.Questions[0].Values;
        Assert.Equal(("Who is buried in Grant's tomb?", "pricing", "Look at the stone."), (first.Prompt, first.Pool, first.Explanation));
        Assert.Equal([("Grant", true), ("nobody", false), ("Napoleon", false)], first.Parts.Choices.Select(choice => (choice.Text, choice.IsRight)));
        Assert.Equal("", read.Questions[3].Values.Pool);
        Assert.Equal((1822.0, 5.0), (read.Questions[5].Values.Parts.Number!.Value, read.Questions[5].Values.Parts.Tolerance));
        Assert.Equal("Pi is _____ about.", read.Questions[6].Values.Prompt);
        var note = Assert.Single(read.Notes);
        Assert.Equal(4, note.Line);
        Assert.Contains("remarks on single answers", note.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Say what you think. {}", "An essay")]
    [InlineData("Just a description.", "no answers in braces")]
    [InlineData("Open {=a ~b", "never closed")]
    [InlineData("Two {=a ~b} and {=c ~d}", "two answers in braces")]
    [InlineData("How many? {#=5:0 =%50%6:0}", "several answers, of which some count in part")]
    [InlineData("How many? {#five}", "Its number can’t be read")]
    [InlineData("Which? {~a ~b}", "Mark the choice that is right.")]
    [InlineData("Which? {=a}", "")]
    [InlineData("{=a ~b}", "It has no question.")]
    public void WhatIsNotUnderstood_IsToldWithItsLine_AndTheRestIsRead(string gift, string sentence)
    {
        var read = GiftReader.Read($"Good one? {{=yes ~no}}\n\n\n{gift}\n\nAnother? {{T}}\n");
        if (sentence.Length == 0)
        {
            Assert.Equal(3, read.Questions.Count);
            return;
        }

        Assert.Equal(2, read.Questions.Count);
        var note = Assert.Single(read.Notes);
        Assert.Equal(4, note.Line);
        Assert.Contains(sentence, note.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryQuestion_ComesBackAsItWas_WhateverItsText()
    {
        var random = new Random(3);
        for (var round = 0; round < 400; round++)
        {
            var quiz = Quiz.Begin(1, "Round trip", DateTimeOffset.UnixEpoch);
            foreach (var kind in Enum.GetValues<QuestionKind>()) quiz.Add(quiz.Pending!, Any(kind, random));
            var gift = GiftWriter.Write(quiz.Pending!);
            var read = GiftReader.Read(gift);
            Assert.True(read.Notes.Count == 0, $"{string.Join('\n', read.Notes)}\n{gift}");
            foreach (var (question, back) in quiz.Pending!.InOrder.Zip(read.Questions, (question, back) => (question, back.Values)))
            {
                Assert.Equal((question.Kind, question.Prompt, question.Explanation, question.Pool, question.Points), (back.Kind, back.Prompt, back.Explanation, back.Pool, back.Points));
                Assert.Equal((question.ItemId, question.StartSeconds, question.EndSeconds), (back.ItemId, back.Start, back.End));
                Assert.Equal(question.Parts.Choices, back.Parts.Choices);
                Assert.Equal(question.Parts.Accepted, back.Parts.Accepted);
                Assert.Equal((question.Parts.Number, question.Parts.Tolerance, question.Parts.Unit), (back.Parts.Number, back.Parts.Tolerance, back.Parts.Unit));
            }
        }
    }

    [Fact]
    public void AnyText_IsReadWithoutAnError_AndSoon()
    {
        var random = new Random(9);
        const string Letters = "{}=~#:%>-\\$/\n\n ab1.*T[]";
        for (var round = 0; round < 2000; round++) GiftReader.Read(new string([.. Enumerable.Range(0, random.Next(120)).Select(_ => Letters[random.Next(Letters.Length)])]));
        GiftReader.Read("x{" + new string('~', 100_000) + "}");
        GiftReader.Read(new string(':', 100_000));
        GiftReader.Read(string.Concat(Enumerable.Repeat("a{=b}\n\n", 20_000)));
    }

    private static QuizQuestion Any(QuestionKind kind, Random random)
    {
        var count = random.Next(2, 7);
        var right = random.Next(count);
        var texts = Enumerable.Range(0, count).Select(at => $"{Text(random)} {at}").ToList();
        var parts = kind switch
        {
            QuestionKind.TrueFalse => new QuestionParts { Choices = TrueFalse.Choices(random.Next(2) == 0) },
            QuestionKind.ShortText => new QuestionParts { Accepted = texts },
            QuestionKind.Numeric => new QuestionParts { Number = Math.Round((random.NextDouble() - 0.5) * 1000, 4), Tolerance = random.Next(3), Unit = random.Next(2) == 0 ? "%" : "" },
            QuestionKind.Matching => new QuestionParts { Choices = [.. texts.Select((text, at) => new QuestionChoice(at + 1, text, Match: $"{Text(random)} to {at}"))] },
            QuestionKind.Ordering => new QuestionParts { Choices = [.. texts.Select((text, at) => new QuestionChoice(at + 1, text))] },
            QuestionKind.Multiple => new QuestionParts { Choices = [.. texts.Select((text, at) => new QuestionChoice(at + 1, text, at == right || random.Next(3) == 0))] },
            QuestionKind.Hotspot => new QuestionParts { Choices = [.. texts.Select((text, at) => new QuestionChoice(at + 1, text, at == right, At: at * 1.5))] },
            _ => new QuestionParts { Choices = [.. texts.Select((text, at) => new QuestionChoice(at + 1, text, at == right))] },
        };
        var plays = kind is QuestionKind.Clip or QuestionKind.Hotspot || random.Next(3) == 0;
        return new QuizQuestion
        {
            Kind = kind,
            Prompt = $"{Text(random)}\n{Text(random)}?",
            Explanation = random.Next(2) == 0 ? "" : Text(random),
            Pool = random.Next(2) == 0 ? "" : "A/B pool",
            Points = random.Next(1, 4),
            ItemId = plays ? random.Next(1, 99) : null,
            StartSeconds = plays ? 1.25 : null,
            EndSeconds = plays ? 9.5 : null,
            Parts = parts,
        };
    }

    private static string Text(Random random)
    {
        const string Letters = "abc ABC 0123 ~=#{}:\\n%é\"'!?€ü";
        return $"W{string.Join(' ', new string([.. Enumerable.Range(0, random.Next(2, 30)).Select(_ => Letters[random.Next(Letters.Length)])]).Split(' ', StringSplitOptions.RemoveEmptyEntries))}";
    }
}
