namespace EnablementHub.Features.Usage;

/// <summary>What waits for the usage log's writer.</summary>
internal abstract record UsageEntry;

internal sealed record ItemUsed(DateTimeOffset At, int PersonId, int ItemId, UsageKind Kind) : UsageEntry;

internal sealed record Searched(SearchRecord Search) : UsageEntry;

internal sealed record SearchClicked(Guid SearchId, int PersonId, int ItemId, int Rank) : UsageEntry;

/// <summary>An entry whose sender waits until it is on disk.</summary>
internal abstract record AwaitedEntry : UsageEntry
{
    /// <summary>Called after the commit.</summary>
    internal abstract void Confirm();

    /// <summary>Called when it can never be written.</summary>
    internal abstract void Refuse(Exception reason);
}

internal sealed record SecondsSeen(ProgressReport Report) : AwaitedEntry
{
    private readonly TaskCompletionSource<WatchState> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<WatchState> Done => _done.Task;

    /// <summary>Set while the batch is written; holds once it is committed.</summary>
    internal WatchState? State { get; set; }

    internal override void Confirm() => _done.TrySetResult(State!);

    internal override void Refuse(Exception reason) => _done.TrySetException(reason);
}

/// <summary>Says that everything before it is written.</summary>
internal sealed record FlushMark : AwaitedEntry
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task Done => _done.Task;

    internal override void Confirm() => _done.TrySetResult();

    internal override void Refuse(Exception reason) => _done.TrySetException(reason);
}
