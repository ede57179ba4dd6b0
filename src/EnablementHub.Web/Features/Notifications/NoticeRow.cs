using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Notifications;

/// <summary>A notice for one person.</summary>
public sealed class NoticeRow
{
    public const int MaxKeyLength = 200;
    public const int MaxTextLength = 400;
    public const int MaxAddressLength = 500;

    private NoticeRow()
    {
    }

    public NoticeRow(int personId, Notice notice, DateTimeOffset now)
    {
        if (notice.Key.Length is 0 or > MaxKeyLength) throw new ArgumentException($"A notice's key has 1 to {MaxKeyLength} characters.", nameof(notice));
        if (!IsPath(notice.Address)) throw new ArgumentException($"A notice leads to a path in the hub of at most {MaxAddressLength} characters.", nameof(notice));
        PersonId = personId;
        Kind = notice.Kind;
        Key = notice.Key;
        Text = Shorten(notice.Text);
        Address = notice.Address;
        ItemId = notice.ItemId;
        IsMandatory = notice.Mandatory;
        CreatedAt = now;
    }

    public long Id { get; private set; }
    public int PersonId { get; private set; }
    public NoticeKind Kind { get; private set; }
    public string Key { get; private set; } = "";
    public string Text { get; private set; } = "";
    public string Address { get; private set; } = "";

    /// <summary>Not a foreign key: the notice of an item that was deleted stays, without its words.</summary>
    public int? ItemId { get; private set; }

    public bool IsMandatory { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>When it was decided whether it goes into a mail, and into which; null: it waits.</summary>
    public DateTimeOffset? MailDecidedAt { get; set; }

    private static bool IsPath(string address) =>
        address.Length is > 0 and <= MaxAddressLength && address[0] == '/' && !address.StartsWith("//", StringComparison.Ordinal) && !address.Contains('\\', StringComparison.Ordinal) && !address.Any(char.IsControl);

    private static string Shorten(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= MaxTextLength) return line;
        var end = char.IsHighSurrogate(line[MaxTextLength - 2]) ? MaxTextLength - 2 : MaxTextLength - 1;
        return line[..end] + "…";
    }

    internal static void Map(EntityTypeBuilder<NoticeRow> notice)
    {
        notice.ToTable("Notices");
        notice.Property(n => n.Key).HasMaxLength(MaxKeyLength);
        notice.Property(n => n.Text).HasMaxLength(MaxTextLength);
        notice.Property(n => n.Address).HasMaxLength(MaxAddressLength);
        notice.HasOne<Person>().WithMany().HasForeignKey(n => n.PersonId).OnDelete(DeleteBehavior.Cascade);
        notice.HasIndex(n => new { n.Key, n.PersonId }).IsUnique();
        notice.HasIndex(n => new { n.PersonId, n.Id });
        notice.HasIndex(n => n.CreatedAt);

        // Both hold what waits only, so they stay as small as that.
        notice.HasIndex(n => n.PersonId, "IX_Notices_Unread").HasFilter("ReadAt IS NULL");
        notice.HasIndex(n => n.PersonId, "IX_Notices_Unmailed").HasFilter("MailDecidedAt IS NULL");
    }
}
