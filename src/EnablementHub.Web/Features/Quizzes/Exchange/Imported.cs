using EnablementHub.Features.Quizzes.Writing;

namespace EnablementHub.Features.Quizzes.Exchange;

/// <param name="Line">In the text that was read, from 1.</param>
/// <param name="Begins">The first words there.</param>
/// <param name="Sentence">What was not understood, or left out.</param>
public sealed record ImportNote(int Line, string Begins, string Sentence, string File = "");

/// <param name="At">Line at which the question begins.</param>
public sealed record ImportedQuestion(int At, QuestionValues Values);

/// <summary>What a text gave: questions that can be stored, and what was not understood.</summary>
public sealed record ImportedText(IReadOnlyList<ImportedQuestion> Questions, IReadOnlyList<ImportNote> Notes)
{
    /// <summary>Longest text that is read, in characters.</summary>
    public const int MaxLength = 1_000_000;

    internal const int BeginsLength = 60;

    internal static string Begin(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= BeginsLength ? line : line[..BeginsLength] + "…";
    }
}

/// <summary>What every importer does with a question that it has understood: the rules are those of the form.</summary>
internal static class ImportRules
{
    /// <returns>The sentence that says why it can't be stored; null: it can.</returns>
    public static string? ProblemOf(QuestionValues values)
    {
        if (values.Prompt.Length == 0) return "It has no question.";
        if (values.Prompt.Length > QuizQuestion.MaxPromptLength) return $"Its text has {values.Prompt.Length} characters; at most {QuizQuestion.MaxPromptLength} fit.";
        if (values.Explanation.Length > QuizQuestion.MaxExplanationLength) return $"Its explanation has {values.Explanation.Length} characters; at most {QuizQuestion.MaxExplanationLength} fit.";
        if (values.Pool.Length > QuizPool.MaxNameLength) return $"Its category has {values.Pool.Length} characters; at most {QuizPool.MaxNameLength} fit.";
        if (values.Points is < 1 or > QuizQuestion.MaxPoints) return $"Points go from 1 to {QuizQuestion.MaxPoints}.";
        if (values.Kind is QuestionKind.Clip or QuestionKind.Hotspot && values.ItemId is null) return "It doesn’t say which clip it plays.";
        if (values.Kind == QuestionKind.ShortText)
        {
            if (values.Parts.Accepted.Count > QuestionParts.MaxAccepted || values.Parts.Accepted.Any(text => text.Length > Taking.AnswerForm.MaxTextLength)) return "It has more or longer answers than fit.";
            return values.Parts.Accepted.Count == 0 || values.Parts.Accepted.Any(text => Grading.Words.Folded(text).Length == 0) ? "It has no answer that could be typed." : null;
        }

        return values.Kind == QuestionKind.Numeric ? null : ChoiceRules.ProblemOf(values.Kind, values.Parts.Choices);
    }
}
