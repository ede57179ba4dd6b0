namespace EnablementHub.Features.Notifications;

/// <summary>Why somebody is told something. The numbers are stored; a new kind gets its line in <see cref="NoticeKinds"/>.</summary>
public enum NoticeKind
{
    ReviewDue = 1,
    ReviewEscalated = 2,
    ReportOutcome = 3,
    ReviewRequested = 4,
    ChangesAsked = 5,
    Approved = 6,
    Commented = 7,
    Mentioned = 8,
    ItemChanged = 9,
    TopicChanged = 10,
    SavedSearchHit = 11,
    ArchiveAnnounced = 12,
    LinksBroken = 13,
    ChangeHeldBack = 14,
    TrainingAssigned = 60,
    TrainingDue = 61,
    TrainingToConfirm = 62,
    TrainingDecided = 63,
    LiveSession = 64,
    OnboardingDue = 65,
    CertificateEarned = 70,
    CertificateExpiring = 71,
    CertificateExpired = 72,
    CertificateRevoked = 73,
    CertificateUpdateDue = 74,
    CertificationChanged = 75,
    QuizCorrected = 80,
    CoachingStepDue = 81,
    CoachingWritten = 82,
    TeamReminder = 83,
    Recognised = 84,
}

/// <param name="Heading">Above the notices of the kind in a mail, and on the page where people choose.</param>
/// <param name="Meaning">When it comes, in half a sentence.</param>
/// <param name="Icon">Name of a symbol in <c>img/icons.svg</c>.</param>
/// <param name="IsMailed">Whether it comes by mail to those who chose nothing.</param>
public sealed record NoticeKindFacts(NoticeKind Kind, string Heading, string Meaning, string Icon, bool IsMailed);

/// <summary>The kinds in the order of a mail: what waits for the person first.</summary>
public static class NoticeKinds
{
    public static readonly IReadOnlyList<NoticeKindFacts> All =
    [
        new(NoticeKind.ReviewDue, "To verify", "Something of yours is due for a check, or overdue", "clock", true),
        new(NoticeKind.ReviewEscalated, "Overdue checks of others", "A check was not made in time and now falls to you", "warning", true),
        new(NoticeKind.TrainingAssigned, "Assigned to you", "Somebody wants you to learn something until a day", "library", true),
        new(NoticeKind.TrainingDue, "Training that is due", "What was assigned to you is due in 3 days, or overdue", "clock", true),
        new(NoticeKind.OnboardingDue, "Onboarding that is due", "Steps of your checklist are due in 3 days, or overdue", "clock", true),
        new(NoticeKind.CoachingStepDue, "Your coaching plan", "A step of your plan is due in 3 days, or overdue", "clock", true),
        new(NoticeKind.TeamReminder, "Reminders from your manager", "Your manager reminds you of something that waits for you", "bell", true),
        new(NoticeKind.CoachingWritten, "Coaching", "Your manager wrote you a note, feedback or a step of your plan", "edit", true),
        new(NoticeKind.LiveSession, "Live sessions", "A session that you signed up for has changed, or a place became free", "team", true),
        new(NoticeKind.TrainingDecided, "What came of your exercises", "Somebody confirmed what you did, or sent it back", "check", true),
        new(NoticeKind.TrainingToConfirm, "To confirm", "Somebody did an exercise that names you", "check", true),
        new(NoticeKind.CertificateExpired, "Certificates that have ended", "A certificate of yours has expired", "expired", true),
        new(NoticeKind.CertificateExpiring, "Certificates that end soon", "A certificate of yours ends, 30, 14, 3 and 0 days before", "clock", true),
        new(NoticeKind.CertificateUpdateDue, "Changes to look at", "Something that a certificate of yours rests on has changed", "history", true),
        new(NoticeKind.CertificateRevoked, "Revoked certificates", "A certificate of yours was taken back", "warning", true),
        new(NoticeKind.CertificationChanged, "Questions to write", "Something that certificates rest on has a major change", "edit", true),
        new(NoticeKind.ReviewRequested, "To review", "Somebody asks you to approve a change", "verified", true),
        new(NoticeKind.ChangesAsked, "Changes asked for", "A reviewer wants something of yours changed", "edit", true),
        new(NoticeKind.ChangeHeldBack, "Changes that did not go live", "A change with a day couldn't be published when the day came", "warning", true),
        new(NoticeKind.Approved, "Approved", "A reviewer approved something of yours", "check", false),
        new(NoticeKind.Mentioned, "You were mentioned", "Somebody wrote @ and your name in a comment", "user", true),
        new(NoticeKind.Commented, "Comments", "Somebody commented on something of yours", "edit", false),
        new(NoticeKind.ReportOutcome, "What came of your reports", "Something that you reported was decided", "info", true),
        new(NoticeKind.CertificateEarned, "Certificates earned", "You have earned or renewed a certificate", "verified", false),
        new(NoticeKind.ArchiveAnnounced, "About to be archived", "Something of yours is unused and unverified, and leaves the library soon", "archived", true),
        new(NoticeKind.LinksBroken, "Broken links", "Links in something of yours lead nowhere", "link", true),
        new(NoticeKind.Recognised, "Praise", "Somebody gave you kudos or told your success story", "star", true),
        new(NoticeKind.QuizCorrected, "Corrected quizzes", "A question of a quiz that you took was wrong, and your score went up", "check", false),
        new(NoticeKind.ItemChanged, "Changed", "Something that you follow was changed", "history", true),
        new(NoticeKind.TopicChanged, "New in what you follow", "Something new has a topic that you follow", "tag", true),
        new(NoticeKind.SavedSearchHit, "New for your searches", "Something new is found by a search that you follow", "search", true),
    ];

    private static readonly Dictionary<NoticeKind, NoticeKindFacts> ByKind = All.ToDictionary(facts => facts.Kind);

    public static NoticeKindFacts Facts(this NoticeKind kind) => ByKind[kind];
}
