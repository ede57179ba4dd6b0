using System.Text;

namespace EnablementHub.Features.Search.Engine.Analysis;

internal enum WordTie
{
    None,

    /// <summary>Two terms of one unit.</summary>
    Split,

    /// <summary>One term.</summary>
    Merge,

    /// <summary>The <c>'s</c> of an English genitive, which is dropped.</summary>
    Possessive,
}

/// <summary>Which signs hold words together: <c>24/7</c>, <c>sales-force</c>, <c>1,000</c>, <c>don't</c>.</summary>
internal static class WordTies
{
    /// <summary>The dot of <c>.NET</c>: after a blank or bracket, before a letter.</summary>
    public static bool StartsWord(ReadOnlySpan<char> text, int at) =>
        text[at] == '.'
        && at + 1 < text.Length && char.IsAsciiLetter(text[at + 1])
        && (at == 0 || char.IsWhiteSpace(text[at - 1]) || text[at - 1] is '(' or '[' or '"' or '/' or '“' or '„');

    /// <summary>What the sign at a place does between the part before it and what follows.</summary>
    public static WordTie At(ReadOnlySpan<char> text, int at, int partStart)
    {
        if (at + 1 >= text.Length || at == 0 || text[at] is ' ')
        {
            return WordTie.None;
        }

        Rune.DecodeFromUtf16(text[(at + 1)..], out var next, out _);
        if (TextClasses.Of(next) != TextClass.Word)
        {
            return WordTie.None;
        }

        var part = text[partStart..at];
        switch (text[at])
        {
            case '-' or '\u2010' or '\u2011':
                return part is "e" or "E" && Rune.IsLetter(next) ? WordTie.Merge : WordTie.Split;
            case '/' or '&' or '_' or '@':
                return WordTie.Split;
            case '\'' or '’':
                return part.Length <= 2 ? WordTie.Split : IsPossessive(text, at) ? WordTie.Possessive : WordTie.Merge;
            case '.' when !IsThousands(text, at, part):
                return WordTie.Split;
            case '.' or ',' when IsThousands(text, at, part):
                return WordTie.Merge;
            case ',' or ':' when char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1]):
                return WordTie.Split;
            default:
                return WordTie.None;
        }
    }

    private static bool IsPossessive(ReadOnlySpan<char> text, int at) =>
        text[at + 1] is 's' or 'S' && (at + 2 == text.Length || !char.IsLetterOrDigit(text[at + 2]));

    /// <summary><c>1,000</c> and <c>1.000</c> are one number in one writing or another.</summary>
    private static bool IsThousands(ReadOnlySpan<char> text, int at, ReadOnlySpan<char> part)
    {
        var lastGroup = part[(part.LastIndexOfAny('.', ',') + 1)..];
        return lastGroup.Length is >= 1 and <= 3
            && !lastGroup.ContainsAnyExceptInRange('0', '9')
            && at + 3 < text.Length
            && !text.Slice(at + 1, 3).ContainsAnyExceptInRange('0', '9')
            && (at + 4 == text.Length || !char.IsLetterOrDigit(text[at + 4]));
    }
}
