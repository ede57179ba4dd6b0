using System.Buffers;
using EnablementHub.Features.Search.Engine.Analysis;

namespace EnablementHub.Features.Search.Engine.Questions;

/// <summary>Reads what was typed. Every text is a question: what has no meaning as one is left out.</summary>
/// <param name="languages">A bit for each <see cref="StemmingLanguage"/> that items are written in.</param>
internal sealed class QuestionParser(SynonymIndex synonyms, int languages)
{
    private const int MostPhraseTerms = 32;

    private static readonly SearchValues<char> Quotes = SearchValues.Create("\"“”„«»‟");

    private readonly Tokenizer _tokenizer = new();
    private readonly int _languages = languages == 0 ? 1 << (int)StemmingLanguage.English : languages;

    public Question Parse(string text, bool lastWordUnfinished)
    {
        if (text.Length > Question.LongestText)
        {
            text = text[..Question.LongestText];
            lastWordUnfinished = false;
        }

        var words = new List<QuestionWord>();
        foreach (var (start, end, isQuoted) in Segments(text))
        {
            _tokenizer.Read(text.AsSpan(start, end - start), asQuestion: true);
            if (isQuoted)
            {
                AddPhrase(text, start, words);
            }
            else
            {
                AddWords(text, start, words);
            }
        }

        var ignored = new List<string>();
        words = WithoutRepeats(words);
        synonyms.Expand(words, _languages);
        words = WithoutCommonWords(words, ignored);
        if (words.Count > Question.MostWords)
        {
            ignored.AddRange(words.Skip(Question.MostWords).Select(word => word.Typed));
            words.RemoveRange(Question.MostWords, words.Count - Question.MostWords);
        }

        if (lastWordUnfinished && words.Count > 0 && words[^1] is { IsPhrase: false } last && last.End == text.Length)
        {
            AddBeginning(last);
        }

        return new Question(text, words, ignored);
    }

    /// <summary>Quotes come in pairs; one left over is a sign like any other.</summary>
    private static IEnumerable<(int Start, int End, bool IsQuoted)> Segments(string text)
    {
        var from = 0;
        while (from < text.Length)
        {
            var open = text.AsSpan(from).IndexOfAny(Quotes) + from;
            var close = open < from ? -1 : text.AsSpan(open + 1).IndexOfAny(Quotes) + open + 1;
            if (open < from || close <= open)
            {
                break;
            }

            yield return (from, open, false);
            yield return (open + 1, close, true);
            from = close + 1;
        }

        yield return (from, text.Length, false);
    }

    private void AddPhrase(string text, int offset, List<QuestionWord> words)
    {
        var tokens = _tokenizer.Tokens;
        if (tokens.Count == 0)
        {
            return;
        }

        var terms = new string[Math.Min(tokens.Count, MostPhraseTerms)];
        for (var token = 0; token < terms.Length; token++)
        {
            terms[token] = _tokenizer.Term(tokens[token]).ToString();
        }

        var start = offset + tokens[0].Start;
        var end = offset + tokens[terms.Length - 1].End;
        var phrase = new QuestionWord(text[start..end], start, end, isPhrase: true);
        phrase.Add(new Alternative(terms, IsExact: true, IsPrefix: terms is [var single] && TextClasses.IsSingleUnspaced(single), Weight: 1));
        words.Add(phrase);
    }

    private void AddWords(string text, int offset, List<QuestionWord> words)
    {
        var tokens = _tokenizer.Tokens;
        var joined = 0;
        for (var first = 0; first < tokens.Count;)
        {
            var next = first + 1;
            while (next < tokens.Count && tokens[next].Unit == tokens[first].Unit)
            {
                next++;
            }

            var terms = new string[Math.Min(next - first, MostPhraseTerms)];
            for (var token = 0; token < terms.Length; token++)
            {
                terms[token] = _tokenizer.Term(tokens[first + token]).ToString();
            }

            var start = offset + tokens[first].Start;
            var end = offset + tokens[next - 1].End;
            var word = new QuestionWord(text[start..end], start, end, isPhrase: false) { Terms = terms };
            word.AddStems(terms, _languages, weight: 1);
            if (terms is [var single] && TextClasses.IsSingleUnspaced(single))
            {
                word.Add(new Alternative(terms, IsExact: true, IsPrefix: true, Weight: 1));
            }

            while (joined < _tokenizer.Joined.Count && _tokenizer.Joined[joined].FirstToken <= first)
            {
                if (_tokenizer.Joined[joined].FirstToken == first)
                {
                    word.AddStems([_tokenizer.Term(_tokenizer.Joined[joined]).ToString()], _languages, weight: 1);
                }

                joined++;
            }

            words.Add(word);
            first = next;
        }
    }

    private static void AddBeginning(QuestionWord word)
    {
        word.IsUnfinished = true;
        if (word.Terms is not [{ Length: 1 }])
        {
            word.Add(new Alternative(word.Terms, IsExact: true, IsPrefix: true, Weight: 1));
        }
    }

    private static List<QuestionWord> WithoutRepeats(List<QuestionWord> words)
    {
        // Of two the later one stays, because the last word is the one being typed.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var kept = new List<QuestionWord>(words.Count);
        for (var word = words.Count - 1; word >= 0; word--)
        {
            if (seen.Add(words[word].Term ?? words[word].Alternatives[0].Key))
            {
                kept.Add(words[word]);
            }
        }

        kept.Reverse();
        return kept;
    }

    private List<QuestionWord> WithoutCommonWords(List<QuestionWord> words, List<string> ignored)
    {
        if (words.Count < 2)
        {
            return words;
        }

        var language = StopWords.Guess(words.Where(word => word.Term is not null).Select(word => word.Term!), IsPresent);
        var kept = words.FindAll(word => word.Term is null || word.HasSynonyms || !StopWords.Contains(language, word.Term));
        if (kept.Count == 0 || kept.Count == words.Count)
        {
            return words;
        }

        ignored.AddRange(words.Except(kept).Select(word => word.Typed));
        return kept;
    }

    private bool IsPresent(StemmingLanguage language) => (_languages & (1 << (int)language)) != 0;
}
