namespace EnablementHub.Platform.Media.Captions;

/// <summary>
/// Reads WebVTT and SRT, also such as tools really write them. It never throws for what a file contains: what cannot be
/// read is left out and named by its line.
/// </summary>
public static class CaptionParser
{
    public const int MaxBytes = 5_000_000;
    public const int MaxCues = 50_000;
    public const int MaxTextLength = 4_000;
    private const int MaxProblems = 20;
    private static readonly string[] SkippedBlocks = ["NOTE", "STYLE", "REGION"];

    /// <summary>Reads at most <see cref="MaxBytes"/>; a longer file gives no cues and a problem.</summary>
    public static async Task<CaptionTrack> ParseAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        var bytes = new byte[MaxBytes + 1];
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return Parse(bytes.AsSpan(0, length));
    }

    public static CaptionTrack Parse(ReadOnlySpan<byte> bytes) =>
        bytes.Length > MaxBytes ? Refuse("The captions are larger than 5 MB.") : ParseText(CaptionText.Decode(bytes));

    public static CaptionTrack Parse(string text) =>
        text.Length > MaxBytes ? Refuse("The captions are larger than 5 MB.") : ParseText(text);

    private static CaptionTrack Refuse(string problem) => new([], [problem]);

    private static CaptionTrack ParseText(string text)
    {
        var lines = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        var problems = new List<string>();
        var cues = new List<CaptionCue>();
        var line = 0;
        while (line < lines.Length && cues.Count < MaxCues)
        {
            if (IsBlockToSkip(lines[line]))
            {
                line = EndOfBlock(lines, line);
            }
            else
            {
                line = CaptionTime.IsTiming(lines[line]) ? ReadCue(lines, line, cues, problems) : line + 1;
            }
        }

        if (cues.Count >= MaxCues)
        {
            problems.Add($"Line {line + 1}: only the first {MaxCues} captions were read.");
        }

        var sorted = cues.OrderBy(cue => cue.Start).ThenBy(cue => cue.End).ToList();
        if (sorted.Count == 0)
        {
            problems.Add("There are no captions in this file. It should be WebVTT (.vtt) or SubRip (.srt), with lines such as 00:01.000 --> 00:04.500.");
        }

        return new CaptionTrack(SpeakerPrefixes.Apply(sorted), Limit(problems));
    }

    private static List<string> Limit(List<string> problems) =>
        problems.Count <= MaxProblems ? problems : [.. problems.Take(MaxProblems), $"There are {problems.Count - MaxProblems} more problems of this kind."];

    private static bool IsBlockToSkip(string line) =>
        SkippedBlocks.Any(name => line.StartsWith(name, StringComparison.Ordinal) && (line.Length == name.Length || char.IsWhiteSpace(line[name.Length])));

    private static int EndOfBlock(string[] lines, int line)
    {
        while (line < lines.Length && !string.IsNullOrWhiteSpace(lines[line]))
        {
            line++;
        }

        return line;
    }

    private static int ReadCue(string[] lines, int timingLine, List<CaptionCue> cues, List<string> problems)
    {
        var end = EndOfText(lines, timingLine + 1);
        var number = timingLine + 1;
        if (CaptionTime.ParseTiming(lines[timingLine]) is not { } times)
        {
            problems.Add($"Line {number}: the times “{Shorten(lines[timingLine].Trim())}” cannot be read; the caption was left out.");
            return end;
        }

        if (times.End < times.Start)
        {
            problems.Add($"Line {number}: the caption ends before it starts; it was left out.");
            return end;
        }

        var text = string.Join('\n', lines[(timingLine + 1)..end]);
        if (text.Length > MaxTextLength)
        {
            problems.Add($"Line {number}: the caption has more than {MaxTextLength} characters and was cut.");
            text = text[..MaxTextLength];
        }

        // Two people in one caption keep its times: where the second begins is not known.
        foreach (var part in SpeakerPrefixes.SplitDialogue(text))
        {
            foreach (var (speaker, words) in CaptionMarkup.Read(part))
            {
                cues.Add(new CaptionCue(times.Start / 1000.0, times.End / 1000.0, speaker, words));
            }
        }

        return end;
    }

    // Tools forget the empty line between captions: the next times end the text, and so does the number before them.
    private static int EndOfText(string[] lines, int line)
    {
        while (line < lines.Length && !string.IsNullOrWhiteSpace(lines[line]) && !CaptionTime.IsTiming(lines[line]))
        {
            if (line + 1 < lines.Length && CaptionTime.IsTiming(lines[line + 1]) && IsNumber(lines[line]))
            {
                break;
            }

            line++;
        }

        return line;
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static bool IsNumber(string line) => line.Trim() is { Length: > 0 and < 10 } text && text.All(char.IsAsciiDigit);
}
