using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Notifications.Mailing;

/// <summary>What a person settled about mails. Without a row the defaults hold.</summary>
public sealed class MailSettings
{
    public static readonly TimeOnly DefaultQuietFrom = new(18, 0);
    public static readonly TimeOnly DefaultQuietUntil = new(8, 0);

    public required int PersonId { get; init; }

    /// <summary>Nothing but mandatory mails; what was chosen for each kind is kept.</summary>
    public bool IsOff { get; set; }

    /// <summary>No mail goes from this time of the person's day until <see cref="QuietUntil"/>; equal times: none are quiet.</summary>
    public TimeOnly QuietFrom { get; set; } = DefaultQuietFrom;

    /// <summary>The day's mail goes then.</summary>
    public TimeOnly QuietUntil { get; set; } = DefaultQuietUntil;

    internal static void Map(EntityTypeBuilder<MailSettings> settings)
    {
        settings.HasKey(s => s.PersonId);
        settings.Property(s => s.PersonId).ValueGeneratedNever();
        settings.HasOne<Person>().WithOne().HasForeignKey<MailSettings>(s => s.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>A kind for which a person chose mail or none; the others follow <see cref="NoticeKindFacts.IsMailed"/>.</summary>
public sealed class MailChoice
{
    public required int PersonId { get; init; }
    public required NoticeKind Kind { get; init; }
    public required bool IsWanted { get; set; }

    internal static void Map(EntityTypeBuilder<MailChoice> choice)
    {
        choice.HasKey(c => new { c.PersonId, c.Kind });
        choice.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
