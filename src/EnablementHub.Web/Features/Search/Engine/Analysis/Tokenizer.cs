using System.Buffers;
using System.Text;

namespace EnablementHub.Features.Search.Engine.Analysis;

/// <summary>
/// Cuts a text into folded terms. The same rules serve items, questions and the marking of what is shown. One instance serves one text at a time
/// and keeps its buffers for the next.
/// </summary>
internal sealed class Tokenizer
{
    public const int LongestTerm = 48;
    private const int LongestJoined = 40;
    private const int MostJoinedTokens = 4;

    private static readonly SearchValues<char> AsciiWord = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private readonly List<Token> _tokens = [];
    private readonly List<JoinedUnit> _joined = [];
    private readonly TermBuffer _terms = new();
    private int _unit;

    public List<Token> Tokens => _tokens;

    public List<JoinedUnit> Joined => _joined;

    public ReadOnlySpan<char> Term(in Token token) => _terms.Slice(token.TermStart, token.TermLength);

    public ReadOnlySpan<char> Term(in JoinedUnit joined) => _terms.Slice(joined.TermStart, joined.TermLength);

    /// <param name="asQuestion">A question leaves out the last single sign of unspaced text, which an item keeps so that every sign starts a term.</param>
    public void Read(ReadOnlySpan<char> text, bool asQuestion = false)
    {
        _tokens.Clear();
        _joined.Clear();
        _terms.Clear();
        _unit = 0;
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsAsciiLetterOrDigit(text[at]))
            {
                at = ReadUnit(text, at, at);
                continue;
            }

            Rune.DecodeFromUtf16(text[at..], out var rune, out var length);
            switch (TextClasses.Of(rune))
            {
                case TextClass.Word:
                    at = ReadUnit(text, at, at);
                    break;
                case TextClass.Unspaced:
                    at = ReadUnspaced(text, at, asQuestion);
                    break;
                case TextClass.Symbol:
                    at = ReadSymbol(text, at, rune, length);
                    break;
                default:
                    at = WordTies.StartsWord(text, at) ? ReadUnit(text, at, at + 1) : at + length;
                    break;
            }
        }
    }

    /// <summary>Words with what ties them: <c>24/7</c>, <c>S/4HANA</c>, <c>sales-force</c>, <c>R&amp;D</c>, <c>asp.net</c>.</summary>
    private int ReadUnit(ReadOnlySpan<char> text, int start, int wordAt)
    {
        _unit++;
        var firstToken = _tokens.Count;
        var partStart = start;
        var termStart = _terms.Length;
        if (wordAt > start)
        {
            _terms.Append(".");
        }

        var at = ReadWord(text, wordAt);
        while (true)
        {
            var tie = WordTies.At(text, at, partStart);
            if (tie == WordTie.Merge)
            {
                at = ReadWord(text, at + 1);
                continue;
            }

            at = ReadSuffix(text, at, termStart);
            AddToken(partStart, at, termStart);
            if (tie == WordTie.Possessive)
            {
                at += 2;
                tie = WordTies.At(text, at, at);
            }

            // A sign such as the plus of "C++" ends the part, so what ties it to the next stands behind it.
            if (tie != WordTie.Split && WordTies.At(text, at, partStart) != WordTie.Split)
            {
                break;
            }

            partStart = at + 1;
            termStart = _terms.Length;
            at = ReadWord(text, partStart);
        }

        AddJoined(firstToken);
        return at;
    }

    private int ReadWord(ReadOnlySpan<char> text, int at)
    {
        Span<char> folded = stackalloc char[20];
        while (at < text.Length)
        {
            var letters = text[at..].IndexOfAnyExcept(AsciiWord);
            letters = letters < 0 ? text.Length - at : letters;
            if (letters > 0)
            {
                _terms.AppendAscii(text.Slice(at, letters));
                at += letters;
                continue;
            }

            // Most words end here, at a blank or a point.
            if (text[at] < 0x80)
            {
                break;
            }

            Rune.DecodeFromUtf16(text[at..], out var rune, out var length);
            if (!Folding.IsIgnorable(rune.Value))
            {
                if (TextClasses.Of(rune) != TextClass.Word)
                {
                    break;
                }

                _terms.Append(folded[..Folding.Fold(rune, folded)]);
            }

            at += length;
        }

        return at;
    }

    /// <summary>The signs of <c>C++</c>, <c>C#</c> and <c>A+</c>, which tell short names apart.</summary>
    private int ReadSuffix(ReadOnlySpan<char> text, int at, int termStart)
    {
        if (_terms.Length - termStart > 2 || at >= text.Length || text[at] is not ('+' or '#'))
        {
            return at;
        }

        var end = at;
        while (end < text.Length && end < at + 2 && text[end] == text[at])
        {
            end++;
        }

        if (end < text.Length && char.IsLetterOrDigit(text[end]))
        {
            return at;
        }

        _terms.Append(text[at..end]);
        return end;
    }

    private int ReadSymbol(ReadOnlySpan<char> text, int at, Rune rune, int length)
    {
        _unit++;
        var termStart = _terms.Length;
        var end = at + length;
        _terms.Append(text[at..end]);
        if (TextClasses.IsRegionalIndicator(rune.Value) && end < text.Length)
        {
            Rune.DecodeFromUtf16(text[end..], out var second, out var secondLength);
            if (TextClasses.IsRegionalIndicator(second.Value))
            {
                _terms.Append(text.Slice(end, secondLength));
                end += secondLength;
            }
        }

        AddToken(at, end, termStart);
        return end;
    }

    /// <summary>Pairs of neighbouring signs; with one sign alone at the end of an item's run.</summary>
    private int ReadUnspaced(ReadOnlySpan<char> text, int at, bool asQuestion)
    {
        _unit++;
        var signs = new List<(int Start, int End)>();
        while (at < text.Length)
        {
            Rune.DecodeFromUtf16(text[at..], out var rune, out var length);
            if (signs.Count > 0 && (TextClasses.IsMark(rune) || Folding.IsIgnorable(rune.Value)))
            {
                signs[^1] = (signs[^1].Start, at + length);
            }
            else if (TextClasses.Of(rune) == TextClass.Unspaced)
            {
                signs.Add((at, at + length));
            }
            else
            {
                break;
            }

            at += length;
        }

        for (var sign = 0; sign < signs.Count; sign++)
        {
            var isLast = sign == signs.Count - 1;
            if (isLast && asQuestion && sign > 0)
            {
                break;
            }

            var end = isLast ? signs[sign].End : signs[sign + 1].End;
            var termStart = _terms.Length;
            ReadSigns(text, signs[sign].Start, end);
            AddToken(signs[sign].Start, end, termStart);
        }

        return at;
    }

    private void ReadSigns(ReadOnlySpan<char> text, int at, int end)
    {
        Span<char> folded = stackalloc char[20];
        while (at < end)
        {
            Rune.DecodeFromUtf16(text[at..end], out var rune, out var length);
            if (!Folding.IsIgnorable(rune.Value))
            {
                _terms.Append(folded[..Folding.Fold(rune, folded)]);
            }

            at += length;
        }
    }

    private void AddToken(int start, int end, int termStart)
    {
        var length = Math.Min(_terms.Length - termStart, LongestTerm);
        if (length > 0 && char.IsHighSurrogate(_terms.Slice(termStart, length)[^1]))
        {
            length--;
        }

        if (length > 0)
        {
            _tokens.Add(new Token(start, end, termStart, length, _unit));
        }
    }

    private void AddJoined(int firstToken)
    {
        var count = _tokens.Count - firstToken;
        if (count < 2 || count > MostJoinedTokens)
        {
            return;
        }

        var termStart = _terms.Length;
        for (var token = firstToken; token < firstToken + count; token++)
        {
            _terms.Append(Term(_tokens[token]));
        }

        if (_terms.Length - termStart <= LongestJoined)
        {
            _joined.Add(new JoinedUnit(firstToken, count, termStart, _terms.Length - termStart));
        }
    }
}
