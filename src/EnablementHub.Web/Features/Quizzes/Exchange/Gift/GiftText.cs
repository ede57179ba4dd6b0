using System.Text;

namespace EnablementHub.Features.Quizzes.Exchange.Gift;

/// <summary>GIFT's own characters and how they are written when they are meant as themselves.</summary>
internal static class GiftText
{
    private const string Own = "~=#{}:";

    /// <summary>Places of Unicode that no text uses stand for escaped characters while a question is taken apart.</summary>
    private const char FirstHidden = '\uE000';
    private const char HiddenBackslash = '\uE020';
    private const char HiddenNewLine = '\uE021';

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text.Replace("->", "→", StringComparison.Ordinal))
        {
            if (c == '\n') escaped.Append("\\n");
            else if (c == '\\' || Own.Contains(c, StringComparison.Ordinal)) escaped.Append('\\').Append(c);
            else escaped.Append(c);
        }

        return escaped.ToString();
    }

    public static string Hide(string text)
    {
        var hidden = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is >= FirstHidden and <= HiddenNewLine) continue;
            if (text[at] != '\\' || at + 1 == text.Length)
            {
                hidden.Append(text[at]);
                continue;
            }

            var next = text[++at];
            if (Own.IndexOf(next, StringComparison.Ordinal) is >= 0 and var own) hidden.Append((char)(FirstHidden + own));
            else if (next == '\\') hidden.Append(HiddenBackslash);
            else if (next == 'n') hidden.Append(HiddenNewLine);
            else hidden.Append('\\').Append(next);
        }

        return hidden.ToString();
    }

    /// <summary>The words as people read them.</summary>
    public static string Show(string hidden)
    {
        var shown = new StringBuilder(hidden.Length);
        foreach (var c in hidden)
        {
            shown.Append(c switch
            {
                HiddenBackslash => '\\',
                HiddenNewLine => '\n',
                >= FirstHidden and < HiddenBackslash when c - FirstHidden < Own.Length => Own[c - FirstHidden],
                _ => c,
            });
        }

        return shown.ToString().Trim();
    }
}
