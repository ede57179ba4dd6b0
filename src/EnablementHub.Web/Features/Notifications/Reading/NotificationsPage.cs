using EnablementHub.Features.Shared.Components;
using EnablementHub.Features.Shared.Components.Items;

namespace EnablementHub.Features.Notifications.Reading;

/// <param name="Text">Null: it is about an item that the person may no longer see.</param>
/// <param name="Trust">The badge of the item that it leads to; null: it leads to none.</param>
public sealed record ShownNotice(long Id, NoticeKind Kind, string? Text, string Address, TrustMark? Trust, DateTimeOffset CreatedAt, bool IsRead);

public sealed record NotificationsPage
{
    public required IReadOnlyList<ShownNotice> Notices { get; init; }
    public required bool UnreadOnly { get; init; }
    public required int Unread { get; init; }
    public required PagerModel Pages { get; init; }

    /// <summary>The newest that the person was shown or could have paged to; what comes later stays unread when all is marked.</summary>
    public required long Newest { get; init; }

    public string UnreadText => Unread >= UnreadCounts.Most ? $"{UnreadCounts.Most - 1}+" : $"{Unread}";
}
