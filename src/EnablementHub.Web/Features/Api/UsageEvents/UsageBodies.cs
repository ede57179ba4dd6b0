using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EnablementHub.Features.Api.Bodies;
using EnablementHub.Features.Usage;
using EnablementHub.Features.Usage.Outside;

namespace EnablementHub.Features.Api.UsageEvents;

/// <summary>What the token's person did elsewhere.</summary>
public sealed record EventsBody : ApiBody
{
    public const int MaxEvents = 500;

    [MaxLength(MaxEvents)]
    public required IReadOnlyList<EventBody> Events { get; init; }
}

/// <summary>One view, play or download.</summary>
public sealed record EventBody : ApiBody
{
    [MaxLength(TakenEvent.MaxClientIdLength), Description("Your own name for it, such as a UUID: sent again, it counts no second time.")]
    public required string Id { get; init; }

    [OneOf("view", "play", "download")]
    public required string Type { get; init; }

    [Description("The item; or its externalId.")]
    public int? ItemId { get; init; }
    public string? ExternalId { get; init; }

    [Description("When it happened, at most 30 days ago; left out: now.")]
    public DateTimeOffset? At { get; init; }

    [MaxLength(ProgressReport.MaxSpans), Description("For plays: pairs of seconds, start and end, such as [[0, 12.5], [40, 61]]. They are merged into what was seen before.")]
    public IReadOnlyList<IReadOnlyList<double>>? Ranges { get; init; }

    [Description("For plays: where the player stands, in seconds.")]
    public double? Position { get; init; }
}

/// <param name="Taken">How many count from now on; they are on disk.</param>
/// <param name="Known">How many were taken before.</param>
/// <param name="Refused">Those that can never be taken, each with its reason.</param>
public sealed record EventsAnswer(int Taken, int Known, IReadOnlyList<RefusedEvent> Refused);

/// <param name="Index">Its place in what was sent, from 0.</param>
public sealed record RefusedEvent(int Index, string Id, string Reason);

/// <param name="Day">In the organisation's time zone.</param>
/// <param name="Viewers">People who looked at it or played it on that day.</param>
/// <param name="Seconds">Seconds played that were not played before in that sitting.</param>
public sealed record UsageDayAnswer(int ItemId, DateOnly Day, int Views, int Plays, int Downloads, int Viewers, double Seconds);
