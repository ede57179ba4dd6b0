using System.Text;

namespace EnablementHub.Features.Clips.Playing;

/// <summary>Marks what was searched for in what was said, as the search engine marks its hits.</summary>
public static class TranscriptWords
{
    private const char Begin = '\u0002';
    private const char End = '\u0003';

    public static string Mark(string text, IReadOnlyList<string> words)
    {
        if (words.Count == 0) return text;
        var marked = new StringBuilder(text.Length + 16);
        var at = 0;
        while (at < text.Length)
        {
            var start = at;
            while (at < text.Length && char.IsLetterOrDigit(text[at])) at++;
            if (at == start)
            {
                marked.Append(text[at++]);
                continue;
            }

            var word = text[start..at];
            if (words.Any(wanted => Matches(word, wanted))) marked.Append(Begin).Append(word).Append(End);
            else marked.Append(word);
        }

        return marked.ToString();
    }

    /// <summary>By their beginning, so that "price" marks "prices" and "pricing" too.</summary>
    private static bool Matches(string word, string wanted)
    {
        var stem = wanted.Length >= 5 ? wanted[..^1] : wanted;
        return word.StartsWith(stem, StringComparison.OrdinalIgnoreCase) && word.Length - stem.Length <= 4;
    }
}
