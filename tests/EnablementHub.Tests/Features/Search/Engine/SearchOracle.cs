using EnablementHub.Features.Search.Engine;
using EnablementHub.Features.Search.Engine.Analysis;

namespace EnablementHub.Tests.Features.Search.Engine;

/// <summary>
/// Answers questions by looking at every item, as slowly and plainly as it can be said, to hold a real engine against. It knows texts of lower-case words
/// between blanks, questions of words and quoted phrases, and the ranking as it is meant.
/// </summary>
internal sealed class SearchOracle(IReadOnlyCollection<IndexedItem> items)
{
    private static readonly double[] FieldWeights = [8, 4, 4, 3, 2, 1];

    private readonly Entry[] _entries = [.. items.Select(item => new Entry(item))];
    private readonly StemmingLanguage[] _languages = [.. items.Select(item => Stemming.Of(item.Language)).Distinct()];

    internal sealed record Answer(int Total, int OutsideFilters, bool AnyWord, IReadOnlyList<(int Id, double Score)> Ranked, Dictionary<string, Dictionary<string, int>> Facets);

    private sealed record Word(string[] Terms, string[] Stems, bool IsPhrase, bool IsBeginning);

    private sealed class Entry
    {
        public Entry(IndexedItem item)
        {
            Item = item;
            var language = Stemming.Of(item.Language);
            string[] texts = [item.Title, item.Summary, string.Join(" | ", item.Tags), item.Speaker, item.Body, string.Join(' ', item.Cues.Select(cue => cue.Text))];
            Fields = [.. texts.Select(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
            Stems = [.. Fields.Select(terms => terms.Select(term => Stemming.Stem(term, language)).ToArray())];
        }

        public IndexedItem Item { get; }

        public string[][] Fields { get; }

        public string[][] Stems { get; }
    }

    public Answer Ask(SearchQuery query)
    {
        var words = Words(query);
        var visible = _entries.Where(entry => IsVisible(entry.Item, query)).ToList();
        var matching = visible.Where(entry => words.All(word => Places(entry, word).Any())).ToList();
        var anyWord = matching.Count == 0 && words.Count > 1;
        if (anyWord)
        {
            matching = visible.Where(entry => words.Exists(word => Places(entry, word).Any())).ToList();
        }

        var hits = matching.Where(entry => Fails(entry.Item, query).Count == 0).ToList();
        var rarities = words.Select(word => Rarity(_entries.Count(entry => Places(entry, word).Any()))).ToArray();
        var ranked = hits
            .Select(entry => (entry.Item, Score: Score(entry, words, rarities, query.Now)))
            .OrderByDescending(hit => query.Sort switch { SearchSort.Newest => hit.Item.PublishedAt.UtcTicks, SearchSort.MostPlayed => hit.Item.Plays, _ => hit.Score })
            .ThenByDescending(hit => hit.Item.PublishedAt)
            .ThenBy(hit => hit.Item.Id)
            .Select(hit => (hit.Item.Id, hit.Score))
            .ToList();
        return new Answer(hits.Count, matching.Count - hits.Count, anyWord && matching.Count > 0, ranked, Facets(matching, query));
    }

    private List<Word> Words(SearchQuery query)
    {
        var words = new List<Word>();
        var pieces = query.Text.Split('"');
        for (var piece = 0; piece < pieces.Length; piece++)
        {
            var terms = pieces[piece].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (piece % 2 == 1)
            {
                words.Add(new Word(terms, [], IsPhrase: true, IsBeginning: false));
                continue;
            }

            foreach (var term in terms)
            {
                var isLast = piece == pieces.Length - 1 && term == terms[^1] && query.Text.EndsWith(term, StringComparison.Ordinal);
                words.Add(new Word([term], [.. _languages.Select(language => Stemming.Stem(term, language)).Distinct()], IsPhrase: false, isLast && query.LastWordUnfinished));
            }
        }

        return words;
    }

    private static bool IsVisible(IndexedItem item, SearchQuery query) =>
        (query.Viewer.SeesEverything || item.Audience.Count == 0 || item.Audience.Any(query.Viewer.Grants.Contains))
        && (item.VisibleFrom is null || item.VisibleFrom <= query.Now)
        && (item.VisibleUntil is null || query.Now < item.VisibleUntil);

    private static IReadOnlyList<string> ValuesOf(IndexedItem item, string dimension) =>
        dimension == "kind" ? [item.Kind] : item.Facets.GetValueOrDefault(dimension, []);

    private static List<string> Fails(IndexedItem item, SearchQuery query) =>
        [.. query.Filters.Where(filter => filter.Value.Count > 0 && !ValuesOf(item, filter.Key).Intersect(filter.Value).Any()).Select(filter => filter.Key)];

    private static Dictionary<string, Dictionary<string, int>> Facets(List<Entry> matching, SearchQuery query)
    {
        var facets = new Dictionary<string, Dictionary<string, int>>();
        foreach (var dimension in matching.SelectMany(entry => entry.Item.Facets.Keys).Append("kind").Distinct())
        {
            var counts = matching
                .Where(entry => Fails(entry.Item, query).All(failed => failed == dimension))
                .SelectMany(entry => ValuesOf(entry.Item, dimension).Distinct())
                .GroupBy(value => value)
                .ToDictionary(group => group.Key, group => group.Count());
            if (counts.Count > 0)
            {
                facets[dimension] = counts;
            }
        }

        return facets;
    }

    /// <summary>Where the word stands, as field and number; a word that is being typed may be there as a stem and as a beginning at once.</summary>
    private static IEnumerable<(int Field, int Place)> Places(Entry entry, Word word) => WrittenPlaces(entry, word).Union(StemPlaces(entry, word));

    private static IEnumerable<(int Field, int Place)> WrittenPlaces(Entry entry, Word word)
    {
        if (!word.IsPhrase && !word.IsBeginning)
        {
            yield break;
        }

        for (var field = 0; field < entry.Fields.Length; field++)
        {
            var terms = entry.Fields[field];
            for (var place = 0; place + word.Terms.Length <= terms.Length; place++)
            {
                if (word.IsBeginning ? terms[place].StartsWith(word.Terms[0], StringComparison.Ordinal) : terms.AsSpan(place, word.Terms.Length).SequenceEqual(word.Terms))
                {
                    yield return (field, place);
                }
            }
        }
    }

    private static IEnumerable<(int Field, int Place)> StemPlaces(Entry entry, Word word)
    {
        for (var field = 0; field < entry.Stems.Length; field++)
        {
            for (var place = 0; place < entry.Stems[field].Length; place++)
            {
                if (word.Stems.Contains(entry.Stems[field][place]))
                {
                    yield return (field, place);
                }
            }
        }
    }

    private double Rarity(int found) => Math.Log(1 + ((_entries.Length - found + 0.5) / (found + 0.5)));

    private static double Score(Entry entry, List<Word> words, double[] rarities, DateTimeOffset now)
    {
        var score = 0.0;
        for (var word = 0; word < words.Count; word++)
        {
            for (var field = 0; field < entry.Fields.Length; field++)
            {
                var times = Math.Max(WrittenPlaces(entry, words[word]).Count(place => place.Field == field), StemPlaces(entry, words[word]).Count(place => place.Field == field));
                var length = field == 0 ? 0.7 + (0.3 * Math.Min(entry.Fields[0].Length, 255) / 7) : field == 4 ? 0.6 + (0.4 * Math.Min(entry.Fields[4].Length, 65535) / 200) : 1;
                score += times == 0 ? 0 : rarities[word] * FieldWeights[field] * times * 1.6 / (times + (0.6 * length));
            }
        }

        var age = Math.Max(0, Math.Floor((now - entry.Item.PublishedAt).TotalDays));
        var prior = (age >= 2000 ? 0 : 0.15 * Math.Pow(0.5, age / 120))
            + (now < entry.Item.VerifiedUntil ? 0.1 : 0)
            + (0.15 * Math.Log(1 + Math.Min(entry.Item.Plays, 1000)) / Math.Log(1001));
        return words.Count == 0 ? prior : score * (1 + (0.5 * Closeness(entry, words))) * (1 + prior);
    }

    private static double Closeness(Entry entry, List<Word> words)
    {
        var best = 0.0;
        for (var field = 0; words.Count > 1 && field < entry.Fields.Length; field++)
        {
            var places = words.Select(word => Places(entry, word).Where(place => place.Field == field).Select(place => place.Place).ToArray()).ToArray();
            if (places.Any(ofWord => ofWord.Length == 0))
            {
                continue;
            }

            // The shortest stretch that holds all begins at some place of some word and takes the next of each other.
            foreach (var start in places.SelectMany(ofWord => ofWord))
            {
                var ends = places.Select(ofWord => ofWord.Where(place => place >= start).DefaultIfEmpty(int.MaxValue).Min()).Max();
                if (ends != int.MaxValue)
                {
                    best = Math.Max(best, 1 / (1 + (Math.Max(0, ends - start - (words.Count - 1)) / 3.0)));
                }
            }
        }

        return best;
    }
}
