namespace EnablementHub.Features.Notifications;

/// <summary>Something that people are told in the hub and, if they like, by mail.</summary>
public sealed record Notice
{
    public required NoticeKind Kind { get; init; }

    /// <summary>The same for the same event: nobody is told twice with one key. For example <c>review-due:7:2026-03-10</c>.</summary>
    public required string Key { get; init; }

    /// <summary>One sentence for the person; cut at <see cref="NoticeRow.MaxTextLength"/>.</summary>
    public required string Text { get; init; }

    /// <summary>Where it leads: a path in the hub such as <c>/items/7</c>.</summary>
    public required string Address { get; init; }

    /// <summary>The item that it tells of, if it is about one: who no longer sees the item hears no more of it.</summary>
    public int? ItemId { get; init; }

    /// <summary>Comes by mail whatever the person chose, apart from the day's mail and not counted.</summary>
    public bool Mandatory { get; init; }
}
