namespace EnablementHub.Platform.Media.Probing;

public enum FactsSource
{
    /// <summary>ffprobe read the file.</summary>
    Ffprobe,

    /// <summary>The hub read the header of the container itself, because ffprobe is not installed or gave no answer.</summary>
    Header,

    /// <summary>Nobody could tell.</summary>
    Nobody,
}

/// <summary>What is known of a media file, and from whom.</summary>
/// <param name="DurationSeconds">Null when the file does not say.</param>
/// <param name="Width">Pixels, for video only.</param>
/// <param name="Height">Pixels, for video only.</param>
/// <param name="Container">The name of the format as ffprobe has it, or the family as the hub does.</param>
/// <param name="Problem">A sentence for the sender when the file cannot be used.</param>
public sealed record MediaFacts(
    double? DurationSeconds,
    bool HasVideo,
    bool HasAudio,
    int? Width,
    int? Height,
    string? VideoCodec,
    string? AudioCodec,
    string? Container,
    FactsSource Source,
    string? Problem = null)
{
    internal static MediaFacts Unknown(string? problem = null) =>
        new(null, HasVideo: false, HasAudio: false, null, null, null, null, null, FactsSource.Nobody, problem);

    /// <summary>A sentence that says how the hub knows.</summary>
    public string Explanation => Source switch
    {
        FactsSource.Ffprobe => "Length and streams were read by ffprobe.",
        FactsSource.Header => "ffprobe did not answer, so length and streams come from the header of the file.",
        _ => "The length of the file is not known: ffprobe is not installed, and the file does not say it.",
    };
}
