using EnablementHub.Features.Search.Engine.Analysis;

namespace EnablementHub.Features.Search.Engine.Questions;

/// <summary>One way in which an item may say a word: terms that follow each other.</summary>
/// <param name="IsExact">The terms are as written; else they are stems.</param>
/// <param name="IsPrefix">The last term may go on.</param>
internal sealed record Alternative(string[] Terms, bool IsExact, bool IsPrefix, double Weight)
{
    public string Key { get; } = $"{(IsExact ? '"' : '=')}{string.Join(' ', Terms)}{(IsPrefix ? "*" : "")}";
}

/// <summary>A word (or quoted phrase) that an item should hold in one of its ways.</summary>
internal sealed class QuestionWord(string typed, int start, int end, bool isPhrase)
{
    private const int MostAlternatives = 24;

    private readonly List<Alternative> _alternatives = [];

    public string Typed { get; } = typed;

    /// <summary>Where it stands in the text that was typed.</summary>
    public int Start { get; } = start;

    public int End { get; } = end;

    public bool IsPhrase { get; } = isPhrase;

    /// <summary>The folded terms, several where it was written with signs between.</summary>
    public string[] Terms { get; init; } = [];

    /// <summary>The folded term where the word is a single one, so that it can be misspelt; else null.</summary>
    public string? Term => !IsPhrase && Terms is [var term] ? term : null;

    public bool IsUnfinished { get; set; }

    /// <summary>The lead teaches something about it, so it is never too common to be asked for (<c>IT</c>).</summary>
    public bool HasSynonyms => _alternatives.Exists(alternative => alternative.Weight < 1);

    public IReadOnlyList<Alternative> Alternatives => _alternatives;

    public void Add(Alternative alternative)
    {
        if (_alternatives.Count < MostAlternatives && !_alternatives.Exists(known => string.Equals(known.Key, alternative.Key, StringComparison.Ordinal)))
        {
            _alternatives.Add(alternative);
        }
    }

    /// <summary>Adds the stems of the terms in every language that items are written in.</summary>
    public void AddStems(IReadOnlyList<string> terms, int languages, double weight)
    {
        for (var language = StemmingLanguage.None; (int)language < Stemming.Languages; language++)
        {
            if ((languages & (1 << (int)language)) != 0)
            {
                Add(new Alternative([.. terms.Select(term => Stemming.Stem(term, language))], IsExact: false, IsPrefix: false, weight));
            }
        }
    }
}

internal sealed record Question(string Text, IReadOnlyList<QuestionWord> Words, IReadOnlyList<string> Ignored)
{
    public const int LongestText = 4000;
    public const int MostWords = 24;
}
