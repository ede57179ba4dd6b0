using System.Globalization;
using EnablementHub.Features.Library.Writing;

namespace EnablementHub.Features.Coaching.Planning;

/// <summary>A next step as it was typed.</summary>
public sealed record StepForm
{
    public string? Words { get; init; }
    public string? DueOn { get; init; }

    public static StepForm From(CoachingStep step) => new() { Words = step.Words, DueOn = step.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };

    /// <param name="today">A step is due from now on.</param>
    /// <param name="keeps">A day that stands already may stay, past or not.</param>
    public (string Words, DateOnly DueOn, IReadOnlyList<FieldProblem> Problems) Read(DateOnly today, DateOnly? keeps = null)
    {
        var problems = new List<FieldProblem>();
        var words = string.Join(' ', (Words ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (words.Length == 0) problems.Add(new(nameof(Words), "Say what the next step is."));
        if (words.Length > CoachingStep.MaxWordsLength) problems.Add(new(nameof(Words), $"The step has {words.Length} characters; at most {CoachingStep.MaxWordsLength} fit."));
        if (!DateOnly.TryParseExact(DueOn?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var due)) problems.Add(new(nameof(DueOn), "Enter the day as year-month-day, for example 2026-03-31."));
        else if (due != keeps && (due < today || due > today.AddDays(CoachingStep.MaxDays))) problems.Add(new(nameof(DueOn), "Choose a day from today on, within a year."));
        return (words, due, problems);
    }
}
