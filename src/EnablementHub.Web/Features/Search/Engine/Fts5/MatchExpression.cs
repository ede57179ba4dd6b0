using System.Text;
using EnablementHub.Features.Search.Engine.Analysis;
using EnablementHub.Features.Search.Engine.Questions;
using EnablementHub.Features.Search.Engine.Stores;

namespace EnablementHub.Features.Search.Engine.Fts5;

/// <summary>
/// An expression for MATCH, made of terms that our own analysis cut and quoted here: nothing that a person typed is ever read as syntax.
/// FTS5 numbers the phrases from left to right, which is how a place is traced back to its word.
/// </summary>
internal static class MatchExpression
{
    public static string OfAll(IReadOnlyList<QuestionWord> words) => string.Join(" AND ", words.Select(Of));

    public static string OfAny(IReadOnlyList<QuestionWord> words) => string.Join(" OR ", words.Select(Of));

    public static string Of(QuestionWord word) => $"({string.Join(" OR ", word.Alternatives.Select(Phrase))})";

    public static string InTitle(string expression) => $"{{title title_s}} : ({expression})";

    /// <summary>Of the table of names.</summary>
    public static string OfTitle(IReadOnlyList<string> typed, TitleMatch match) => match switch
    {
        TitleMatch.BeginsTitle => $"^ \"{string.Join(' ', typed)}\" *",
        TitleMatch.StandsTogether => $"\"{string.Join(' ', typed)}\" *",
        _ => string.Join(" AND ", typed.Select(term => $"(\"{term}\" *)")),
    };

    private static string Phrase(Alternative alternative)
    {
        var phrase = new StringBuilder("\"");
        foreach (var term in alternative.Terms)
        {
            if (phrase.Length > 1)
            {
                phrase.Append(' ');
            }

            if (!alternative.IsExact)
            {
                phrase.Append(TermForms.StemMark);
            }

            phrase.Append(term.Replace("\"", "\"\"", StringComparison.Ordinal));
        }

        return phrase.Append(alternative.IsPrefix ? "\" *" : "\"").ToString();
    }
}
