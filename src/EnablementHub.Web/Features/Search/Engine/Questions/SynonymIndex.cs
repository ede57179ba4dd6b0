using EnablementHub.Features.Search.Engine.Analysis;

namespace EnablementHub.Features.Search.Engine.Questions;

/// <summary>Finds the lead's words in a question, several words long or one, in any inflected form, and adds what means the same.</summary>
internal sealed class SynonymIndex
{
    private const int MostTerms = 6;

    private readonly Dictionary<string, List<string[][]>> _listsByKey = new(StringComparer.Ordinal);

    public static SynonymIndex Empty { get; } = new([]);

    public SynonymIndex(IReadOnlyList<IReadOnlyList<string>> lists)
    {
        var tokenizer = new Tokenizer();
        foreach (var list in lists)
        {
            var members = list.Select(member => Terms(tokenizer, member)).Where(terms => terms.Length is > 0 and <= MostTerms).ToArray();
            if (members.Length < 2)
            {
                continue;
            }

            foreach (var key in members.SelectMany(Keys).Distinct(StringComparer.Ordinal))
            {
                if (!_listsByKey.TryGetValue(key, out var known))
                {
                    _listsByKey[key] = known = [];
                }

                known.Add(members);
            }
        }
    }

    public void Expand(IReadOnlyList<QuestionWord> words, int languages)
    {
        if (_listsByKey.Count == 0)
        {
            return;
        }

        var tokenizer = new Tokenizer();
        var terms = words.Select(word => word.IsPhrase ? [] : Terms(tokenizer, word.Typed)).ToArray();
        for (var first = 0; first < words.Count; first++)
        {
            var spoken = new List<string>();
            for (var last = first; last < words.Count && terms[last].Length > 0 && spoken.Count < MostTerms; last++)
            {
                spoken.AddRange(terms[last]);
                foreach (var list in Keys([.. spoken]).Distinct(StringComparer.Ordinal).SelectMany(key => _listsByKey.GetValueOrDefault(key, [])).Distinct())
                {
                    Add(words, first, last, list, spoken, languages);
                }
            }
        }
    }

    private static void Add(IReadOnlyList<QuestionWord> words, int first, int last, string[][] list, List<string> spoken, int languages)
    {
        foreach (var member in list)
        {
            if (member.AsSpan().SequenceEqual([.. spoken]))
            {
                continue;
            }

            for (var word = first; word <= last; word++)
            {
                words[word].AddStems(member, languages, Ranking.Relevance.SynonymWeight);
            }
        }
    }

    private static IEnumerable<string> Keys(string[] terms)
    {
        for (var language = StemmingLanguage.None; (int)language < Stemming.Languages; language++)
        {
            yield return string.Join(' ', terms.Select(term => Stemming.Stem(term, language)));
        }
    }

    private static string[] Terms(Tokenizer tokenizer, string text)
    {
        tokenizer.Read(text, asQuestion: true);
        return [.. tokenizer.Tokens.Select(token => tokenizer.Term(token).ToString())];
    }
}
