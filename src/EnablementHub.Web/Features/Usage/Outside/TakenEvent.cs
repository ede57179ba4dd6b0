using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Usage.Outside;

/// <summary>The sender's own name of an event that was taken, so that it counts once however often it is sent.</summary>
public sealed class TakenEvent
{
    public const int MaxClientIdLength = 100;

    public required int PersonId { get; init; }
    public required string ClientId { get; init; }
    public required DateTimeOffset At { get; init; }

    internal static void Map(EntityTypeBuilder<TakenEvent> taken)
    {
        taken.HasKey(t => new { t.PersonId, t.ClientId });
        taken.Property(t => t.ClientId).HasMaxLength(MaxClientIdLength);
        taken.HasIndex(t => t.At);
    }
}
