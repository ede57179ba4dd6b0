namespace EnablementHub.Platform.Media.Captions;

/// <summary>
/// Understands "Anna Berg: text" as who speaks, but only where it is a habit of the file: "Remember: never discount"
/// is something that a seller says.
/// </summary>
internal static class SpeakerPrefixes
{
    private const int MaxWords = 4;
    private const int MaxLength = 40;
    private static readonly string[] Particles = ["de", "van", "von", "der", "den", "da", "del", "di", "la", "of"];

    internal static List<CaptionCue> Apply(List<CaptionCue> cues)
    {
        if (cues.Count == 0 || cues.Any(cue => cue.Speaker is not null))
        {
            return cues;
        }

        var names = cues.Select(cue => NameOf(cue.Text)).ToList();
        var counts = names.OfType<string>().GroupBy(name => name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var isHabit = names.Count(name => name is not null) * 2 >= cues.Count;
        var first = names[0] is { } name && name.Contains(' ', StringComparison.Ordinal) ? name : null;
        return [.. cues.Select((cue, index) => names[index] is { } speaker
            && (isHabit || counts[speaker] > 1 || (index == 0 && string.Equals(first, speaker, StringComparison.Ordinal)))
                ? cue with { Speaker = speaker, Text = cue.Text[(cue.Text.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() }
                : cue)];
    }

    /// <summary>The lines of a caption apart when each of them names its speaker, else the caption as it is.</summary>
    internal static IEnumerable<string> SplitDialogue(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length > 1 && lines.All(line => NameOf(line) is not null) ? lines : [text];
    }

    private static string WithoutMark(string text)
    {
        // Subtitles mark a change of speaker by a dash, broadcast captions by two arrows.
        var mark = text.StartsWith("- ", StringComparison.Ordinal) ? 2 : text.StartsWith(">> ", StringComparison.Ordinal) ? 3 : 0;
        return text[mark..];
    }

    private static string? NameOf(string marked)
    {
        var text = WithoutMark(marked);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon is < 1 or > MaxLength || colon + 1 >= text.Length || text[colon + 1] != ' ' || string.IsNullOrWhiteSpace(text[(colon + 1)..]))
        {
            return null;
        }

        var name = text[..colon];
        var words = name.Split(' ');
        return words.Length <= MaxWords && words.All(LooksLikePartOfName) && char.IsLetter(name[0]) ? name : null;
    }

    private static bool LooksLikePartOfName(string word) =>
        word.Length > 0
        && (!char.IsLower(word[0]) || Particles.Contains(word, StringComparer.Ordinal))
        && word.All(character => char.IsLetterOrDigit(character) || character is '.' or '\'' or '’' or '-' or '#' or '_');
}
