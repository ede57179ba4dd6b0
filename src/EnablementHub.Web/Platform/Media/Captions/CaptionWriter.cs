using System.Text;

namespace EnablementHub.Platform.Media.Captions;

/// <summary>Writes WebVTT that every browser reads, with speakers as voices.</summary>
public static class CaptionWriter
{
    public const string ContentType = "text/vtt; charset=utf-8";

    public static string Write(IEnumerable<CaptionCue> cues)
    {
        var text = new StringBuilder("WEBVTT\n");
        foreach (var cue in cues)
        {
            text.Append('\n').Append(CaptionTime.Format(cue.Start)).Append(" --> ").Append(CaptionTime.Format(cue.End)).Append('\n');
            if (!string.IsNullOrWhiteSpace(cue.Speaker))
            {
                text.Append("<v ").Append(Escape(cue.Speaker)).Append('>');
            }

            text.Append(Escape(cue.Text)).Append('\n');
        }

        return text.ToString();
    }

    // Line breaks are folded because an empty line would end the cue.
    private static string Escape(string text) => CaptionMarkup.Fold(text)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
