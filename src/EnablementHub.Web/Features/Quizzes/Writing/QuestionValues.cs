using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Quizzes.Grading;
using EnablementHub.Platform.Mvc;

namespace EnablementHub.Features.Quizzes.Writing;

/// <summary>A question that can be stored.</summary>
public sealed record QuestionValues
{
    public required QuestionKind Kind { get; init; }
    public required string Prompt { get; init; }
    public required string Pool { get; init; }
    public required int Points { get; init; }
    public required string Explanation { get; init; }
    public required int? ItemId { get; init; }
    public required double? Start { get; init; }
    public required double? End { get; init; }
    public required QuestionParts Parts { get; init; }

    public QuizQuestion ToQuestion() => Into(new QuizQuestion { Kind = Kind, Prompt = Prompt });

    public QuizQuestion Into(QuizQuestion question)
    {
        (question.Prompt, question.Pool, question.Points, question.Explanation) = (Prompt, Pool, Points, Explanation);
        (question.ItemId, question.StartSeconds, question.EndSeconds, question.Parts) = (ItemId, Start, End, Parts);
        return question;
    }
}

/// <summary>Reads a question's form, and says of everything that is wrong what to do.</summary>
public static class QuestionReading
{
    public static (QuestionValues? Values, IReadOnlyList<FieldProblem> Problems) Read(this QuestionForm form, QuestionKind kind)
    {
        var problems = new List<FieldProblem>();
        var prompt = Clean(form.Prompt);
        var explanation = Clean(form.Explanation);
        var pool = Line(form.Pool);
        if (prompt.Length == 0) problems.Add(new(nameof(form.Prompt), kind == QuestionKind.TrueFalse ? "Write the statement." : "Write the question."));
        TooLong(nameof(form.Prompt), "question", prompt, QuizQuestion.MaxPromptLength, problems);
        TooLong(nameof(form.Explanation), "explanation", explanation, QuizQuestion.MaxExplanationLength, problems);
        TooLong(nameof(form.Pool), "pool’s name", pool, QuizPool.MaxNameLength, problems);
        var points = FormNumber.Read(form.Points.Trim());
        if (points is not (>= 1 and <= QuizQuestion.MaxPoints)) problems.Add(new(nameof(form.Points), $"Enter points as a number from 1 to {QuizQuestion.MaxPoints}."));
        var (item, start, end) = ReadMoment(form, kind, problems);
        var parts = ReadParts(form, kind, problems);
        if (problems.Count > 0 || parts is null) return (null, problems);
        return (new QuestionValues { Kind = kind, Prompt = prompt, Pool = pool, Points = points!.Value, Explanation = explanation, ItemId = item, Start = start, End = end, Parts = parts }, problems);
    }

    /// <summary>Which recording, and which part of it.</summary>
    public static (int? Item, double? Start, double? End) ReadMoment(QuestionForm form, QuestionKind kind, List<FieldProblem> problems)
    {
        int? item = null;
        if (form.Item.Trim().Length > 0)
        {
            item = ItemLinks.ReadNumber(form.Item);
            if (item is null) problems.Add(new(nameof(form.Item), "Choose it from the titles that are offered, or enter its number."));
        }
        else if (kind is QuestionKind.Clip or QuestionKind.Hotspot) problems.Add(new(nameof(form.Item), kind == QuestionKind.Clip ? "Choose the clip that is played." : "Choose the clip whose sentences are shown."));

        var (start, end) = (Time(nameof(form.From), form.From, problems), Time(nameof(form.To), form.To, problems));
        if (start >= end) problems.Add(new(nameof(form.To), "The end comes after the beginning."));
        if (kind == QuestionKind.Clip && end is null && form.To.Trim().Length == 0) problems.Add(new(nameof(form.To), "Say where it stops, so that nobody hears the answer."));
        if (end is not null) start ??= 0;
        return (item, start, end);
    }

    private static double? Time(string field, string typed, List<FieldProblem> problems)
    {
        if (typed.Trim().Length == 0) return null;
        if (PlayTime.Read(typed) is { } seconds) return seconds;
        problems.Add(new(field, "Enter a time such as 1:05."));
        return null;
    }

    private static QuestionParts? ReadParts(QuestionForm form, QuestionKind kind, List<FieldProblem> problems)
    {
        switch (kind)
        {
            case QuestionKind.TrueFalse:
                if (form.Truth is "true" or "false") return new QuestionParts { Choices = TrueFalse.Choices(form.Truth == "true") };
                problems.Add(new(nameof(form.Truth), "Say whether the statement holds."));
                return null;
            case QuestionKind.ShortText:
                var accepted = form.Accepted.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                if (accepted.Length == 0) problems.Add(new(nameof(form.Accepted), "Write at least one answer that counts, a line each."));
                if (accepted.Length > QuestionParts.MaxAccepted) problems.Add(new(nameof(form.Accepted), $"At most {QuestionParts.MaxAccepted} answers fit. Ask for something shorter."));
                if (accepted.Any(text => text.Length > Taking.AnswerForm.MaxTextLength)) problems.Add(new(nameof(form.Accepted), $"An answer has at most {Taking.AnswerForm.MaxTextLength} characters."));
                if (accepted.Any(text => Words.Folded(text).Length == 0)) problems.Add(new(nameof(form.Accepted), "Each answer needs a letter or a digit."));
                return problems.Count > 0 ? null : new QuestionParts { Accepted = [.. accepted.DistinctBy(Words.Folded, StringComparer.Ordinal)] };
            case QuestionKind.Numeric:
                var number = One(nameof(form.Number), form.Number, "Enter the right number, such as 12.5.", problems);
                var tolerance = form.Tolerance.Trim().Length == 0 ? 0 : One(nameof(form.Tolerance), form.Tolerance, "Enter how far off it may be as a number, or leave it empty.", problems);
                if (tolerance < 0) problems.Add(new(nameof(form.Tolerance), "Enter how far off it may be as a number from 0."));
                TooLong(nameof(form.Unit), "unit", Line(form.Unit), 20, problems);
                return problems.Count > 0 ? null : new QuestionParts { Number = number, Tolerance = tolerance ?? 0, Unit = Line(form.Unit) };
            default:
                return ReadChoices(form, kind, problems);
        }
    }

    private static double? One(string field, string typed, string sentence, List<FieldProblem> problems)
    {
        // A writer's own "1,234" must not mean two numbers: the right one would depend on who grades.
        var readings = NumberReading.All(typed);
        if (readings.Count == 1) return readings[0];
        problems.Add(new(field, readings.Count == 0 ? sentence : "Write it without a thousands separator, such as 1234 or 1.234."));
        return null;
    }

    private static QuestionParts? ReadChoices(QuestionForm form, QuestionKind kind, List<FieldProblem> problems)
    {
        var rows = form.Rows.Select(row => row with { Text = Line(row.Text), Match = Line(row.Match) }).Where(row => row.Text.Length > 0 || row.Match.Length > 0 || row.IsRight).ToList();
        var choices = new List<QuestionChoice>();
        var next = rows.Select(row => FormNumber.Read(row.Key) ?? 0).DefaultIfEmpty(0).Max() + 1;
        foreach (var row in rows)
        {
            var key = FormNumber.Read(row.Key) is { } kept and > 0 && choices.TrueForAll(choice => choice.Key != kept) ? kept : next++;
            choices.Add(new QuestionChoice(key, row.Text, kind is not (QuestionKind.Ordering or QuestionKind.Matching) && row.IsRight, kind == QuestionKind.Matching ? row.Match : "",
                double.TryParse(row.At, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var at) ? at : null));
        }

        if (ChoiceRules.ProblemOf(kind, choices) is { } sentence) problems.Add(new("Rows", sentence));
        return problems.Count > 0 ? null : new QuestionParts { Choices = choices };
    }

    private static void TooLong(string field, string what, string text, int most, List<FieldProblem> problems)
    {
        if (text.Length > most) problems.Add(new(field, $"The {what} has {text.Length} characters; at most {most} fit."));
    }

    private static string Clean(string text) => text.ReplaceLineEndings("\n").Trim();

    private static string Line(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>What choices have to be like, by kind; the same for what is typed, imported and seeded.</summary>
public static class ChoiceRules
{
    /// <returns>What is wrong and what to do; null: nothing.</returns>
    public static string? ProblemOf(QuestionKind kind, IReadOnlyList<QuestionChoice> choices)
    {
        var right = choices.Count(choice => choice.IsRight);
        var most = kind == QuestionKind.Hotspot ? QuestionParts.MaxSentences : QuestionParts.MaxChoices;
        if (kind == QuestionKind.Hotspot && choices.Count < 2) return "Load the sentences first: choose the clip and press “Show the sentences”.";
        if (choices.Count > most) return $"At most {most} fit.";
        if (choices.Any(choice => Math.Max(choice.Text.Length, choice.Match.Length) > QuestionParts.MaxTextLength)) return $"A line has at most {QuestionParts.MaxTextLength} characters.";
        if (kind != QuestionKind.Matching && choices.Any(choice => choice.Text.Length == 0)) return "A line that is marked as right needs its words.";
        if (kind is not (QuestionKind.Hotspot or QuestionKind.Matching) && choices.DistinctBy(choice => choice.Text, StringComparer.OrdinalIgnoreCase).Count() < choices.Count) return "Two lines say the same. Change one of them.";
        return kind switch
        {
            QuestionKind.Hotspot when right == 0 => "Mark the sentence that is right.",
            QuestionKind.Matching when choices.Count(choice => choice.Text.Length > 0) < 2 => "Write at least two pairs.",
            QuestionKind.Matching when choices.Any(choice => choice.Match.Length == 0) => "Each one needs its partner. A partner may stand alone, to mislead.",
            QuestionKind.Matching when choices.Where(choice => choice.Text.Length > 0).DistinctBy(choice => choice.Text, StringComparer.OrdinalIgnoreCase).Count() < choices.Count(choice => choice.Text.Length > 0) => "Two lines say the same. Change one of them.",
            QuestionKind.Matching or QuestionKind.Hotspot => null,
            _ when choices.Count < 2 => kind == QuestionKind.Ordering ? "Write at least two steps." : "Write at least two choices.",
            QuestionKind.Ordering => null,
            QuestionKind.OneChoice or QuestionKind.Clip or QuestionKind.TrueFalse when right != 1 => right == 0 ? "Mark the choice that is right." : "Only one choice may be right. For several, write a question with several right answers.",
            QuestionKind.Multiple when right == 0 => "Mark at least one choice as right.",
            _ => null,
        };
    }
}
