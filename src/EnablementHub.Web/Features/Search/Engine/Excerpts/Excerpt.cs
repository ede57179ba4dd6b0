using System.Numerics;
using System.Text;

namespace EnablementHub.Features.Search.Engine.Excerpts;

/// <summary>Marks texts and cuts the best piece out of long ones.</summary>
internal static class Excerpt
{
    public const int LongestSnippet = 240;
    private const int Lead = 60;
    private const int MostStarts = 200;

    /// <summary>The words of the question that have a mark, as bits.</summary>
    public static uint Words(ReadOnlySpan<Mark> marks)
    {
        var words = 0U;
        foreach (var mark in marks)
        {
            words |= 1U << mark.Word;
        }

        return words;
    }

    public static string Marked(string text, ReadOnlySpan<Mark> marks) => Marked(text, marks, 0, text.Length);

    /// <summary>The piece of at most <see cref="LongestSnippet"/> characters with the most words of the question.</summary>
    public static string Best(string text, ReadOnlySpan<Mark> marks)
    {
        if (text.Length <= LongestSnippet)
        {
            return Marked(text, marks);
        }

        var (from, to) = Window(text, marks);
        var piece = Marked(text, marks, from, to).Trim();
        return $"{(from > 0 ? "…" : "")}{piece}{(to < text.Length ? "…" : "")}";
    }

    private static (int From, int To) Window(string text, ReadOnlySpan<Mark> marks)
    {
        var best = 0;
        var bestWorth = -1;
        for (var first = 0; first < marks.Length && first < MostStarts; first++)
        {
            var words = 0U;
            var count = 0;
            for (var next = first; next < marks.Length && marks[next].End <= marks[first].Start + LongestSnippet - Lead; next++)
            {
                words |= 1U << marks[next].Word;
                count++;
            }

            var worth = (BitOperations.PopCount(words) * 100) + Math.Min(count, 99);
            if (worth > bestWorth)
            {
                (best, bestWorth) = (first, worth);
            }
        }

        var from = marks.Length == 0 ? 0 : Start(text, marks[best].Start);
        var to = Math.Min(from + LongestSnippet, text.Length);
        return (from, End(text, from, to));
    }

    /// <summary>The beginning of the sentence where it is near, else of a word some way before.</summary>
    private static int Start(string text, int mark)
    {
        var earliest = Math.Max(0, mark - Lead);
        for (var at = mark - 1; at > earliest; at--)
        {
            if (text[at] is '.' or '!' or '?' or '\n' && at + 1 < text.Length && char.IsWhiteSpace(text[at + 1]))
            {
                return at + 1;
            }
        }

        if (earliest == 0)
        {
            return 0;
        }

        var blank = text.IndexOfAny([' ', '\n', '\t'], earliest, mark - earliest);
        return blank >= 0 ? blank + 1 : char.IsLowSurrogate(text[earliest]) ? earliest + 1 : earliest;
    }

    private static int End(string text, int from, int to)
    {
        if (to == text.Length)
        {
            return to;
        }

        var blank = text.LastIndexOfAny([' ', '\n', '\t'], to - 1, Math.Min(40, to - from));
        return blank > from ? blank : char.IsHighSurrogate(text[to - 1]) ? to - 1 : to;
    }

    private static string Marked(string text, ReadOnlySpan<Mark> marks, int from, int to)
    {
        if (marks.IsEmpty)
        {
            return text[from..to];
        }

        var marked = new StringBuilder(to - from + 16);
        var at = from;
        for (var next = 0; next < marks.Length;)
        {
            var start = Math.Max(marks[next].Start, at);
            var end = marks[next].End;

            // Overlapping and touching marks become one.
            for (next++; next < marks.Length && marks[next].Start <= end; next++)
            {
                end = Math.Max(end, marks[next].End);
            }

            if (end <= start || end <= from)
            {
                continue;
            }

            if (start >= to || end > to)
            {
                break;
            }

            marked.Append(text, at, start - at).Append(MarkedText.Start).Append(text, start, end - start).Append(MarkedText.End);
            at = end;
        }

        return marked.Append(text, at, to - at).ToString();
    }
}
