using EnablementHub.Features.Learning;
using EnablementHub.Features.Shared;

namespace EnablementHub.Features.Training;

/// <summary>How the room's values read on its pages.</summary>
public static class TrainingWords
{
    /// <summary>Name of a symbol in <c>img/icons.svg</c>.</summary>
    public static string Icon(this LearningKind kind) => kind switch
    {
        LearningKind.Item => "library",
        LearningKind.Quiz => "check",
        LearningKind.Practice => "recording",
        LearningKind.Course => "playbook",
        LearningKind.LiveSession => "team",
        LearningKind.ExternalCourse => "external",
        LearningKind.Exercise => "edit",
        LearningKind.Package => "document",
        _ => "check",
    };

    public static string Minutes(int minutes) => minutes switch
    {
        0 => "",
        < 60 => FormattableString.Invariant($"{minutes} min"),
        _ when minutes % 60 == 0 => FormattableString.Invariant($"{minutes / 60} h"),
        _ => FormattableString.Invariant($"{minutes / 60} h {minutes % 60:00} min"),
    };

    /// <summary>"due in 3 days", "was due 5 days ago".</summary>
    public static string Due(DateOnly dueOn, DateOnly today) => $"{(dueOn < today ? "was due" : "due")} {ReadableTime.Distance(dueOn, today)}";

    /// <summary>One line without more spaces than it needs.</summary>
    public static string Line(string? typed) => string.Join(' ', (typed ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Several lines as they were typed.</summary>
    public static string Text(string? typed) => (typed ?? "").ReplaceLineEndings("\n").Trim();
}
