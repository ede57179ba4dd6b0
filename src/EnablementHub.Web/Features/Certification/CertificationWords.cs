using EnablementHub.Features.Learning;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Shared;

namespace EnablementHub.Features.Certification;

/// <summary>How the room's values read on its pages.</summary>
public static class CertificationWords
{
    public static string Label(this CertificateState state) => state switch
    {
        CertificateState.Valid => "Valid",
        CertificateState.RenewalOpen => "Valid, renew now",
        CertificateState.InGrace => "Expired, can still be renewed",
        CertificateState.Expired => "Expired",
        _ => "Revoked",
    };

    /// <summary>Class of the status mark.</summary>
    public static string Tone(this CertificateState state) => state switch
    {
        CertificateState.Valid => "published",
        CertificateState.RenewalOpen => "pending",
        CertificateState.InGrace => "expired",
        CertificateState.Expired => "expired",
        _ => "archived",
    };

    /// <summary>Name of a symbol in <c>img/icons.svg</c>.</summary>
    public static string Icon(this CertificateState state) => state switch
    {
        CertificateState.Valid => "check",
        CertificateState.RenewalOpen => "clock",
        CertificateState.InGrace => "warning",
        CertificateState.Expired => "expired",
        _ => "close",
    };

    public static string Label(this PlanState state) => state switch
    {
        PlanState.Draft => "Draft",
        PlanState.Published => "Published",
        _ => "Retired",
    };

    public static string Tone(this PlanState state) => state switch
    {
        PlanState.Draft => "draft",
        PlanState.Published => "published",
        _ => "archived",
    };

    /// <summary>Name of a symbol in <c>img/icons.svg</c>.</summary>
    public static string Icon(this LearningKind kind) => kind switch
    {
        LearningKind.Item => "library",
        LearningKind.Quiz => "edit",
        LearningKind.Practice => "recording",
        LearningKind.Course => "playbook",
        LearningKind.LiveSession => "team",
        LearningKind.ExternalCourse => "external",
        LearningKind.Package => "training-video",
        _ => "check",
    };

    /// <summary>"all 3 needed", "2 of 4 needed"; empty where there is one thing only.</summary>
    public static string Wanted(this PlanGroup group) => group.Requirements.Count switch
    {
        1 => "",
        _ when group.Need is { } need && need < group.Requirements.Count => FormattableString.Invariant($"{need} of {group.Requirements.Count} needed"),
        2 => "both needed",
        _ => FormattableString.Invariant($"all {group.Requirements.Count} needed"),
    };

    public static string Score(double? percent) => percent is { } score ? FormattableString.Invariant($"{score:0.#} %") : "";

    public static string Days(int days) => ItemWords.Count(days, "day", "days");

    public static string Day(DateOnly day) => ReadableTime.Absolute(day);
}
