namespace EnablementHub.Features.Coaching.Suggesting;

/// <summary>Why a manager is asked to do something about somebody, in the order in which the reasons are looked for: the first that holds is the one.</summary>
public enum SuggestionRule
{
    OverdueMandatory = 1,
    CertificateEnding = 2,
    QuizFailed = 3,
    Quiet = 4,
    OnboardingBehind = 5,
    OverdueTraining = 6,
}

/// <summary>What one click does.</summary>
public enum SuggestionAct
{
    /// <summary>The person gets a notice.</summary>
    Remind = 1,

    /// <summary>The person gets the quiz anew, due in a week.</summary>
    Assign = 2,

    /// <summary>A next step goes into the person's plan, due in a week.</summary>
    Plan = 3,
}

/// <param name="Sentence">What to do, for the manager.</param>
/// <param name="Evidence">What it rests on, with the numbers.</param>
/// <param name="Words">What the person is told, or what goes into the plan.</param>
/// <param name="Subject">Names what it is about, so that one thing is told once a day.</param>
/// <param name="Url">Where the person does it.</param>
/// <param name="QuizId">The quiz that is to be assigned.</param>
public sealed record Suggestion(SuggestionRule Rule, SuggestionAct Act, string Sentence, string Evidence, string Words, string Subject, string Url, int? QuizId = null)
{
    public string Label => Act switch
    {
        SuggestionAct.Remind => "Remind",
        SuggestionAct.Assign => "Assign again",
        _ => "Put into the plan",
    };
}

/// <summary>A quiz that somebody has tried and not passed.</summary>
public sealed record FailedQuiz(int QuizId, string Title, int Attempts, DateTimeOffset LastAt);

/// <summary>What the rules look at besides how somebody stands.</summary>
/// <param name="LastUsedAt">When they last searched or played; null: never.</param>
/// <param name="Since">From when on they could have.</param>
public sealed record SuggestionFacts(IReadOnlyList<FailedQuiz> Failed, DateTimeOffset? LastUsedAt, DateTimeOffset Since);
