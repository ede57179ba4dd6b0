namespace EnablementHub.Platform.Media.Captions;

/// <param name="Start">Seconds from the beginning, exact to the millisecond.</param>
/// <param name="End">Seconds; never before the start.</param>
/// <param name="Speaker">Null when the captions name nobody.</param>
/// <param name="Text">One line without markup.</param>
public sealed record CaptionCue(double Start, double End, string? Speaker, string Text);

/// <param name="Cues">By start, then end, then the order in the file.</param>
/// <param name="Problems">Sentences that name the lines that were left out or put right.</param>
public sealed record CaptionTrack(IReadOnlyList<CaptionCue> Cues, IReadOnlyList<string> Problems)
{
    /// <summary>False when nothing of it can be shown; the problems then say why.</summary>
    public bool IsUsable => Cues.Count > 0;
}
