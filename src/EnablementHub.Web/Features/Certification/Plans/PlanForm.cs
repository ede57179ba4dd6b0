using System.Globalization;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Mvc;

namespace EnablementHub.Features.Certification.Plans;

/// <summary>What a certification is called and how long it lasts, as it was typed.</summary>
public sealed record PlanForm
{
    public string? Title { get; init; }
    public string? Summary { get; init; }

    /// <summary>"yes" or nothing.</summary>
    public string? IsMandatory { get; init; }
    public string? ValidDays { get; init; }
    public string? WindowDays { get; init; }
    public string? GraceDays { get; init; }

    public static PlanForm From(CertificationPlan plan, PlanVersion version) => new()
    {
        Title = plan.Title,
        Summary = plan.Summary,
        IsMandatory = plan.IsMandatory ? "yes" : null,
        ValidDays = Text(version.ValidDays),
        WindowDays = Text(version.WindowDays),
        GraceDays = Text(version.GraceDays),
    };

    public (PlanValues? Values, IReadOnlyList<FieldProblem> Problems) Read()
    {
        var problems = new List<FieldProblem>();
        var title = Words.OneLine(Title);
        var summary = (Summary ?? "").ReplaceLineEndings("\n").Trim();
        if (title.Length == 0) problems.Add(new(nameof(Title), "Give it a title, for example “Pricing, certified”."));
        if (title.Length > CertificationPlan.MaxTitleLength) problems.Add(new(nameof(Title), $"The title has {title.Length} characters; at most {CertificationPlan.MaxTitleLength} fit."));
        if (summary.Length > CertificationPlan.MaxSummaryLength) problems.Add(new(nameof(Summary), $"The summary has {summary.Length} characters; at most {CertificationPlan.MaxSummaryLength} fit."));
        var valid = Number(nameof(ValidDays), ValidDays, 1, PlanVersion.MaxValidDays, problems);
        var window = Number(nameof(WindowDays), WindowDays, 0, PlanVersion.MaxValidDays, problems);
        var grace = Number(nameof(GraceDays), GraceDays, 0, PlanVersion.MaxGraceDays, problems);
        if (problems.Count == 0 && window >= valid) problems.Add(new(nameof(WindowDays), $"The renewal would open before the certificate is earned: choose fewer than {valid} days."));
        return problems.Count > 0 ? (null, problems) : (new PlanValues(title, summary, IsMandatory == "yes", new ValidityRule(valid, window, grace)), []);
    }

    private static int Number(string field, string? typed, int from, int to, List<FieldProblem> problems)
    {
        if (FormNumber.Read(typed?.Trim()) is { } number && number >= from && number <= to) return number;
        problems.Add(new(field, string.Create(CultureInfo.InvariantCulture, $"Enter days as a number from {from} to {to}.")));
        return 0;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

public sealed record PlanValues(string Title, string Summary, bool IsMandatory, ValidityRule Rule);

/// <summary>A group of requirements as it was typed.</summary>
public sealed record GroupForm
{
    public string? GroupTitle { get; init; }

    /// <summary>How many do; nothing: all.</summary>
    public string? Need { get; init; }

    /// <summary>"renewal", or nothing for the first time.</summary>
    public string? For { get; init; }

    public static GroupForm From(PlanGroup group) => new() { GroupTitle = group.Title, Need = group.Need?.ToString(CultureInfo.InvariantCulture), For = group.IsRenewal ? "renewal" : null };

    public (string Title, int? Need, IReadOnlyList<FieldProblem> Problems) Read()
    {
        var problems = new List<FieldProblem>();
        var title = Words.OneLine(GroupTitle);
        if (title.Length == 0) problems.Add(new(nameof(GroupTitle), "Say in some words what belongs here, for example “Know the prices”."));
        if (title.Length > PlanGroup.MaxTitleLength) problems.Add(new(nameof(GroupTitle), $"The heading has {title.Length} characters; at most {PlanGroup.MaxTitleLength} fit."));
        int? need = null;
        if (!string.IsNullOrWhiteSpace(Need) && (FormNumber.Read(Need.Trim()) is not { } number || number < 1 || number > PlanGroup.MaxRequirements || (need = number) is null))
            problems.Add(new(nameof(Need), $"Enter how many do, from 1 to {PlanGroup.MaxRequirements}, or nothing for all of them."));
        return (title, need, problems);
    }
}

/// <summary>A requirement as it was typed.</summary>
public sealed record RequirementForm
{
    /// <summary>What the picker sends, for example <c>quiz:12</c>, or the address of an item.</summary>
    public string? Target { get; init; }
    public string? MinimumScore { get; init; }

    public (LearningKey Target, double? MinimumScore, IReadOnlyList<FieldProblem> Problems) Read()
    {
        var problems = new List<FieldProblem>();
        if (!LearningKey.TryRead(Target, out var key)) problems.Add(new(nameof(Target), "Choose it from the titles that are offered while you type."));
        double? score = null;
        if (!string.IsNullOrWhiteSpace(MinimumScore))
        {
            if (FormNumber.Read(MinimumScore.Trim().TrimEnd('%').TrimEnd()) is { } percent && percent is >= 1 and <= 100) score = percent;
            else problems.Add(new(nameof(MinimumScore), "Enter the least score as a number from 1 to 100, or nothing."));
            if (problems.Count == 0 && key.Kind is not (LearningKind.Quiz or LearningKind.Practice or LearningKind.Course or LearningKind.Package))
                problems.Add(new(nameof(MinimumScore), "This is not scored: leave the least score empty."));
        }

        return (key, score, problems);
    }
}

internal static class Words
{
    public static string OneLine(string? typed) => string.Join(' ', (typed ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
