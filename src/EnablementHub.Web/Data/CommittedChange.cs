namespace EnablementHub.Data;

/// <summary>A change row as readers see it.</summary>
public sealed record CommittedChange
{
    /// <summary>Grows in the order of commits; only comparable within one database.</summary>
    public required long Position { get; init; }

    public required int ItemId { get; init; }
}
