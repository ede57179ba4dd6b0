using System.Globalization;
using EnablementHub.Features.Quizzes.Regrading;

namespace EnablementHub.Features.Quizzes;

/// <summary>How kinds, scores and states read.</summary>
public static class QuizWords
{
    public static readonly IReadOnlyList<QuestionKind> Kinds = Enum.GetValues<QuestionKind>();

    public static string Label(this QuestionKind kind) => kind switch
    {
        QuestionKind.OneChoice => "One right answer",
        QuestionKind.Multiple => "Several right answers",
        QuestionKind.TrueFalse => "True or false",
        QuestionKind.ShortText => "Short text",
        QuestionKind.Ordering => "Put in order",
        QuestionKind.Matching => "Match pairs",
        QuestionKind.Numeric => "A number",
        QuestionKind.Clip => "Your answer at this moment",
        _ => "Mark the sentence",
    };

    /// <summary>For the list from which a writer chooses.</summary>
    public static string Meaning(this QuestionKind kind) => kind switch
    {
        QuestionKind.OneChoice => "Choices, of which one is right.",
        QuestionKind.Multiple => "Choices, of which several may be right; wrong ones count against right ones.",
        QuestionKind.TrueFalse => "A statement that holds or doesn't.",
        QuestionKind.ShortText => "A word or two, typed. You say which ones count.",
        QuestionKind.Ordering => "Steps to bring into their order.",
        QuestionKind.Matching => "Each thing gets its partner.",
        QuestionKind.Numeric => "A figure, with how far off it may be.",
        QuestionKind.Clip => "A part of a clip is played: which answer would you give at this moment?",
        _ => "The transcript of a part of a clip: where does it happen?",
    };

    public static string Slug(this QuestionKind kind) => kind switch
    {
        QuestionKind.OneChoice => "single",
        QuestionKind.Multiple => "multiple",
        QuestionKind.TrueFalse => "true-false",
        QuestionKind.ShortText => "short-text",
        QuestionKind.Ordering => "ordering",
        QuestionKind.Matching => "matching",
        QuestionKind.Numeric => "numeric",
        QuestionKind.Clip => "clip",
        _ => "hotspot",
    };

    public static QuestionKind? KindOf(string? slug)
    {
        foreach (var kind in Kinds)
        {
            if (string.Equals(kind.Slug(), slug, StringComparison.Ordinal)) return kind;
        }

        return null;
    }

    /// <summary>What counts how, in a sentence; null where there is nothing to say.</summary>
    public static string? Rule(this QuestionKind kind) => kind switch
    {
        QuestionKind.Multiple or QuestionKind.Hotspot => "Right ones count, wrong ones take away as much.",
        QuestionKind.Ordering => "Each in its right place counts.",
        QuestionKind.Matching => "Each right pair counts.",
        _ => null,
    };

    public static string Label(this RegradeKind kind) => kind switch
    {
        RegradeKind.AcceptAlso => "Another answer is right, too",
        RegradeKind.Drop => "The question counts for nobody",
        _ => "Everybody gets its points",
    };

    /// <summary>"87 %", "66.7 %".</summary>
    public static string Percent(double percent) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(percent, 1):0.#} %");

    public static string Ordinal(int number) => number switch
    {
        1 => "first",
        2 => "second",
        3 => "third",
        _ => string.Create(CultureInfo.InvariantCulture, $"{number}{(number % 100 is 11 or 12 or 13 ? "th" : (number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" })}"),
    };

    /// <summary>"10 minutes", "2 hours", "1 day".</summary>
    public static string Wait(int minutes) => minutes switch
    {
        < 120 => minutes == 1 ? "1 minute" : string.Create(CultureInfo.InvariantCulture, $"{minutes} minutes"),
        < 2 * 24 * 60 => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60.0:0.#} hours"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{minutes / (24 * 60.0):0.#} days"),
    };
}
