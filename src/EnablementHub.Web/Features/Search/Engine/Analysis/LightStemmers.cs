namespace EnablementHub.Features.Search.Engine.Analysis;

/// <summary>Stemmers that take away number, gender and case only, after Jacques Savoy's light stemmers; in place, on folded words.</summary>
internal static class LightStemmers
{
    public static int German(Span<char> word)
    {
        var length = FoldGermanDigraphs(word);
        ReadOnlySpan<char> letters = word;
        if (length > 5 && letters[..length].EndsWith("ern"))
        {
            length -= 3;
        }
        else if (length > 4 && letters[length - 2] == 'e' && letters[length - 1] is 'm' or 'n' or 'r' or 's')
        {
            length -= 2;
        }
        else if (length > 3 && letters[length - 1] == 'e')
        {
            length--;
        }
        else if (length > 3 && letters[length - 1] == 's' && MayStandBeforeGermanS(letters[length - 2]))
        {
            length--;
        }

        if (length > 5 && letters[..length].EndsWith("est"))
        {
            return length - 3;
        }

        if (length > 4 && letters[length - 2] == 'e' && letters[length - 1] is 'r' or 'n')
        {
            return length - 2;
        }

        return length > 4 && letters[..length].EndsWith("st") && MayStandBeforeGermanS(letters[length - 3]) ? length - 2 : length;
    }

    public static int Spanish(Span<char> word)
    {
        if (word.Length < 5)
        {
            return word.Length;
        }

        if (word[^1] is 'o' or 'a' or 'e')
        {
            return word.Length - 1;
        }

        ReadOnlySpan<char> letters = word;
        if (letters.EndsWith("eses"))
        {
            return word.Length - 2;
        }

        if (letters.EndsWith("ces"))
        {
            word[^3] = 'z';
            return word.Length - 2;
        }

        return word[^1] == 's' && word[^2] is 'o' or 'a' or 'e' ? word.Length - 2 : word.Length;
    }

    private static readonly (string Suffix, int LongerThan, string Replacement)[] FrenchRules =
    [
        ("issement", 9, "ir"), ("issant", 8, "ir"), ("ivement", 8, "if"), ("ement", 6, ""), ("ficatrice", 11, "fier"), ("ficateur", 10, "fier"),
        ("catrice", 9, "quer"), ("cateur", 8, "quer"), ("atrice", 8, "er"), ("ateur", 7, "er"), ("trice", 6, "teur"), ("ieme", 5, ""),
        ("teuse", 7, "ter"), ("teur", 6, "ter"), ("euse", 5, "eu"), ("ere", 8, "er"), ("ive", 7, "if"), ("folle", 4, "fou"), ("molle", 4, "mou"),
        ("nnelle", 9, "n"), ("nnel", 9, "n"), ("ique", 8, ""), ("esse", 8, "e"), ("inage", 7, "in"), ("isation", 9, ""), ("isateur", 9, ""),
        ("ation", 8, ""), ("ition", 8, ""),
    ];

    public static int French(Span<char> word)
    {
        var length = word.Length;
        if (length > 5 && word[^1] == 'x')
        {
            if (((ReadOnlySpan<char>)word).EndsWith("aux") && word[^4] != 'e')
            {
                word[^2] = 'l';
            }

            length--;
        }
        else if (length > 3 && word[^1] is 's' or 'x')
        {
            length--;
        }

        foreach (var (suffix, longerThan, replacement) in FrenchRules)
        {
            if (length > longerThan && ((ReadOnlySpan<char>)word[..length]).EndsWith(suffix))
            {
                length -= suffix.Length;
                replacement.CopyTo(word[length..]);
                length += replacement.Length;
                break;
            }
        }

        return NormalizeFrenchEnd(word, length);
    }

    private static int NormalizeFrenchEnd(Span<char> word, int length)
    {
        if (length <= 4)
        {
            return length;
        }

        var kept = 1;
        for (var at = 1; at < length; at++)
        {
            if (word[at] != word[kept - 1] || char.IsAsciiDigit(word[at]))
            {
                word[kept++] = word[at];
            }
        }

        length = kept;
        if (length > 4 && word[length - 2] == 'i' && word[length - 1] == 'e')
        {
            length -= 2;
        }

        if (length > 4 && word[length - 1] == 'r')
        {
            length--;
        }

        while (length > 4 && word[length - 1] == 'e')
        {
            length--;
        }

        return length;
    }

    /// <summary><c>Mueller</c> is <c>Müller</c>, whose dots are already folded away; <c>neue</c> and <c>quer</c> keep their vowels.</summary>
    private static int FoldGermanDigraphs(Span<char> word)
    {
        var kept = 0;
        for (var at = 0; at < word.Length; at++)
        {
            var isSecondOfPair = word[at] == 'e' && kept > 0 && word[kept - 1] is 'a' or 'o' or 'u'
                && word[at] == 'e' && (kept == 1 || word[kept - 2] is not ('a' or 'e' or 'i' or 'o' or 'u' or 'y' or 'q'));
            if (!isSecondOfPair)
            {
                word[kept++] = word[at];
            }
        }

        return kept;
    }

    private static bool MayStandBeforeGermanS(char letter) => letter is 'b' or 'd' or 'f' or 'g' or 'h' or 'k' or 'l' or 'm' or 'n' or 't';
}
