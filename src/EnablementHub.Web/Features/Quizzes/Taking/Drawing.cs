namespace EnablementHub.Features.Quizzes.Taking;

/// <summary>Draws the questions of an attempt and the order of everything in it; the same seed always gives the same.</summary>
public static class Drawing
{
    private const int Spread = 486_187_739;

    public static IReadOnlyList<QuizQuestion> Questions(QuizVersion version, int seed)
    {
        var random = new Random(seed);
        var drawn = new List<QuizQuestion>();
        foreach (var pool in version.InOrder.GroupBy(question => question.Pool, StringComparer.Ordinal).OrderBy(pool => pool.Key, StringComparer.Ordinal))
        {
            var questions = pool.ToArray();
            if (version.DrawnFrom(pool.Key) is { } draw && draw < questions.Length)
            {
                random.Shuffle(questions);
                questions = questions[..draw];
            }

            drawn.AddRange(questions);
        }

        var order = drawn.OrderBy(question => question.Position).ToArray();
        if (version.ShufflesQuestions) random.Shuffle(order);
        return order;
    }

    /// <summary>Choices as they stand on the page. What is to be put in order never stands in its right order.</summary>
    public static IReadOnlyList<QuestionChoice> Choices(QuizQuestion question, bool shuffles, int seed)
    {
        var choices = question.Parts.Choices.ToArray();
        if (question.Kind is QuestionKind.Ordering)
        {
            var right = choices.ToArray();
            Of(question, seed).Shuffle(choices);
            return choices.Length > 1 && choices.SequenceEqual(right) ? [.. choices[1..], choices[0]] : choices;
        }

        if (shuffles && question.Kind is not (QuestionKind.TrueFalse or QuestionKind.Hotspot)) Of(question, seed).Shuffle(choices);
        return choices;
    }

    /// <summary>Partners to choose from, each text once, in an order that tells nothing.</summary>
    public static IReadOnlyList<QuestionChoice> Partners(QuizQuestion question, int seed)
    {
        var partners = question.Parts.Choices.Where(choice => choice.Match.Length > 0).DistinctBy(choice => choice.Match, StringComparer.Ordinal).ToArray();
        Of(question, seed + 1).Shuffle(partners);
        return partners;
    }

    private static Random Of(QuizQuestion question, int seed) => new(unchecked((seed * Spread) + question.Key));
}
