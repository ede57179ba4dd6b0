using System.Text;
using EnablementHub.Features.Search.Engine;

namespace EnablementHub.Benchmarks.Search;

/// <summary>
/// A made-up hub of any size, the same each time: items of about 120 words from a Zipf vocabulary (title, summary, body and a transcript in cues), ten
/// facet dimensions, audiences, and dates.
/// </summary>
public sealed class SearchCorpus
{
    private const int VocabularySize = 40_000;
    private const double Skew = 1.0;

    private static readonly string[] Onsets = ["b", "br", "c", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pl", "pr", "r", "s", "st", "t", "tr", "v", "w", "z"];
    private static readonly string[] Vowels = ["a", "e", "i", "o", "u", "ai", "ea", "ou"];
    private static readonly string[] Ends = ["n", "r", "l", "t", "m", "k", "x", "p", "nd", "rk"];

    private static readonly (string Name, int Values, int Most)[] Dimensions =
    [
        ("topic", 40, 3), ("persona", 12, 2), ("company-size", 4, 1), ("sales-stage", 9, 2), ("deal-phase", 3, 1), ("speaker", 300, 1), ("product", 25, 2), ("competitor", 30, 2),
        ("format", 6, 1), ("language", 5, 1),
    ];

    private readonly double[] _cumulative = new double[VocabularySize];

    public SearchCorpus()
    {
        var sum = 0.0;
        for (var rank = 0; rank < VocabularySize; rank++)
        {
            sum += 1 / Math.Pow(rank + 10, Skew);
            _cumulative[rank] = sum;
        }
    }

    public static DateTimeOffset Now { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The word of a rank; rank 0 is the most common.</summary>
    public static string Word(int rank)
    {
        var word = new StringBuilder();
        var rest = (uint)rank * 2654435761u;
        for (var syllable = 0; syllable < 2 + (rank % 3 == 0 ? 0 : 1); syllable++)
        {
            word.Append(Onsets[rest % (uint)Onsets.Length]);
            rest /= (uint)Onsets.Length;
            word.Append(Vowels[rest % (uint)Vowels.Length]);
            rest = (rest / (uint)Vowels.Length) + ((uint)rank * 40503u);
        }

        return word.Append(Ends[rank % Ends.Length]).ToString();
    }

    public IEnumerable<IndexedItem> Items(int count) => Enumerable.Range(1, count).Select(Item);

    public IndexedItem Item(int id)
    {
        var random = new Random(id);
        var speaker = random.Next(300);
        return new IndexedItem
        {
            Id = id,
            Kind = random.Next(3) switch { 0 => "playbook", 1 => "training-video", _ => "clip" },
            Language = "en",
            Title = Text(random, 6),
            Summary = Text(random, 14),
            Tags = [Text(random, 1), Text(random, 1)],
            Speaker = $"{Word(200 + speaker)} {Word(600 + speaker)}",
            Body = Text(random, 50),
            Cues = [.. Enumerable.Range(0, 5).Select(cue => new IndexedCue(cue * 6.5, (cue + 1) * 6.5, "Speaker", Text(random, 10)))],
            Facets = Dimensions.ToDictionary(
                dimension => dimension.Name,
                dimension => (IReadOnlyList<string>)(dimension.Name == "speaker"
                    ? [$"speaker-{speaker}"]
                    : [.. Enumerable.Range(0, random.Next(1, dimension.Most + 1)).Select(_ => $"{dimension.Name}-{(int)(random.NextDouble() * random.NextDouble() * dimension.Values)}").Distinct()])),
            Audience = random.Next(4) == 0 ? [$"team:{random.Next(40)}", $"role:{random.Next(5)}"] : [],
            PublishedAt = Now.AddDays(-random.Next(1500)),
            VerifiedUntil = random.Next(3) > 0 ? Now.AddDays(random.Next(1, 180)) : null,
            Plays = (int)Math.Pow(random.NextDouble() * 10, 3),
        };
    }

    public static async IAsyncEnumerable<IndexedItem> Stream(IEnumerable<IndexedItem> items)
    {
        foreach (var item in items)
        {
            yield return item;
        }

        await Task.CompletedTask;
    }

    private string Text(Random random, int words)
    {
        var text = new StringBuilder();
        for (var word = 0; word < words; word++)
        {
            text.Append(text.Length > 0 ? " " : "").Append(Word(Rank(random)));
        }

        return text.ToString();
    }

    private int Rank(Random random)
    {
        var found = Array.BinarySearch(_cumulative, random.NextDouble() * _cumulative[^1]);
        return Math.Min(found < 0 ? ~found : found, VocabularySize - 1);
    }
}
