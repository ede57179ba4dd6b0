using System.Globalization;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Mvc;

namespace EnablementHub.Features.Quizzes.Writing;

/// <summary>What a quiz is called and how it is taken, as the form sends it.</summary>
public sealed record QuizForm
{
    public string? Title { get; init; }
    public string? Intro { get; init; }
    public string? Topic { get; init; }
    public string? PassPercent { get; init; }
    public string? MaxAttempts { get; init; }
    public string? CoolDownMinutes { get; init; }
    public string? TimeLimitMinutes { get; init; }
    public string? Minutes { get; init; }
    public bool ShufflesQuestions { get; init; }
    public bool ShufflesChoices { get; init; }

    /// <summary>Pool → how many are drawn.</summary>
    public IReadOnlyDictionary<string, string> Draws { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public static QuizForm From(Quiz quiz, QuizVersion version) => new()
    {
        Title = version.Title,
        Intro = version.Intro,
        Topic = quiz.Topic,
        PassPercent = Text(version.PassPercent),
        MaxAttempts = Text(version.MaxAttempts),
        CoolDownMinutes = Text(version.CoolDownMinutes),
        TimeLimitMinutes = Text(version.TimeLimitMinutes),
        Minutes = Text(version.Minutes),
        ShufflesQuestions = version.ShufflesQuestions,
        ShufflesChoices = version.ShufflesChoices,
        Draws = version.Pools.ToDictionary(pool => pool.Name, pool => Text(pool.Draw), StringComparer.Ordinal),
    };

    public static QuizForm FromRequest(IFormCollection form) => new()
    {
        Title = form[nameof(Title)],
        Intro = form[nameof(Intro)],
        Topic = form[nameof(Topic)],
        PassPercent = form[nameof(PassPercent)],
        MaxAttempts = form[nameof(MaxAttempts)],
        CoolDownMinutes = form[nameof(CoolDownMinutes)],
        TimeLimitMinutes = form[nameof(TimeLimitMinutes)],
        Minutes = form[nameof(Minutes)],
        ShufflesQuestions = form[nameof(ShufflesQuestions)] == "yes",
        ShufflesChoices = form[nameof(ShufflesChoices)] == "yes",
        Draws = form["Pool"].Take(QuizVersion.MaxPools).Select((name, at) => (Name: name ?? "", Draw: at < form["Draw"].Count ? form["Draw"][at] ?? "" : ""))
            .DistinctBy(pair => pair.Name, StringComparer.Ordinal).ToDictionary(pair => pair.Name, pair => pair.Draw, StringComparer.Ordinal),
    };

    public (QuizValues? Values, IReadOnlyList<FieldProblem> Problems) Read()
    {
        var problems = new List<FieldProblem>();
        var title = string.Join(' ', (Title ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var intro = (Intro ?? "").ReplaceLineEndings("\n").Trim();
        if (title.Length == 0) problems.Add(new(nameof(Title), "Give it a title, for example “Discovery basics”."));
        if (title.Length > QuizVersion.MaxTitleLength) problems.Add(new(nameof(Title), $"The title has {title.Length} characters; at most {QuizVersion.MaxTitleLength} fit."));
        if (intro.Length > QuizVersion.MaxIntroLength) problems.Add(new(nameof(Intro), $"The text has {intro.Length} characters; at most {QuizVersion.MaxIntroLength} fit."));
        if ((Topic ?? "").Length > Quiz.MaxTopicLength) problems.Add(new(nameof(Topic), "Choose a topic from the list."));
        var pass = Number(nameof(PassPercent), PassPercent, 1, 100, "the pass mark in percent", problems);
        var attempts = Number(nameof(MaxAttempts), MaxAttempts, 0, QuizVersion.MostAttempts, "how many attempts somebody has", problems);
        var coolDown = Number(nameof(CoolDownMinutes), CoolDownMinutes, 0, QuizVersion.MaxCoolDownMinutes, "the minutes between attempts", problems);
        var limit = Number(nameof(TimeLimitMinutes), TimeLimitMinutes, 0, QuizVersion.MaxTimeLimitMinutes, "the time limit in minutes", problems);
        var minutes = Number(nameof(Minutes), Minutes, 0, QuizVersion.MaxMinutes, "about how many minutes it takes", problems);
        var draws = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (pool, typed) in Draws)
        {
            if (FormNumber.Read(typed) is { } draw and >= 1 and <= QuizVersion.MaxQuestions) draws[pool] = draw;
            else problems.Add(new("Draw", $"Enter how many questions are drawn from “{pool}” as a number from 1."));
        }

        if (problems.Count > 0) return (null, problems);
        return (new QuizValues(title, intro, (Topic ?? "").Trim(), pass, attempts, coolDown, limit, minutes, ShufflesQuestions, ShufflesChoices, draws), problems);
    }

    private static int Number(string field, string? typed, int least, int most, string what, List<FieldProblem> problems)
    {
        var text = (typed ?? "").Trim();
        if (text.Length == 0 && least == 0) return 0;
        if (FormNumber.Read(text) is { } number && number >= least && number <= most) return number;
        problems.Add(new(field, string.Create(CultureInfo.InvariantCulture, $"Enter {what} as a number from {least} to {most}.")));
        return least;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

public sealed record QuizValues(
    string Title, string Intro, string Topic, int PassPercent, int MaxAttempts, int CoolDownMinutes, int TimeLimitMinutes, int Minutes, bool ShufflesQuestions, bool ShufflesChoices, IReadOnlyDictionary<string, int> Draws);
