namespace EnablementHub.Features.Search.Engine.Analysis;

/// <summary>The Porter2 algorithm (snowballstem.org/algorithms/english), in place, on folded words.</summary>
internal static class EnglishStemmer
{
    private const string DoubledLetters = "bdfgmnprt";
    private const string LettersBeforeLi = "cdeghkmnrt";

    private static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["skis"] = "ski",
        ["skies"] = "sky",
        ["dying"] = "die",
        ["lying"] = "lie",
        ["tying"] = "tie",
        ["idly"] = "idl",
        ["gently"] = "gentl",
        ["ugly"] = "ugli",
        ["early"] = "earli",
        ["only"] = "onli",
        ["singly"] = "singl",
        ["sky"] = "sky",
        ["news"] = "news",
        ["howe"] = "howe",
        ["atlas"] = "atlas",
        ["cosmos"] = "cosmos",
        ["bias"] = "bias",
        ["andes"] = "andes",
    };

    private static readonly HashSet<string> WholeAfterPlural = new(StringComparer.Ordinal)
    {
        "inning", "outing", "canning", "herring", "earring", "evening", "proceed", "exceed", "succeed",
    };

    private static readonly string[] FixedBeginnings = ["gener", "commun", "arsen", "past", "univers", "later", "emerg", "organ", "inter"];

    private static readonly (string Suffix, string Replacement)[] Step2 = LongestFirst(
        ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("abli", "able"), ("entli", "ent"), ("izer", "ize"), ("ization", "ize"),
        ("ational", "ate"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("aliti", "al"), ("alli", "al"), ("fulness", "ful"),
        ("ousli", "ous"), ("ousness", "ous"), ("iveness", "ive"), ("iviti", "ive"), ("biliti", "ble"), ("bli", "ble"), ("ogi", "og"),
        ("fulli", "ful"), ("lessli", "less"), ("li", ""));

    private static readonly (string Suffix, string Replacement)[] Step3 = LongestFirst(
        ("tional", "tion"), ("ational", "ate"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""), ("ative", ""));

    private static readonly (string Suffix, string Replacement)[] Step4 = LongestFirst(
        ("al", ""), ("ance", ""), ("ence", ""), ("er", ""), ("ic", ""), ("able", ""), ("ible", ""), ("ant", ""), ("ement", ""), ("ment", ""),
        ("ent", ""), ("ism", ""), ("ate", ""), ("iti", ""), ("ous", ""), ("ive", ""), ("ize", ""), ("ion", ""));

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> WholeAfterPluralBySpan = WholeAfterPlural.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> IrregularBySpan = Irregular.GetAlternateLookup<ReadOnlySpan<char>>();

    public static int Stem(Span<char> word)
    {
        if (word.Length <= 2)
        {
            return word.Length;
        }

        if (IrregularBySpan.TryGetValue(word, out var irregular))
        {
            irregular.CopyTo(word);
            return irregular.Length;
        }

        MarkConsonantY(word);
        var (r1, r2) = Regions(word);
        var length = RemovePlural(word);
        if (WholeAfterPluralBySpan.Contains(word[..length]))
        {
            return length;
        }

        length = RemovePastAndParticiple(word, length, r1);
        if (length > 2 && word[length - 1] is 'y' or 'Y' && !IsVowel(word[length - 2]))
        {
            word[length - 1] = 'i';
        }

        length = ApplyStep2(word, length, r1);
        length = ApplyStep3(word, length, r1, r2);
        length = ApplyStep4(word, length, r2);
        length = RemoveLast(word, length, r1, r2);
        word[..length].Replace('Y', 'y');
        return length;
    }

    private static (string, string)[] LongestFirst(params (string Suffix, string Replacement)[] rules) =>
        [.. rules.OrderByDescending(rule => rule.Suffix.Length)];

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    private static void MarkConsonantY(Span<char> word)
    {
        for (var at = 0; at < word.Length; at++)
        {
            if (word[at] == 'y' && (at == 0 || IsVowel(word[at - 1])))
            {
                word[at] = 'Y';
            }
        }
    }

    private static (int R1, int R2) Regions(ReadOnlySpan<char> word)
    {
        var r1 = -1;
        foreach (var beginning in FixedBeginnings)
        {
            if (word.StartsWith(beginning, StringComparison.Ordinal))
            {
                r1 = beginning.Length;
            }
        }

        r1 = r1 < 0 ? RegionAfter(word, 0) : r1;
        return (r1, RegionAfter(word, r1));
    }

    private static int RegionAfter(ReadOnlySpan<char> word, int from)
    {
        for (var at = from + 1; at < word.Length; at++)
        {
            if (!IsVowel(word[at]) && IsVowel(word[at - 1]))
            {
                return at + 1;
            }
        }

        return word.Length;
    }

    private static bool HasVowel(ReadOnlySpan<char> part)
    {
        foreach (var letter in part)
        {
            if (IsVowel(letter))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsWithShortSyllable(ReadOnlySpan<char> word) =>
        word.Length switch
        {
            2 => IsVowel(word[0]) && !IsVowel(word[1]),
            > 2 => !IsVowel(word[^3]) && IsVowel(word[^2]) && !IsVowel(word[^1]) && word[^1] is not ('w' or 'x' or 'Y'),
            _ => false,
        };

    private static int RemovePlural(ReadOnlySpan<char> word)
    {
        if (word.EndsWith("sses"))
        {
            return word.Length - 2;
        }

        if (word.EndsWith("ied") || word.EndsWith("ies"))
        {
            return word.Length - (word.Length > 4 ? 2 : 1);
        }

        var isPlural = word[^1] == 's' && !word.EndsWith("us") && !word.EndsWith("ss") && HasVowel(word[..^2]);
        return isPlural ? word.Length - 1 : word.Length;
    }

    private static int RemovePastAndParticiple(Span<char> word, int length, int r1)
    {
        ReadOnlySpan<char> now = word[..length];
        var eed = now.EndsWith("eedly") ? 5 : now.EndsWith("eed") ? 3 : 0;
        if (eed > 0)
        {
            return length - eed >= r1 ? length - eed + 2 : length;
        }

        var ending = now.EndsWith("ingly") ? 5 : now.EndsWith("edly") ? 4 : now.EndsWith("ing") ? 3 : now.EndsWith("ed") ? 2 : 0;
        if (ending == 0 || !HasVowel(now[..^ending]))
        {
            return length;
        }

        length -= ending;
        now = word[..length];
        if (now.EndsWith("at") || now.EndsWith("bl") || now.EndsWith("iz"))
        {
            word[length] = 'e';
            return length + 1;
        }

        if (length > 1 && now[^1] == now[^2] && DoubledLetters.Contains(now[^1], StringComparison.Ordinal))
        {
            // "add", "egg" and "odd" keep both letters.
            return length == 3 && now[0] is 'a' or 'e' or 'o' ? length : length - 1;
        }

        if (r1 >= length && EndsWithShortSyllable(now))
        {
            word[length] = 'e';
            return length + 1;
        }

        return length;
    }

    private static int ApplyStep2(Span<char> word, int length, int r1)
    {
        foreach (var (suffix, replacement) in Step2)
        {
            ReadOnlySpan<char> now = word[..length];
            if (!EndsWith(now, suffix))
            {
                continue;
            }

            var before = length - suffix.Length;
            var mayApply = before >= r1 && suffix switch
            {
                "ogi" => before > 0 && now[before - 1] == 'l',
                "li" => before > 0 && LettersBeforeLi.Contains(now[before - 1], StringComparison.Ordinal),
                _ => true,
            };
            return mayApply ? Replace(word, before, replacement) : length;
        }

        return length;
    }

    private static int ApplyStep3(Span<char> word, int length, int r1, int r2)
    {
        foreach (var (suffix, replacement) in Step3)
        {
            if (EndsWith(word[..length], suffix))
            {
                var before = length - suffix.Length;
                return before >= (suffix == "ative" ? r2 : r1) ? Replace(word, before, replacement) : length;
            }
        }

        return length;
    }

    private static int ApplyStep4(Span<char> word, int length, int r2)
    {
        foreach (var (suffix, _) in Step4)
        {
            if (EndsWith(word[..length], suffix))
            {
                var before = length - suffix.Length;
                var mayApply = before >= r2 && (suffix != "ion" || before > 0 && word[before - 1] is 's' or 't');
                return mayApply ? before : length;
            }
        }

        return length;
    }

    private static int RemoveLast(ReadOnlySpan<char> word, int length, int r1, int r2)
    {
        var before = length - 1;
        return word[before] switch
        {
            'e' when before >= r2 || before >= r1 && !EndsWithShortSyllable(word[..before]) => before,
            'l' when before >= r2 && before > 0 && word[before - 1] == 'l' => before,
            _ => length,
        };
    }

    private static bool EndsWith(ReadOnlySpan<char> word, string suffix) => word[^1] == suffix[^1] && word.EndsWith(suffix);

    private static int Replace(Span<char> word, int at, string replacement)
    {
        replacement.CopyTo(word[at..]);
        return at + replacement.Length;
    }
}
