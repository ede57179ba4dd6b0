namespace EnablementHub.Features.Shared.Components.Players;

public enum MediaState
{
    Ready,

    /// <summary>Only the transcript is there.</summary>
    ToCome,

    /// <summary>The store does not have the file any more.</summary>
    Missing,
}

/// <summary>What the player needs; all times in seconds.</summary>
public sealed record MediaPlayerModel
{
    public required int ItemId { get; init; }
    public required string Title { get; init; }
    public required MediaState State { get; init; }

    /// <summary>Id of the element, by which the transcript finds it; two players of one item on a page need two.</summary>
    public string ElementId { get => field ?? $"player-{ItemId}"; init; }
    public int? MediaId { get; init; }
    public string? MediaHref { get; init; }
    public bool HasVideo { get; init; }
    public int? Width { get; init; }
    public int? Height { get; init; }
    public double? DurationSeconds { get; init; }
    public string? CaptionsHref { get; init; }
    public string Language { get; init; } = "en";

    /// <summary>Shown on the stage of sound alone.</summary>
    public string? Speaker { get; init; }
    public string? FirstLine { get; init; }

    /// <summary>The span to play; with an end the player stops there and offers the rest.</summary>
    public double? Start { get; init; }
    public double? End { get; init; }

    /// <summary>Where the person stopped last time; Start goes before it.</summary>
    public double? Resume { get; init; }
    public bool Autoplay { get; init; }

    /// <summary>False on pages with many players: nothing is fetched before somebody plays it.</summary>
    public bool Preload { get; init; } = true;
    public string? ProgressHref { get; init; }

    /// <summary>The item's page, to which the share panel adds start and end.</summary>
    public string? ShareHref { get; init; }
    public string? SearchId { get; init; }
}

/// <param name="Text">May carry the engine's marks.</param>
public sealed record TranscriptCueModel(double Start, double End, string? Speaker, string Text);

/// <param name="Start">Seconds.</param>
/// <param name="Text">May carry the engine's marks.</param>
/// <param name="Href">The item's page at that second.</param>
/// <param name="PlayerHref">The inline player at that second; null where nothing plays yet.</param>
public sealed record CueLinkModel(double Start, string? Speaker, string Text, string Href, string? PlayerHref);
