namespace EnablementHub.Features.Onboarding;

/// <summary>How the room's values read on its pages.</summary>
public static class OnboardingWords
{
    public static string Label(this OnboardingStage stage) => stage switch
    {
        OnboardingStage.FirstDay => "Day 1",
        OnboardingStage.Days30 => "Until day 30",
        OnboardingStage.Days60 => "Until day 60",
        _ => "Until day 90",
    };

    public static string Label(this StepKind kind) => kind switch
    {
        StepKind.Content => "View or play",
        StepKind.Task => "Task",
        StepKind.Quiz => "Pass a quiz",
        _ => "Find it yourself",
    };

    public static string Label(this SignOffBy who) => who switch
    {
        SignOffBy.Buddy => "the buddy",
        SignOffBy.Manager => "the manager",
        SignOffBy.Expert => "an expert",
        _ => "nobody",
    };

    /// <summary>Name of a symbol in <c>img/icons.svg</c>.</summary>
    public static string Icon(this StepKind kind) => kind switch
    {
        StepKind.Content => "play",
        StepKind.Task => "check",
        StepKind.Quiz => "edit",
        _ => "search",
    };

    public static string Minutes(int minutes) => minutes == 0 ? "" : minutes < 60 ? $"{minutes} min" : FormattableString.Invariant($"{minutes / 60} h {minutes % 60:00} min");
}
