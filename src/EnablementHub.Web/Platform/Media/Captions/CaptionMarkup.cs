using System.Net;
using System.Text;

namespace EnablementHub.Platform.Media.Captions;

/// <summary>Takes the markup out of a cue and keeps who says what.</summary>
internal static class CaptionMarkup
{
    internal const int MaxSpeakerLength = 80;

    /// <summary>The pieces of a cue, one for each voice in it, in order.</summary>
    internal static List<(string? Speaker, string Text)> Read(string text)
    {
        var voices = new List<(string? Speaker, string Text)>();
        var piece = new StringBuilder();
        string? speaker = null;
        var position = 0;
        while (position < text.Length)
        {
            if (text.AsSpan(position).StartsWith("{\\") && text.IndexOf('}', position) is > 0 and var styleEnd)
            {
                position = styleEnd + 1;
                continue;
            }

            var tagEnd = text[position] == '<' ? FindTagEnd(text, position) : -1;
            if (tagEnd < 0)
            {
                piece.Append(text[position++]);
                continue;
            }

            var tag = text[(position + 1)..tagEnd];
            position = tagEnd + 1;
            if (ReadVoice(tag) is { } next)
            {
                Add(voices, speaker, piece);
                speaker = next.Length == 0 ? null : next;
            }
            else if (string.Equals(tag, "/v", StringComparison.OrdinalIgnoreCase))
            {
                Add(voices, speaker, piece);
                speaker = null;
            }
        }

        Add(voices, speaker, piece);
        return voices;
    }

    internal static string Clean(string text) => Fold(WebUtility.HtmlDecode(text));

    /// <summary>One line, with single spaces and nothing invisible.</summary>
    internal static string Fold(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character) && !char.IsControl(character) && character is not ('\u200B' or '\u200E' or '\u200F' or '\uFEFF'))
            {
                clean.Append(character);
            }
            else if ((char.IsWhiteSpace(character) || char.IsControl(character)) && clean.Length > 0 && clean[^1] != ' ')
            {
                clean.Append(' ');
            }
        }

        return clean.ToString().TrimEnd();
    }

    // A less-than sign that begins no tag is a word of the speaker: "if a < b".
    private static int FindTagEnd(string text, int start)
    {
        if (start + 1 >= text.Length || !(char.IsAsciiLetterOrDigit(text[start + 1]) || text[start + 1] == '/'))
        {
            return -1;
        }

        var end = text.AsSpan(start + 1).IndexOfAny('>', '<');
        return end >= 0 && text[start + 1 + end] == '>' ? start + 1 + end : -1;
    }

    private static string? ReadVoice(string tag)
    {
        var isVoice = tag.Length > 0 && tag[0] is 'v' or 'V' && (tag.Length == 1 || tag[1] is ' ' or '\t' or '.' or '\n');
        if (!isVoice)
        {
            return null;
        }

        var space = tag.AsSpan().IndexOfAny(' ', '\t', '\n');
        return space < 0 ? "" : Shorten(Clean(tag[space..]));
    }

    private static string Shorten(string speaker) => speaker.Length <= MaxSpeakerLength ? speaker : speaker[..MaxSpeakerLength];

    private static void Add(List<(string? Speaker, string Text)> voices, string? speaker, StringBuilder piece)
    {
        var text = Clean(piece.ToString());
        piece.Clear();
        if (text.Length > 0)
        {
            voices.Add((speaker, text));
        }
    }
}
