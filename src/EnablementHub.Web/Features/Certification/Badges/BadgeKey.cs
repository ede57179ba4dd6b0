using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Certification.Badges;

/// <summary>A key (P-256) that signs badges. Its public half is kept for good, so that what it signed can always be checked.</summary>
public sealed class BadgeKey
{
    /// <summary>A number of 32 bytes in base64url.</summary>
    public const int CoordinateLength = 43;

    private const int MaxProtectedLength = 2_000;

    public int Id { get; private set; }

    /// <summary>Thumbprint of the public half (RFC 7638).</summary>
    public required string KeyId { get; init; }
    public required string X { get; init; }
    public required string Y { get; init; }

    /// <summary>The private half, readable only with the hub's own keys.</summary>
    public required string Protected { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    internal static void Map(EntityTypeBuilder<BadgeKey> key)
    {
        key.Property(k => k.KeyId).HasMaxLength(CoordinateLength);
        key.Property(k => k.X).HasMaxLength(CoordinateLength);
        key.Property(k => k.Y).HasMaxLength(CoordinateLength);
        key.Property(k => k.Protected).HasMaxLength(MaxProtectedLength);
        key.HasIndex(k => k.KeyId).IsUnique();
    }
}
