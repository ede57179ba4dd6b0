using System.Globalization;
using EnablementHub.Features.Quizzes.Grading;
using EnablementHub.Platform.Mvc;

namespace EnablementHub.Features.Quizzes.Writing;

/// <summary>A line of a question's form: a choice, a step, a pair or a sentence.</summary>
public sealed record ChoiceRow(string Key, string Text, string Match, bool IsRight, string At = "");

/// <summary>A question as the form sends it, and as it is shown again when it was refused.</summary>
public sealed record QuestionForm
{
    private const int FewestRows = 4;

    public string Prompt { get; init; } = "";
    public string Pool { get; init; } = "";
    public string Points { get; init; } = "1";
    public string Explanation { get; init; } = "";
    public string Item { get; init; } = "";
    public string From { get; init; } = "";
    public string To { get; init; } = "";
    public string Accepted { get; init; } = "";
    public string Number { get; init; } = "";
    public string Tolerance { get; init; } = "";
    public string Unit { get; init; } = "";

    /// <summary>Of true or false: "true", "false" or nothing yet.</summary>
    public string Truth { get; init; } = "";
    public IReadOnlyList<ChoiceRow> Rows { get; init; } = [];

    public static QuestionForm New(QuestionKind kind) => kind == QuestionKind.Hotspot ? new() : new QuestionForm().WithRows(FewestRows);

    public static QuestionForm Of(QuizQuestion question)
    {
        var parts = question.Parts;
        var form = new QuestionForm
        {
            Prompt = question.Prompt,
            Pool = question.Pool,
            Points = Text(question.Points),
            Explanation = question.Explanation,
            Item = question.ItemId is { } item ? Text(item) : "",
            From = question.StartSeconds is { } start ? PlayTime.Write(start) : "",
            To = question.EndSeconds is { } end ? PlayTime.Write(end) : "",
            Accepted = string.Join('\n', parts.Accepted),
            Number = parts.Number is { } number ? Text(number) : "",
            Tolerance = parts.Tolerance == 0 ? "" : Text(parts.Tolerance),
            Unit = parts.Unit,
            Truth = question.Kind == QuestionKind.TrueFalse ? (parts.Choices.Any(choice => choice.Key == TrueFalse.True && choice.IsRight) ? "true" : "false") : "",
            Rows = [.. parts.Choices.Select(choice => new ChoiceRow(Text(choice.Key), choice.Text, choice.Match, choice.IsRight, choice.At is { } at ? Text(at) : ""))],
        };
        return question.Kind == QuestionKind.Hotspot ? form : form.WithRows(form.Rows.Count + 1);
    }

    public static QuestionForm FromRequest(IFormCollection form)
    {
        var right = form["Right"].ToHashSet(StringComparer.Ordinal);
        var count = Math.Min(QuestionParts.MaxSentences, form["Text"].Count);
        return new QuestionForm
        {
            Prompt = form[nameof(Prompt)].ToString(),
            Pool = form[nameof(Pool)].ToString(),
            Points = form[nameof(Points)].ToString(),
            Explanation = form[nameof(Explanation)].ToString(),
            Item = form[nameof(Item)].ToString(),
            From = form[nameof(From)].ToString(),
            To = form[nameof(To)].ToString(),
            Accepted = form[nameof(Accepted)].ToString(),
            Number = form[nameof(Number)].ToString(),
            Tolerance = form[nameof(Tolerance)].ToString(),
            Unit = form[nameof(Unit)].ToString(),
            Truth = form[nameof(Truth)].ToString(),
            Rows = [.. Enumerable.Range(0, count).Select(at => new ChoiceRow(Of(form, "Key", at), Of(form, "Text", at), Of(form, "Match", at), right.Contains(Text(at)), Of(form, "At", at)))],
        };
    }

    /// <summary>So many lines to write in, as far as a question has room for them.</summary>
    public QuestionForm WithRows(int count)
    {
        var wanted = Math.Clamp(count, FewestRows, QuestionParts.MaxChoices);
        return this with { Rows = [.. Rows, .. Enumerable.Repeat(new ChoiceRow("", "", "", false), Math.Max(0, wanted - Rows.Count))] };
    }

    private static string Of(IFormCollection form, string field, int at) => at < form[field].Count ? form[field][at] ?? "" : "";

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}

/// <summary>The two choices of a statement.</summary>
public static class TrueFalse
{
    public const int True = 1;
    public const int False = 2;

    public static IReadOnlyList<QuestionChoice> Choices(bool isTrue) => [new(True, "True", isTrue), new(False, "False", !isTrue)];
}

/// <summary>Seconds as "1:05", "65" or "1:02:05.5".</summary>
public static class PlayTime
{
    private const double Longest = 100_000;

    /// <returns>Null for what isn't a time.</returns>
    public static double? Read(string text)
    {
        var parts = text.Trim().Replace(',', '.').Split(':');
        if (parts.Length > 3) return null;
        var seconds = 0.0;
        for (var at = 0; at < parts.Length; at++)
        {
            double number;
            if (at == parts.Length - 1)
            {
                if (!double.TryParse(parts[at], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)) return null;
            }
            else if (FormNumber.Read(parts[at]) is { } whole) number = whole;
            else return null;

            if (at > 0 && number >= 60) return null;
            seconds = (seconds * 60) + number;
        }

        return seconds <= Longest ? Math.Round(seconds, 3) : null;
    }

    public static string Write(double seconds)
    {
        var minutes = (int)(seconds / 60);
        var rest = Math.Round(seconds - (minutes * 60), 3);
        return string.Create(CultureInfo.InvariantCulture, $"{minutes}:{rest:00.###}");
    }
}
