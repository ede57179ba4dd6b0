using EnablementHub.Features.Notifications;
using EnablementHub.Features.Shared;

namespace EnablementHub.Features.Archiving;

/// <summary>Tells owners what will be archived. Adds to the caller's unit of work.</summary>
public sealed class ArchiveNotices(Notices notices)
{
    public void Announce(int ownerId, int itemId, string title, DateOnly on) => notices.Tell([ownerId], new Notice
    {
        Kind = NoticeKind.ArchiveAnnounced,
        Key = FormattableString.Invariant($"archive:{itemId}:{on:yyyy-MM-dd}"),
        Text = $"“{title}” goes to the archive on {ReadableTime.Absolute(on)}: nobody has verified or used it for long. Keep it if it is still needed.",
        Address = ArchivingLinks.Queue,
        ItemId = itemId,
    });
}
