using System.Text;

namespace EnablementHub.Features.Search.Engine.Analysis;

/// <summary>Case, diacritics, ligatures and width taken away, one character at a time, so that places in the text stay known.</summary>
internal static class Folding
{
    private const int TableLength = 0x530;
    private const int CapitalSharpS = 0x1E9E;
    private static readonly string?[] Table = BuildTable();

    /// <summary>Writes the folded form (at most 18 characters, possibly none) and says how long it is.</summary>
    public static int Fold(Rune rune, Span<char> target)
    {
        var value = rune.Value;
        if (value < 0x80)
        {
            target[0] = (char)(value is >= 'A' and <= 'Z' ? value | 0x20 : value);
            return 1;
        }

        var folded = value < TableLength ? Table[value] : null;
        if (folded is null && (value is >= 0x1E00 and < 0x2000 || value is >= 0xFB00 and < 0xFB07 || value is >= 0xFF00 and < 0xFFF0))
        {
            folded = FoldByDecomposition(rune);
        }

        if (value == CapitalSharpS)
        {
            folded = "ss";
        }

        if (folded is not null)
        {
            folded.CopyTo(target);
            return folded.Length;
        }

        return Rune.ToLowerInvariant(rune).EncodeToUtf16(target);
    }

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        Span<char> buffer = stackalloc char[20];
        foreach (var rune in text.EnumerateRunes())
        {
            folded.Append(buffer[..Fold(rune, buffer)]);
        }

        return folded.ToString();
    }

    private static string?[] BuildTable()
    {
        var table = new string?[TableLength];
        for (var value = 0x80; value < TableLength; value++)
        {
            table[value] = Rune.IsValid(value) ? FoldByDecomposition(new Rune(value)) : "";
        }

        foreach (var (letter, folded) in "ßss æae œoe øo đd ðd þth łl ħh ŧt ıi ĸk ŋn ςσ".Split(' ').Select(pair => (pair[0], pair[1..])))
        {
            table[letter] = folded;
            table[char.ToUpperInvariant(letter)] = folded;
        }

        return table;
    }

    private static string FoldByDecomposition(Rune rune)
    {
        if (IsDroppedMark(rune.Value))
        {
            return "";
        }

        var kept = new StringBuilder();
        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (!IsDroppedMark(part.Value))
            {
                kept.Append(Rune.ToLowerInvariant(part));
            }
        }

        // A spacing accent decomposes to a blank, which must not get into a term.
        return kept.ToString().Replace(" ", "", StringComparison.Ordinal);
    }

    /// <summary>Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic, selectors and joiners. Vowel signs of other scripts tell words apart and stay.</summary>
    private static bool IsDroppedMark(int value) =>
        value is >= 0x300 and <= 0x36F
            or >= 0x591 and <= 0x5C7
            or >= 0x610 and <= 0x61A
            or >= 0x64B and <= 0x65F
            or 0x670
            or >= 0x1AB0 and <= 0x1AFF
            or >= 0x1DC0 and <= 0x1DFF
            or >= 0x20D0 and <= 0x20FF
            or >= 0xFE00 and <= 0xFE0F;

    public static bool IsIgnorable(int value) =>
        value is 0xAD or 0x200B or 0x200C or 0x200D or 0x2060 or 0xFEFF || IsDroppedMark(value);
}
