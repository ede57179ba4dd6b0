using System.Globalization;
using System.Text;

namespace EnablementHub.Features.Quizzes.Grading;

/// <summary>When two short texts are the same answer: case, accents, spaces and punctuation around words don't matter.</summary>
public static class Words
{
    public static bool AreSame(string one, string other) => string.Equals(Folded(one), Folded(other), StringComparison.Ordinal);

    public static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKD))
        {
            switch (CharUnicodeInfo.GetUnicodeCategory(c))
            {
                case UnicodeCategory.NonSpacingMark:
                    break;
                case UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter
                    or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherNumber or UnicodeCategory.LetterNumber or UnicodeCategory.MathSymbol or UnicodeCategory.CurrencySymbol:
                    folded.Append(char.ToLowerInvariant(c));
                    break;
                default:
                    if (c == '%') folded.Append(c);
                    else if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
                    break;
            }
        }

        return folded.ToString().TrimEnd();
    }
}
