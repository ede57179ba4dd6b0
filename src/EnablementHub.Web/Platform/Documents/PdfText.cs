using System.Globalization;
using System.Text;

namespace EnablementHub.Platform.Documents;

/// <summary>
/// Text for the fonts that every PDF reader has. They know the letters of Western Europe; others are written with the nearest
/// ones, as passports do, because a font with all letters would have to travel inside every file.
/// </summary>
internal static class PdfText
{
    private static readonly Encoding Latin = CodePagesEncodingProvider.Instance.GetEncoding(1252, new EncoderReplacementFallback(""), DecoderFallback.ExceptionFallback)!;

    private static readonly Dictionary<char, string> Letters = Pairs(
        "ł l Ł L đ d Đ D ħ h Ħ H ŧ t Ŧ T ı i ĸ k ŋ n Ŋ N ə e − - ‐ - ‑ - ≥ >= ≤ <= → -> ← <-",
        "а a б b в v г g д d е e ж zh з z и i й i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ъ ie ы y ь ’ э e ю iu я ia ё e і i ї i є ie ґ g ў u ђ d ј j љ lj њ nj ћ c џ dz",
        "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o");

    /// <summary>Widths of the characters 32 to 126 in thousandths of the size.</summary>
    private static readonly int[] Regular = Widths(
        "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584");

    private static readonly int[] Bold = Widths(
        "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 389 280 389 584");

    /// <summary>The same text in characters that the fonts have; what has no near letter becomes a question mark.</summary>
    public static string Writable(string text)
    {
        var written = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes()) written.Append(Writable(rune));
        return written.ToString();
    }

    public static byte[] Encode(string writable) => Latin.GetBytes(writable);

    /// <param name="writable">From <see cref="Writable(string)"/>.</param>
    /// <param name="size">In points.</param>
    /// <param name="isBold">Which font.</param>
    public static double Width(string writable, double size, bool isBold) => writable.Sum(letter => WidthOf(letter, isBold ? Bold : Regular)) * size / 1000;

    private static string Writable(Rune rune)
    {
        if (Rune.IsControl(rune)) return " ";
        var text = rune.ToString();
        if (Latin.GetByteCount(text) > 0) return text;
        if (text.Length == 1 && Letters.TryGetValue(text[0], out var known)) return known;
        if (text.Length == 1 && Letters.TryGetValue(char.ToLowerInvariant(text[0]), out var lower)) return char.ToUpperInvariant(lower[0]) + lower[1..];
        var bare = string.Concat(text.Normalize(NormalizationForm.FormKD).Where(part => CharUnicodeInfo.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark));
        if (bare == text) return "?";
        return string.Concat(bare.EnumerateRunes().Select(Writable));
    }

    private static int WidthOf(char letter, int[] widths)
    {
        if (letter is >= ' ' and <= '~') return widths[letter - ' '];
        var bare = letter.ToString().Normalize(NormalizationForm.FormD)[0];
        if (bare is >= ' ' and <= '~') return widths[bare - ' '];
        return letter switch { '—' or '…' or '‰' or 'Æ' or 'Œ' => 1000, '’' or '‘' or '·' => 278, '“' or '”' => 500, 'æ' or 'œ' => 944, _ => 611 };
    }

    private static Dictionary<char, string> Pairs(params string[] lists) =>
        lists.SelectMany(list => list.Split(' ').Chunk(2)).ToDictionary(pair => pair[0][0], pair => pair[1]);

    private static int[] Widths(string list) => [.. list.Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
}
