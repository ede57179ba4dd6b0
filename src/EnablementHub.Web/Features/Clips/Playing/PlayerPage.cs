using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Shared.Components.Players;

namespace EnablementHub.Features.Clips.Playing;

/// <summary>A recording with its words, ready to be played.</summary>
public sealed record PlayerPage
{
    public required int ItemId { get; init; }
    public required string Title { get; init; }
    public string Speaker { get; init; } = "";

    /// <summary>Null: captions without a recording.</summary>
    public required int? MediaFileId { get; init; }
    public string ContentType { get; init; } = "";
    public bool HasVideo { get; init; }

    /// <summary>The hub knows the recording, but the store doesn't have it whole.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Seconds; null where nobody could measure it.</summary>
    public double? Duration { get; init; }

    public IReadOnlyList<PlayerCue> Cues { get; init; } = [];
    public bool HasCaptions { get; init; }

    /// <summary>The version that waits for publishing: nothing is counted.</summary>
    public bool IsPreview { get; init; }

    /// <summary>The part to play, in seconds; an end never without a start.</summary>
    public double? Start { get; init; }
    public double? End { get; init; }

    /// <summary>Where the reader stopped; 0 at the beginning or when it was heard to its end.</summary>
    public double Position { get; init; }

    /// <summary>Seconds that the reader has seen of it, each counted once.</summary>
    public double SecondsSeen { get; init; }

    /// <summary>The search whose result is played.</summary>
    public Guid? SearchId { get; init; }

    /// <summary>Folded words to mark in the transcript.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    public bool CanPlay => MediaFileId is not null && !IsMissing;
    public string? MediaUrl => MediaFileId is { } id ? PlayingLinks.Media(id) : null;
    public string? CaptionsUrl => HasCaptions ? PlayingLinks.Captions(ItemId, IsPreview) : null;
    /// <summary>Two players of one item on a page need two names.</summary>
    public string ElementId { get; init; } = "player";

    public string Language { get; init; } = "en";

    /// <summary>A page full of players loads none of them before it is asked to.</summary>
    public bool Preload { get; init; } = true;
    public bool Autoplay { get; init; }
    public string? ShareUrl => IsPreview || !CanPlay ? null : ItemLinks.To(ItemId, Title);
    public string? ProgressUrl => IsPreview || !CanPlay ? null : PlayingLinks.Progress(ItemId);

    /// <summary>A player within a text: without transcript, loaded when asked for.</summary>
    public static PlayerPage Of(ItemCard card, double? start, double? end, int number) => new()
    {
        ItemId = card.Id,
        Title = card.Title,
        Speaker = card.Speaker,
        MediaFileId = card.MediaFileId,
        ContentType = card.ContentType,
        HasVideo = card.HasVideo,
        Duration = card.Duration,
        HasCaptions = card.HasCaptions,
        Language = card.Language,
        Start = start,
        End = end,
        ElementId = FormattableString.Invariant($"player-{card.Id}-{number}"),
        Preload = false,
    };

    public MediaPlayerModel ToPlayer() => new()
    {
        ItemId = ItemId,
        Title = Title,
        State = IsMissing ? MediaState.Missing : CanPlay ? MediaState.Ready : MediaState.ToCome,
        ElementId = ElementId,
        MediaId = MediaFileId,
        MediaHref = MediaUrl,
        HasVideo = HasVideo,
        DurationSeconds = Duration,
        CaptionsHref = CaptionsUrl,
        Language = Language,
        Speaker = FirstCue is { Speaker.Length: > 0 } first ? first.Speaker : Speaker.Length > 0 ? Speaker : null,
        FirstLine = FirstCue?.Text ?? Title,
        Start = Start,
        End = End,
        Resume = Position > 0 ? Position : null,
        Autoplay = Autoplay,
        Preload = Preload,
        ProgressHref = ProgressUrl,
        ShareHref = ShareUrl,
        SearchId = SearchId?.ToString(),
    };

    public IReadOnlyList<TranscriptCueModel> ToTranscript() => [.. Cues.Select(cue => new TranscriptCueModel(cue.Start, cue.End, cue.Speaker, TranscriptWords.Mark(cue.Text, Words)))];

    /// <summary>What is heard first. Its speaker need not be the seller of whom the clip is.</summary>
    private PlayerCue? FirstCue => Cues.FirstOrDefault(cue => !IsOutside(cue));

    private bool IsOutside(PlayerCue cue) => (Start is { } start && cue.End <= start) || (End is { } end && cue.Start >= end);
}

/// <summary>Times in seconds.</summary>
public sealed record PlayerCue(double Start, double End, string Speaker, string Text);

/// <summary>The part of a recording that an address asks for.</summary>
public static class PlaySpan
{
    private const double Longest = 1_000_000;

    /// <summary>Anything that makes no sense is left out rather than refused: people cut links off.</summary>
    public static (double? Start, double? End) Read(string? start, string? end, double? duration)
    {
        var from = Seconds(start);
        var to = Seconds(end);
        if (from >= (duration ?? Longest)) from = null;
        if (to is not null) from ??= 0;
        return to > (from ?? 0) ? (from, to) : (from, null);
    }

    private static double? Seconds(string? text) =>
        double.TryParse(text, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var seconds) && seconds < Longest
            ? Math.Round(seconds, 3)
            : null;
}
