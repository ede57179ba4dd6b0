using System.Runtime.InteropServices;
using EnablementHub.Features.Search.Engine.Analysis;
using EnablementHub.Features.Search.Engine.Questions;

namespace EnablementHub.Features.Search.Engine.Excerpts;

/// <summary>A place in a text that answers a word of the question; end exclusive.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Mark(int Start, int End, int Word);

/// <summary>Finds the words of a question in shown texts by cutting them again with the rules that the index was built with.</summary>
internal sealed class WordFinder
{
    private readonly Tokenizer _tokenizer = new();
    private readonly Dictionary<string, List<Way>> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Way>> _stems = new(StringComparer.Ordinal);
    private readonly List<(string Beginning, int Word)> _beginnings = [];
    private readonly Dictionary<string, List<Way>>.AlternateLookup<ReadOnlySpan<char>> _exactBySpan;
    private readonly Dictionary<string, List<Way>>.AlternateLookup<ReadOnlySpan<char>> _stemsBySpan;
    private ulong _firstLetters;

    public WordFinder(Question question)
    {
        _exactBySpan = _exact.GetAlternateLookup<ReadOnlySpan<char>>();
        _stemsBySpan = _stems.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var word = 0; word < question.Words.Count; word++)
        {
            foreach (var alternative in question.Words[word].Alternatives)
            {
                Add(alternative, word);
            }
        }
    }

    private sealed record Way(string[] Terms, int Word, bool IsPrefix);

    /// <summary>All places in the order of the text; they may overlap.</summary>
    public void Find(ReadOnlySpan<char> text, StemmingLanguage language, List<Mark> marks)
    {
        marks.Clear();
        _tokenizer.Read(text);
        var tokens = _tokenizer.Tokens;
        Span<char> stem = stackalloc char[Tokenizer.LongestTerm];
        for (var token = 0; token < tokens.Count; token++)
        {
            var term = _tokenizer.Term(tokens[token]);
            if ((_firstLetters & Letter(term[0])) == 0)
            {
                continue;
            }

            foreach (var (beginning, word) in _beginnings)
            {
                if (term.StartsWith(beginning, StringComparison.Ordinal))
                {
                    marks.Add(new Mark(tokens[token].Start, tokens[token].End, word));
                }
            }

            if (_exactBySpan.TryGetValue(term, out var ways))
            {
                AddMarks(ways, token, StemmingLanguage.None, marks);
            }

            if (_stemsBySpan.TryGetValue(stem[..Stemming.Stem(term, language, stem)], out ways))
            {
                AddMarks(ways, token, language, marks);
            }
        }

        FindJoined(language, marks);
        marks.Sort(static (left, right) => left.Start != right.Start ? left.Start.CompareTo(right.Start) : right.End.CompareTo(left.End));
    }

    private static ulong Letter(char letter) => 1UL << (letter & 63);

    private void Add(Alternative alternative, int word)
    {
        _firstLetters |= Letter(alternative.Terms[0][0]);
        if (alternative is { IsPrefix: true, Terms.Length: 1 })
        {
            _beginnings.Add((alternative.Terms[0], word));
            return;
        }

        var ways = alternative.IsExact ? _exact : _stems;
        if (!ways.TryGetValue(alternative.Terms[0], out var known))
        {
            ways[alternative.Terms[0]] = known = [];
        }

        known.Add(new Way(alternative.Terms, word, alternative.IsPrefix));
    }

    private void AddMarks(List<Way> ways, int first, StemmingLanguage language, List<Mark> marks)
    {
        var tokens = _tokenizer.Tokens;
        foreach (var way in ways)
        {
            if (Continues(way, first, language))
            {
                marks.Add(new Mark(tokens[first].Start, tokens[first + way.Terms.Length - 1].End, way.Word));
            }
        }
    }

    private bool Continues(Way way, int first, StemmingLanguage language)
    {
        var terms = way.Terms;
        var tokens = _tokenizer.Tokens;
        if (first + terms.Length > tokens.Count)
        {
            return false;
        }

        Span<char> stem = stackalloc char[Tokenizer.LongestTerm];
        for (var next = 1; next < terms.Length; next++)
        {
            var length = Stemming.Stem(_tokenizer.Term(tokens[first + next]), language, stem);
            var isBeginning = way.IsPrefix && next == terms.Length - 1 && stem[..length].StartsWith(terms[next], StringComparison.Ordinal);
            if (!isBeginning && !stem[..length].SequenceEqual(terms[next]))
            {
                return false;
            }
        }

        return true;
    }

    private void FindJoined(StemmingLanguage language, List<Mark> marks)
    {
        Span<char> stem = stackalloc char[Tokenizer.LongestTerm];
        foreach (var joined in _tokenizer.Joined)
        {
            var term = _tokenizer.Term(joined);
            if (!_stemsBySpan.TryGetValue(stem[..Stemming.Stem(term, language, stem)], out var ways))
            {
                continue;
            }

            foreach (var way in ways)
            {
                if (way.Terms.Length == 1)
                {
                    marks.Add(new Mark(_tokenizer.Tokens[joined.FirstToken].Start, _tokenizer.Tokens[joined.FirstToken + joined.Tokens - 1].End, way.Word));
                }
            }
        }
    }
}
