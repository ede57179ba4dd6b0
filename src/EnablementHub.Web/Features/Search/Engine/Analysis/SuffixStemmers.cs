namespace EnablementHub.Features.Search.Engine.Analysis;

/// <summary>
/// Stemmers of languages with many endings: the longest known ending that leaves enough of the word is taken away. Case, number and gender only, after
/// Jacques Savoy's light stemmers; in place, on folded words.
/// </summary>
internal static class SuffixStemmers
{
    private static readonly Ending[] PolishEndings = Endings(
        (4, "owie iami iach"),
        (3, "ach ami ego emu owi ich imi ych ymi iem iej iom iow om ow em ej ie ia iu im ym io a e i o u y"));

    private static readonly Ending[] PortuguesePlurals =
    [
        new("oes", 2, "ao"), new("aes", 2, "ao"), new("ais", 2, "al"), new("eis", 2, "el"), new("ois", 2, "ol"), new("res", 3, "r"), new("zes", 3, "z"), new("ns", 2, "m"), new("s", 3, ""),
    ];

    private static readonly Ending[] PortugueseEndings = Endings((3, "a e o"));

    /// <summary>The short i is folded to the long one, and the stressed e to the plain one, before a word comes here.</summary>
    private static readonly Ending[] RussianEndings = Endings(
        (3, "иями оями иям иях оях ями оям ами его ему ими ого ому ыми оев ием иеи"),
        (3, "ая яя ях юю ах ею их ия ию ою ую ям ых ея ам ем еи ев ии им ое ои ом ов ые ыи ым ие ье а е и о у ы я ь ю"));

    private readonly record struct Ending(string Suffix, int Left, string Replacement);

    public static int Polish(Span<char> word) => Remove(word, word.Length, PolishEndings);

    public static int Portuguese(Span<char> word) => Remove(word, Remove(word, word.Length, PortuguesePlurals), PortugueseEndings);

    public static int Russian(Span<char> word)
    {
        var length = Remove(word, word.Length, RussianEndings);
        return length > 3 && word[length - 1] == 'н' && word[length - 2] == 'н' ? length - 1 : length;
    }

    /// <param name="groups">How many letters have to be left, and the endings that it holds for, the longest first.</param>
    private static Ending[] Endings(params (int Left, string Suffixes)[] groups) =>
        [.. groups.SelectMany(group => group.Suffixes.Split(' ').Select(suffix => new Ending(suffix, group.Left, "")))];

    private static int Remove(Span<char> word, int length, Ending[] endings)
    {
        foreach (var (suffix, left, replacement) in endings)
        {
            if (length - suffix.Length >= left && ((ReadOnlySpan<char>)word[..length]).EndsWith(suffix))
            {
                replacement.CopyTo(word[(length - suffix.Length)..]);
                return length - suffix.Length + replacement.Length;
            }
        }

        return length;
    }
}
