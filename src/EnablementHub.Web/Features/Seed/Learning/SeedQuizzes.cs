using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Quizzes;
using EnablementHub.Features.Quizzes.Writing;
using EnablementHub.Platform.Time;

namespace EnablementHub.Features.Seed.Learning;

/// <summary>A file of <c>quizzes/</c>. The form's own rules hold for it, so that a lead can change what was seeded.</summary>
public sealed class SeedQuiz
{
    public string Title { get; set; } = "";
    public string Intro { get; set; } = "";
    public string Owner { get; set; } = "";
    public string Topic { get; set; } = "";
    public int Pass { get; set; } = 80;
    public int Attempts { get; set; }
    public int CoolDown { get; set; }
    public int TimeLimit { get; set; }
    public int Minutes { get; set; } = 5;

    /// <summary>Pool → how many are drawn.</summary>
    public Dictionary<string, int> Pools { get; set; } = [];
    public List<SeedQuestion> Questions { get; set; } = [];
}

public sealed class SeedQuestion
{
    public string Kind { get; set; } = "";
    public string Ask { get; set; } = "";
    public string Why { get; set; } = "";
    public string Pool { get; set; } = "";
    public int Points { get; set; } = 1;

    /// <summary>Key of the item that explains it, is played, or has the sentences.</summary>
    public string? Item { get; set; }
    public string From { get; set; } = "";
    public string To { get; set; } = "";

    /// <summary>A star before what is right.</summary>
    public List<string> Choices { get; set; } = [];
    public List<string> Steps { get; set; } = [];
    public Dictionary<string, string> Pairs { get; set; } = [];

    /// <summary>Partners that belong to nothing.</summary>
    public List<string> Partners { get; set; } = [];
    public List<string> Accept { get; set; } = [];
    public bool Right { get; set; }
    public string Number { get; set; } = "";
    public string Tolerance { get; set; } = "";
    public string Unit { get; set; } = "";

    /// <summary>Words that stand in the sentences that are right.</summary>
    public List<string> Mark { get; set; } = [];
}

/// <summary>Writes and publishes the seed's quizzes.</summary>
public sealed class SeedQuizzes(HubDbContext database, ClipSentences sentences, OrganisationClock clock)
{
    /// <returns>Quizzes by their keys.</returns>
    public async Task<IReadOnlyDictionary<string, Quiz>> AddAsync(
        IReadOnlyList<(string File, SeedQuiz Quiz)> files, IReadOnlyDictionary<string, int> people, IReadOnlyDictionary<string, Item> items, CancellationToken cancellationToken)
    {
        var quizzes = new Dictionary<string, Quiz>(StringComparer.Ordinal);
        foreach (var (file, seed) in files)
        {
            if (!people.TryGetValue(seed.Owner, out var owner)) throw new SeedException($"{file}: {seed.Owner} is not in people.csv.");
            var key = Path.GetFileNameWithoutExtension(file);
            var quiz = Quiz.Begin(owner, seed.Title, clock.Now, key);
            var version = quiz.Pending!;
            quiz.Topic = seed.Topic;
            (version.Intro, version.PassPercent, version.Minutes) = (seed.Intro, seed.Pass, seed.Minutes);
            (version.MaxAttempts, version.CoolDownMinutes, version.TimeLimitMinutes) = (seed.Attempts, seed.CoolDown, seed.TimeLimit);
            foreach (var (question, at) in seed.Questions.Select((question, at) => (question, at)))
                quiz.Add(version, await ReadAsync($"{file}, question {at + 1}", question, items, cancellationToken));
            foreach (var (pool, draw) in seed.Pools) version.SetDraw(pool, draw);
            quiz.Publish(owner, clock.Now);
            database.Add(quiz);
            quizzes.Add(key, quiz);
        }

        await database.SaveChangesAsync(cancellationToken);
        return quizzes;
    }

    private async Task<QuizQuestion> ReadAsync(string place, SeedQuestion seed, IReadOnlyDictionary<string, Item> items, CancellationToken cancellationToken)
    {
        var kind = QuizWords.KindOf(seed.Kind) ?? throw new SeedException($"{place} is of kind \"{seed.Kind}\"; it may be {string.Join(", ", QuizWords.Kinds.Select(known => known.Slug()))}.");
        var item = seed.Item is null ? null : items.TryGetValue(seed.Item, out var found) ? found : throw new SeedException($"{place} names \"{seed.Item}\", which isn't there.");
        var form = new QuestionForm
        {
            Prompt = seed.Ask,
            Pool = seed.Pool,
            Points = seed.Points.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Explanation = seed.Why,
            Item = item?.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "",
            From = seed.From,
            To = seed.To,
            Accepted = string.Join('\n', seed.Accept),
            Number = seed.Number,
            Tolerance = seed.Tolerance,
            Unit = seed.Unit,
            Truth = seed.Right ? "true" : "false",
            Rows = kind == QuestionKind.Hotspot ? await SentencesAsync(place, seed, item, cancellationToken) : [.. Rows(seed)],
        };
        var (values, problems) = form.Read(kind);
        return values?.ToQuestion() ?? throw new SeedException($"{place}: {problems[0].Sentence}");
    }

    private static IEnumerable<ChoiceRow> Rows(SeedQuestion seed) =>
        seed.Choices.Select(choice => new ChoiceRow("", choice.TrimStart('*'), "", choice.StartsWith('*')))
            .Concat(seed.Steps.Select(step => new ChoiceRow("", step, "", false)))
            .Concat(seed.Pairs.Select(pair => new ChoiceRow("", pair.Key, pair.Value, false)))
            .Concat(seed.Partners.Select(partner => new ChoiceRow("", "", partner, false)));

    private async Task<IReadOnlyList<ChoiceRow>> SentencesAsync(string place, SeedQuestion seed, Item? item, CancellationToken cancellationToken)
    {
        if (item is null) throw new SeedException($"{place} names no item.");
        var (rows, problem) = await sentences.ReadAsync(item.Id, PlayTime.Read(seed.From.Length == 0 ? "0" : seed.From), seed.To.Length == 0 ? null : PlayTime.Read(seed.To), cancellationToken);
        if (problem is not null) throw new SeedException($"{place}: {problem}");
        if (seed.Mark.Find(words => rows.All(row => !row.Text.Contains(words, StringComparison.Ordinal))) is { } missing) throw new SeedException($"{place}: nobody says \"{missing}\" in this part.");
        return [.. rows.Select(row => row with { IsRight = seed.Mark.Exists(words => row.Text.Contains(words, StringComparison.Ordinal)) })];
    }
}
