using EnablementHub.Features.Coaching.Standing;
using EnablementHub.Features.Coaching.Writing;

namespace EnablementHub.Features.Coaching;

/// <summary>How the room's values read on its pages.</summary>
public static class CoachingWords
{
    public static string Label(this LineState state) => state switch
    {
        LineState.Done => "Done",
        LineState.Ending => "Ends soon",
        LineState.Open => "To do",
        LineState.Overdue => "Overdue",
        _ => "Expired",
    };

    /// <summary>Class of the status mark.</summary>
    public static string Tone(this LineState state) => state switch
    {
        LineState.Done => "published",
        LineState.Ending => "pending",
        LineState.Open => "draft",
        _ => "expired",
    };

    /// <summary>Name of a symbol in <c>img/icons.svg</c>.</summary>
    public static string Icon(this LineState state) => state switch
    {
        LineState.Done => "check",
        LineState.Ending => "clock",
        LineState.Open => "pending",
        LineState.Overdue => "warning",
        _ => "expired",
    };

    /// <summary>What the cell's day is.</summary>
    public static string DayWord(this ReadinessLine line) => (line.State, line.Key.Kind) switch
    {
        (LineState.Done, RequirementKind.Certificate) or (LineState.Ending, _) => "until ",
        (LineState.Done, _) => "",
        (LineState.Expired, _) => "ended ",
        _ => "due ",
    };

    public static string Label(this EntryKind kind) => kind switch
    {
        EntryKind.Note => "Note",
        EntryKind.Feedback => "Feedback on a call",
        _ => "Role-play",
    };

    /// <summary>Name of a symbol in <c>img/icons.svg</c>.</summary>
    public static string Icon(this EntryKind kind) => kind switch
    {
        EntryKind.Note => "edit",
        EntryKind.Feedback => "recording",
        _ => "team",
    };

    /// <summary>"72 % ready, 9 of 14 done".</summary>
    public static string Ready(Readiness readiness) => readiness.Percent switch
    {
        null => "Nothing is asked of them",
        100 => "Ready: has everything",
        { } percent => FormattableString.Invariant($"{percent} % ready, {readiness.Done} of {readiness.Asked} done"),
    };

    public static string Days(double days) => FormattableString.Invariant($"{days:0.#} {(days == 1 ? "day" : "days")}");
}
