using System.Text;

namespace EnablementHub.Features.Search.Engine;

/// <summary>Text whose matching words stand between two control characters, so that it can be encoded first and marked afterwards.</summary>
public static class MarkedText
{
    public const char Start = '\u0002';
    public const char End = '\u0003';

    /// <summary>The pieces in their order, to be encoded one by one.</summary>
    public static IEnumerable<(string Text, bool IsMarked)> Pieces(string marked)
    {
        var from = 0;
        var isMarked = false;
        for (var at = 0; at <= marked.Length; at++)
        {
            if (at < marked.Length && marked[at] is not (Start or End))
            {
                continue;
            }

            if (at > from)
            {
                yield return (marked[from..at], isMarked);
            }

            isMarked = at < marked.Length && marked[at] == Start;
            from = at + 1;
        }
    }

    public static string Unmark(string marked)
    {
        if (marked.AsSpan().IndexOfAny(Start, End) < 0)
        {
            return marked;
        }

        var plain = new StringBuilder(marked.Length);
        foreach (var character in marked)
        {
            if (character is not (Start or End))
            {
                plain.Append(character);
            }
        }

        return plain.ToString();
    }
}
