using System.Globalization;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Mvc;

namespace EnablementHub.Features.Onboarding.Templates;

/// <summary>The fields of a template's step as they were typed.</summary>
public sealed record StepForm
{
    public string? Stage { get; init; }
    public string? Kind { get; init; }
    public string? Title { get; init; }
    public string? Words { get; init; }

    /// <summary>Number or address of an item.</summary>
    public string? Item { get; init; }

    /// <summary>A quiz, as <see cref="LearningKey"/> reads it.</summary>
    public string? Target { get; init; }
    public string? DueAfterDays { get; init; }
    public string? Minutes { get; init; }
    public string? SignOff { get; init; }
    public string? OnlyTeam { get; init; }
    public string? OnlyRegion { get; init; }
    public string? AfterStep { get; init; }

    public static StepForm From(TemplateStep step) => new()
    {
        Stage = Text((int)step.Stage),
        Kind = Text((int)step.Kind),
        Title = step.Title,
        Words = step.Words,
        Item = step.ItemId is { } item ? Text(item) : null,
        Target = step.Target?.ToString(),
        DueAfterDays = Text(step.DueAfterDays),
        Minutes = step.Minutes == 0 ? null : Text(step.Minutes),
        SignOff = Text((int)step.SignOff),
        OnlyTeam = step.OnlyTeamId is { } team ? Text(team) : null,
        OnlyRegion = step.OnlyRegion,
        AfterStep = step.AfterStepId is { } after ? Text(after) : null,
    };

    /// <summary>What was typed as values; each problem names its field.</summary>
    public (StepValues? Values, IReadOnlyList<FieldProblem> Problems) Read()
    {
        var problems = new List<FieldProblem>();
        var stage = FormNumber.Read(Stage?.Trim()) is { } s && Enum.IsDefined((OnboardingStage)s) ? (OnboardingStage)s : Refuse<OnboardingStage>(nameof(Stage), "Choose the stage that it belongs to.");
        var kind = FormNumber.Read(Kind?.Trim()) is { } k && Enum.IsDefined((StepKind)k) ? (StepKind)k : Refuse<StepKind>(nameof(Kind), "Choose what kind of step it is.");
        var signOff = string.IsNullOrEmpty(SignOff) ? SignOffBy.Nobody
            : FormNumber.Read(SignOff?.Trim()) is { } who && Enum.IsDefined((SignOffBy)who) ? (SignOffBy)who : Refuse<SignOffBy>(nameof(SignOff), "Choose who confirms it.");
        var title = string.Join(' ', (Title ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (title.Length == 0) problems.Add(new(nameof(Title), "Give the step a title."));
        if (title.Length > StepContent.MaxTitleLength) problems.Add(new(nameof(Title), $"The title has {title.Length} characters; at most {StepContent.MaxTitleLength} fit."));
        var words = (Words ?? "").ReplaceLineEndings("\n").Trim();
        if (words.Length > StepContent.MaxWordsLength) problems.Add(new(nameof(Words), $"The text has {words.Length} characters; at most {StepContent.MaxWordsLength} fit."));
        int? item = null;
        if (!string.IsNullOrWhiteSpace(Item) && (item = ItemLinks.ReadNumber(Item)) is null)
            problems.Add(new(nameof(Item), "Choose the item from the titles that are offered, or paste the address of its page."));
        LearningKey? target = kind == StepKind.Quiz && LearningKey.TryRead(Target, out var key) && key.Kind == LearningKind.Quiz ? key : null;
        var due = ReadNumber(nameof(DueAfterDays), DueAfterDays, 0, StepContent.MaxDays, "days after the start");
        var minutes = string.IsNullOrWhiteSpace(Minutes) ? 0 : ReadNumber(nameof(Minutes), Minutes, 0, StepContent.MaxMinutes, "minutes");
        var team = ReadChoice(nameof(OnlyTeam), OnlyTeam, "Choose a team from the list.");
        var after = ReadChoice(nameof(AfterStep), AfterStep, "Choose a step from the list.");
        if (problems.Count == 0)
        {
            if (kind == StepKind.Quiz)
            {
                if (target is null) problems.Add(new(nameof(Target), "Choose the quiz from the titles that are offered."));
                item = null;
            }
            else if (kind != StepKind.Task && item is null) problems.Add(new(nameof(Item), kind == StepKind.Find ? "Choose the clip that answers the question." : "Choose what to view or play."));
            if (kind == StepKind.Find && words.Length == 0) problems.Add(new(nameof(Words), "Write the question whose answer they are to find."));
            if (kind != StepKind.Task && signOff != SignOffBy.Nobody) problems.Add(new(nameof(SignOff), "Only a task is confirmed by somebody; the others tick themselves."));
            if (due > (int)stage && stage != OnboardingStage.FirstDay) problems.Add(new(nameof(DueAfterDays), $"The stage is over on day {(int)stage}. Choose an earlier day or a later stage."));
        }

        return problems.Count > 0 ? (null, problems) : (new StepValues(stage, kind, title, words, item, target, due, minutes, signOff, team, string.IsNullOrWhiteSpace(OnlyRegion) ? null : OnlyRegion.Trim(), after), problems);

        T Refuse<T>(string field, string sentence)
            where T : struct
        {
            problems.Add(new(field, sentence));
            return default;
        }

        int ReadNumber(string field, string? typed, int least, int most, string what)
        {
            if (FormNumber.Read(typed?.Trim()) is { } number && number >= least && number <= most) return number;
            problems.Add(new(field, $"Enter {what} as a number from {least} to {most}."));
            return least;
        }

        int? ReadChoice(string field, string? typed, string sentence)
        {
            if (string.IsNullOrEmpty(typed)) return null;
            if (FormNumber.Read(typed?.Trim()) is { } number) return number;
            problems.Add(new(field, sentence));
            return null;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A step's values, each checked for itself; whether item, team and earlier step exist is asked when they are stored.</summary>
public sealed record StepValues(
    OnboardingStage Stage, StepKind Kind, string Title, string Words, int? ItemId, LearningKey? Target, int DueAfterDays, int Minutes, SignOffBy SignOff, int? OnlyTeamId, string? OnlyRegion, int? AfterStepId);
