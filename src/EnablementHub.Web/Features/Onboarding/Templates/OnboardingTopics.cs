namespace EnablementHub.Features.Onboarding.Templates;

/// <summary>What a complete template covers (FIELD, Learning). A step belongs to the topics whose words stand in its title or text.</summary>
public static class OnboardingTopics
{
    private static readonly (string Topic, string[] Words)[] Topics =
    [
        ("company and values", ["company", "values", "who we are", "our story"]),
        ("product", ["product", "demo", "platform", "what we sell"]),
        ("sales technique", ["technique", "discovery", "question", "listen"]),
        ("targeting", ["target", "ideal customer", "territory", "persona", "account list"]),
        ("objection handling", ["objection", "too expensive", "not interested", "push back"]),
        ("sales process", ["process", "stage", "pipeline", "qualification", "handover"]),
        ("tools", ["tool", "crm", "calendar", "template", "set up your"]),
    ];

    /// <summary>Topics of which no step speaks; a hint for the lead, never a refusal.</summary>
    public static IReadOnlyList<string> MissingIn(IReadOnlyCollection<StepContent> steps) =>
        [.. from topic in Topics
            where !topic.Words.Any(word => steps.Any(step => step.Title.Contains(word, StringComparison.OrdinalIgnoreCase) || step.Words.Contains(word, StringComparison.OrdinalIgnoreCase)))
            select topic.Topic];
}
