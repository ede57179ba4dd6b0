using System.Globalization;
using System.Text;

namespace EnablementHub.Features.Search.Engine.Analysis;

internal enum TextClass
{
    Separator,
    Word,

    /// <summary>Of a script that writes without blanks between words: searched by pairs.</summary>
    Unspaced,

    /// <summary>A sign that is a word of its own, such as an emoji.</summary>
    Symbol,
}

internal static class TextClasses
{
    private static readonly TextClass[] Ascii = [.. Enumerable.Range(0, 128).Select(value => char.IsAsciiLetterOrDigit((char)value) ? TextClass.Word : TextClass.Separator)];

    public static TextClass Of(Rune rune)
    {
        var value = rune.Value;
        if (value < 128)
        {
            return Ascii[value];
        }

        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.UppercaseLetter:
            case UnicodeCategory.LowercaseLetter:
            case UnicodeCategory.TitlecaseLetter:
            case UnicodeCategory.ModifierLetter:
            case UnicodeCategory.OtherLetter:
            case UnicodeCategory.DecimalDigitNumber:
            case UnicodeCategory.LetterNumber:
            case UnicodeCategory.OtherNumber:
            case UnicodeCategory.NonSpacingMark:
            case UnicodeCategory.SpacingCombiningMark:
                return IsUnspaced(value) ? TextClass.Unspaced : TextClass.Word;
            case UnicodeCategory.OtherSymbol:
                return IsSkinToneOrSign(value) ? TextClass.Separator : TextClass.Symbol;
            default:
                return TextClass.Separator;
        }
    }

    /// <summary>True for what belongs to the sign before it, so that a pair never starts with it.</summary>
    public static bool IsMark(Rune rune) =>
        rune.Value >= 0x300 && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>True for one sign (with its marks) of a script without blanks, which is half a pair.</summary>
    public static bool IsSingleUnspaced(string term)
    {
        var signs = 0;
        foreach (var rune in term.EnumerateRunes())
        {
            if (!IsUnspaced(rune.Value))
            {
                return false;
            }

            signs += IsMark(rune) ? 0 : 1;
        }

        return signs == 1;
    }

    public static bool IsRegionalIndicator(int value) => value is >= 0x1F1E6 and <= 0x1F1FF;

    private static bool IsUnspaced(int value) =>
        value is >= 0x2E80 and <= 0x30FF
            or >= 0x31F0 and <= 0x31FF
            or >= 0x3400 and <= 0x4DBF
            or >= 0x4E00 and <= 0x9FFF
            or >= 0xAC00 and <= 0xD7AF
            or >= 0xF900 and <= 0xFAFF
            or >= 0xFF66 and <= 0xFF9F
            or >= 0x20000 and <= 0x3FFFF
            or >= 0x0E00 and <= 0x0EFF
            or >= 0x1000 and <= 0x109F
            or >= 0x1780 and <= 0x17FF;

    private static bool IsSkinToneOrSign(int value) =>
        value is 0xA9 or 0xAE or 0xB0 or 0x2122 or >= 0x1F3FB and <= 0x1F3FF or >= 0x2100 and <= 0x214F or 0xFFFC or 0xFFFD;
}
