using EnablementHub.Features.Coaching.Standing;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Quizzes;
using EnablementHub.Features.Shared;
using EnablementHub.Features.Training;
using EnablementHub.Platform.Time;

namespace EnablementHub.Features.Coaching.Suggesting;

/// <summary>Chooses the one thing to do about somebody.</summary>
public static class SuggestionRules
{
    /// <summary>A quiz that was tried so often without passing.</summary>
    public const int FailedAttempts = 2;

    /// <summary>As they are looked for, for the page that says so.</summary>
    public static readonly IReadOnlyList<string> InWords =
    [
        "Something mandatory is past its day, or a certificate that everybody must have has expired.",
        "A certificate ends soon and can be renewed now.",
        "A quiz was tried twice or more and not passed.",
        "Nothing was searched or played for 14 days.",
        "Steps of the onboarding are past their day.",
        "Other training is past its day.",
    ];

    /// <summary>Null: there is nothing to do.</summary>
    public static Suggestion? Choose(Readiness readiness, SuggestionFacts facts, OrganisationClock clock)
    {
        if (First(readiness, line => line.IsMandatory && line.IsProblem) is { } mandatory) return Late(SuggestionRule.OverdueMandatory, mandatory);
        if (First(readiness, line => line.State == LineState.Ending) is { Day: { } end } ending)
        {
            return new Suggestion(
                SuggestionRule.CertificateEnding, SuggestionAct.Remind, $"Remind them to renew “{ending.Title}”.", $"It ends {ReadableTime.Distance(end, clock.Today)}, on {ReadableTime.Absolute(end)}.",
                $"Renew “{ending.Title}”: it ends on {ReadableTime.Absolute(end)}.", $"certificate:{ending.Key.Id}", ending.Url!);
        }

        if (facts.Failed.Where(quiz => quiz.Attempts >= FailedAttempts).OrderByDescending(quiz => quiz.LastAt).FirstOrDefault() is { } failed)
        {
            return new Suggestion(
                SuggestionRule.QuizFailed, SuggestionAct.Assign, $"Go through “{failed.Title}” together and let them take it again.",
                $"{ItemWords.Count(failed.Attempts, "attempt", "attempts")} and not passed, the last one on {ReadableTime.Absolute(clock.DayOf(failed.LastAt))}.",
                $"Take “{failed.Title}” once more; we look at it together before.", $"quiz:{failed.QuizId}", QuizLinks.Quiz(failed.QuizId), failed.QuizId);
        }

        if ((facts.LastUsedAt ?? facts.Since) < clock.StartOf(clock.Today.AddDays(-ReadinessRules.QuietDays)))
        {
            return new Suggestion(
                SuggestionRule.Quiet, SuggestionAct.Plan, "Ask what keeps them from looking things up here.",
                facts.LastUsedAt is { } last ? $"Last searched or played on {ReadableTime.Absolute(clock.DayOf(last))}." : "Has never searched or played anything.",
                "Before your next call, look up how our people answer what you expect to hear, and tell me what you found.", "quiet", "/search");
        }

        if (First(readiness, line => line.Key.Kind == RequirementKind.Onboarding && line.IsProblem) is { } onboarding) return Late(SuggestionRule.OnboardingBehind, onboarding);
        return First(readiness, line => line.IsProblem && line.Weight > 0) is { } training ? Late(SuggestionRule.OverdueTraining, training) : null;
    }

    /// <summary>What is late the longest.</summary>
    private static ReadinessLine? First(Readiness readiness, Func<ReadinessLine, bool> holds) => readiness.Lines.Where(holds).OrderBy(line => line.Day ?? DateOnly.MaxValue).FirstOrDefault();

    private static Suggestion Late(SuggestionRule rule, ReadinessLine line)
    {
        var again = line.State == LineState.Expired;
        return new Suggestion(
            rule, SuggestionAct.Remind, again ? $"Talk about “{line.Title}”, and remind them to earn it again." : $"Remind them of “{line.Title}”.", line.Why,
            again ? $"“{line.Title}” has to be earned again. {line.Why}" : $"“{line.Title}” waits for you. {line.Why}",
            $"{line.Key.Kind}:{line.Key.Target}:{line.Key.Id}", line.Url ?? TrainingLinks.Start);
    }
}
