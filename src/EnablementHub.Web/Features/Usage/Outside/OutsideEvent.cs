namespace EnablementHub.Features.Usage.Outside;

/// <summary>What a person did with an item, as another system saw it.</summary>
public sealed record OutsideEvent
{
    /// <summary>Age beyond which nothing is taken: the names of older ones are forgotten.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(30);

    /// <summary>The sender's own name of it.</summary>
    public required string ClientId { get; init; }
    public required int ItemId { get; init; }
    public required UsageKind Kind { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>What was seen, for plays: they count as the player's own reports do.</summary>
    public ProgressReport? Report { get; init; }
}

internal sealed record EventsTaken(int SenderId, IReadOnlyList<OutsideEvent> Events) : AwaitedEntry
{
    private readonly TaskCompletionSource<IReadOnlyList<string>> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<IReadOnlyList<string>> Done => _done.Task;

    /// <summary>Set while the batch is written; holds once it is committed.</summary>
    internal List<string> Known { get; } = [];

    internal override void Confirm() => _done.TrySetResult(Known);

    internal override void Refuse(Exception reason) => _done.TrySetException(reason);
}
