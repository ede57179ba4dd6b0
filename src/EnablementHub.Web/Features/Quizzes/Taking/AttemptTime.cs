namespace EnablementHub.Features.Quizzes.Taking;

/// <summary>The time limit, kept on the server.</summary>
public static class AttemptTime
{
    /// <summary>What was sent at the last second may still be on its way.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static bool IsOver(DateTimeOffset? deadline, DateTimeOffset now) => deadline is { } end && now > end + Patience;
}

/// <summary>Whether somebody may begin, and if not, why and when.</summary>
/// <param name="OpenAttemptId">An attempt that goes on; null: none.</param>
/// <param name="AttemptsLeft">Null: as many as they like.</param>
/// <param name="NotBefore">The cool-down ends then; null: no waiting.</param>
public sealed record QuizStanding(int? OpenAttemptId, int? AttemptsLeft, DateTimeOffset? NotBefore)
{
    public bool MayBegin => OpenAttemptId is null && AttemptsLeft is null or > 0 && NotBefore is null;

    public static QuizStanding Of(QuizVersion version, IReadOnlyCollection<AttemptFacts> attempts, int extra, DateTimeOffset now)
    {
        var open = attempts.FirstOrDefault(attempt => attempt.State == AttemptState.Open && !AttemptTime.IsOver(attempt.DeadlineAt, now));
        int? left = version.MaxAttempts == 0 ? null : Math.Max(0, version.MaxAttempts + extra - attempts.Count);
        var last = attempts.Where(attempt => attempt != open).Max(attempt => attempt.HandedInAt ?? attempt.DeadlineAt);
        var until = last + TimeSpan.FromMinutes(version.CoolDownMinutes);
        return new QuizStanding(open?.Id, left, version.CoolDownMinutes > 0 && until > now ? until : null);
    }
}

public sealed record AttemptFacts(int Id, int Number, int VersionNumber, AttemptState State, DateTimeOffset StartedAt, DateTimeOffset? DeadlineAt, DateTimeOffset? HandedInAt, double? Score, bool Passed);
