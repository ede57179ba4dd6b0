using EnablementHub.Features.Search.Engine.Analysis;
using EnablementHub.Features.Search.Engine.Questions;
using EnablementHub.Features.Search.Engine.Stores;

namespace EnablementHub.Features.Search.Engine.Answers;

/// <summary>Finds other spellings for words that find nothing the viewer may see. Only what then does find something is ever told.</summary>
internal sealed class Correction(ReadSession session, SearchQuery query, QuestionParser parser)
{
    private const int MostTries = 3;
    private const int MostWeighed = 30;
    private const int ShortestPart = 3;
    private const int SpaceMissing = 1;

    private static readonly Dictionary<string, IReadOnlyList<string>> NoFilters = [];

    /// <summary>The first other spelling that finds more than <paramref name="toBeat"/> visible items.</summary>
    /// <param name="rareBelow">Words with at most so many visible items may be misspelt.</param>
    public Attempt? Find(Question question, int toBeat, int rareBelow)
    {
        var spellings = question.Words.Select(word => Spellings(word, rareBelow)).ToArray();
        for (var number = 0; number < MostTries && spellings.Any(found => number < found.Count); number++)
        {
            var text = Replace(question, spellings, number);
            var attempt = session.Ask(query, parser.Parse(text, query.LastWordUnfinished));
            if (attempt.Question.Words.Count > 0 && attempt.Hits.Visible > toBeat)
            {
                return attempt;
            }
        }

        return null;
    }

    private List<string> Spellings(QuestionWord word, int rareBelow)
    {
        if (word.Term is null || word.IsPhrase || Visible(word) > rareBelow)
        {
            return [];
        }

        var vocabulary = session.Vocabulary();
        var weighed = vocabulary.Near(word.Term, word.IsUnfinished)
            .Take(MostWeighed)
            .Select(near => (near.Term, near.Distance, Items: session.ItemsWithTerm(near.Term)))
            .Where(near => near.Items > 0)
            .ToList();
        if (Split(word.Term, vocabulary) is { } split)
        {
            weighed.Add((split, SpaceMissing, 1));
        }

        return [.. weighed.OrderBy(near => near.Distance).ThenByDescending(near => near.Items).Select(near => near.Term).Take(MostTries)];
    }

    private int Visible(QuestionWord word) =>
        session.Ask(query with { Filters = NoFilters, WithFacets = false }, new Question(word.Typed, [word], [])).Hits.Visible;

    private static string? Split(string term, TermVocabulary vocabulary)
    {
        for (var at = ShortestPart; at <= term.Length - ShortestPart; at++)
        {
            if (vocabulary.Contains(term.AsSpan(0, at)) && vocabulary.Contains(term.AsSpan(at)))
            {
                return $"{term[..at]} {term[at..]}";
            }
        }

        return null;
    }

    private static string Replace(Question question, List<string>[] spellings, int number)
    {
        var text = question.Text;
        for (var word = question.Words.Count - 1; word >= 0; word--)
        {
            if (spellings[word].Count > 0)
            {
                var (start, end) = (question.Words[word].Start, question.Words[word].End);
                text = string.Concat(text.AsSpan(0, start), spellings[word][Math.Min(number, spellings[word].Count - 1)], text.AsSpan(end));
            }
        }

        return text;
    }
}
