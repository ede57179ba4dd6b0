using System.Globalization;
using System.Text.RegularExpressions;
using EnablementHub.Features.Coaching.Planning;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Shared;

namespace EnablementHub.Features.Coaching.Writing;

/// <summary>A note, a feedback or a role-play as it was typed.</summary>
public sealed partial record EntryForm
{
    public const string ForPair = "pair";
    public const string Shared = "shared";

    /// <summary>note, feedback or role-play; of a new one.</summary>
    public string? Kind { get; init; }
    public string? Text { get; init; }

    /// <summary>pair or shared.</summary>
    public string? Readers { get; init; }
    public string? OnDay { get; init; }
    public string? Subject { get; init; }

    /// <summary>Number or address of a call's page.</summary>
    public string? Item { get; init; }

    /// <summary>A moment a line: <c>1:24 what was heard</c>.</summary>
    public string? Moments { get; init; }
    public string? NextStep { get; init; }
    public string? NextDueOn { get; init; }

    public static EntryKind? KindOf(string? typed) => typed switch { "note" => EntryKind.Note, "feedback" => EntryKind.Feedback, "role-play" => EntryKind.RolePlay, _ => null };

    public static string Slug(EntryKind kind) => kind switch { EntryKind.Note => "note", EntryKind.Feedback => "feedback", _ => "role-play" };

    public static EntryForm From(CoachingEntry entry) => new()
    {
        Kind = Slug(entry.Kind),
        Text = entry.Text,
        Readers = entry.IsShared ? Shared : ForPair,
        OnDay = entry.OnDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Subject = entry.Subject,
        Item = entry.ItemId is { } item ? ItemLinks.To(item) : null,
        Moments = string.Join('\n', entry.Moments.OrderBy(moment => moment.Seconds).Select(moment => $"{ReadableTime.Moment(moment.Seconds)} {moment.Words}")),
    };

    /// <summary>Checks each field for itself; whether both may see the call is asked when it is stored.</summary>
    public (EntryValues? Values, IReadOnlyList<FieldProblem> Problems) Read(EntryKind kind, DateOnly today)
    {
        var problems = new List<FieldProblem>();
        var text = (Text ?? "").ReplaceLineEndings("\n").Trim();
        var moments = kind == EntryKind.Feedback ? ReadMoments(problems) : [];
        if (text.Length == 0 && moments.Count == 0 && problems.Count == 0) problems.Add(new(nameof(Text), kind switch { EntryKind.Note => "Write the note.", EntryKind.Feedback => "Say what you heard: on the whole, or at a moment.", _ => "Say how it went." }));
        if (text.Length > CoachingEntry.MaxTextLength) problems.Add(new(nameof(Text), $"The text has {text.Length} characters; at most {CoachingEntry.MaxTextLength} fit."));
        if (Readers is not (ForPair or Shared)) problems.Add(new(nameof(Readers), "Choose who reads it."));
        var day = today;
        if (!string.IsNullOrWhiteSpace(OnDay) && !DateOnly.TryParseExact(OnDay.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)) problems.Add(new(nameof(OnDay), "Enter the day as year-month-day, for example 2026-03-31."));
        else if (day > today || day < today.AddYears(-5)) problems.Add(new(nameof(OnDay), "Choose a day that has been, within five years."));
        var subject = string.Join(' ', (Subject ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (kind == EntryKind.RolePlay && subject.Length == 0) problems.Add(new(nameof(Subject), "Say what you practised."));
        if (subject.Length > CoachingEntry.MaxSubjectLength) problems.Add(new(nameof(Subject), $"That has {subject.Length} characters; at most {CoachingEntry.MaxSubjectLength} fit."));
        int? item = null;
        if (kind == EntryKind.Feedback && (string.IsNullOrWhiteSpace(Item) || (item = ItemLinks.ReadNumber(Item)) is null)) problems.Add(new(nameof(Item), "Choose the call from the titles that are offered, or paste the address of its page."));
        (string Words, DateOnly DueOn)? next = null;
        if (!string.IsNullOrWhiteSpace(NextStep) || !string.IsNullOrWhiteSpace(NextDueOn))
        {
            var (words, due, wrong) = new StepForm { Words = NextStep, DueOn = NextDueOn }.Read(today);
            problems.AddRange(wrong.Select(problem => problem with { Field = problem.Field == nameof(StepForm.Words) ? nameof(NextStep) : nameof(NextDueOn) }));
            next = (words, due);
        }

        return problems.Count > 0 ? (null, problems) : (new EntryValues(text, Readers == Shared, day, kind == EntryKind.RolePlay ? subject : "", item, moments, next), problems);
    }

    private List<(double Seconds, string Words)> ReadMoments(List<FieldProblem> problems)
    {
        var moments = new List<(double, string)>();
        var number = 0;
        foreach (var line in (Moments ?? "").ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            var match = MomentLine().Match(line.Trim());
            if (!match.Success || Seconds(match) is not { } seconds) problems.Add(new(nameof(Moments), $"Line {number}: begin with the moment as minutes:seconds, then say what you heard, for example “1:24 You let the silence work.”"));
            else if (match.Groups["words"].Value.Trim() is var words && words.Length > CoachingMoment.MaxWordsLength) problems.Add(new(nameof(Moments), $"Line {number} has {words.Length} characters; at most {CoachingMoment.MaxWordsLength} fit."));
            else moments.Add((seconds, words));
            if (problems.Count > 5) break;
        }

        if (moments.Count > CoachingEntry.MaxMoments) problems.Add(new(nameof(Moments), $"These are {moments.Count} moments; at most {CoachingEntry.MaxMoments} go into one feedback."));
        return [.. moments.OrderBy(moment => moment.Item1)];
    }

    private static double? Seconds(Match match)
    {
        var (hours, minutes, seconds) = (Part(match, "hours"), Part(match, "minutes"), Part(match, "seconds"));
        return seconds > 59 || (match.Groups["hours"].Success && minutes > 59) ? null : (hours * 3600) + (minutes * 60) + seconds;
    }

    private static int Part(Match match, string name) => match.Groups[name].Success ? int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?:(?<hours>\d{1,2}):)?(?<minutes>\d{1,3}):(?<seconds>\d{2})\s+(?<words>\S.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex MomentLine();
}

/// <param name="Next">A next step that comes out of it; null: none.</param>
public sealed record EntryValues(string Text, bool IsShared, DateOnly OnDay, string Subject, int? ItemId, IReadOnlyList<(double Seconds, string Words)> Moments, (string Words, DateOnly DueOn)? Next);
