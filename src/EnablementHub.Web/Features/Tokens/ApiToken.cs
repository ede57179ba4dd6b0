using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Tokens;

public enum TokenScope
{
    Read = 1,
    Write = 2,
    Admin = 3,
}

/// <summary>A bearer token of a person for scripts and other systems. Only its hash is kept.</summary>
public sealed class ApiToken
{
    public const int MaxNameLength = 80;

    public int Id { get; private set; }
    public required int PersonId { get; init; }
    public Person Person { get; private set; } = null!;
    public required string Name { get; init; }

    /// <summary>SHA-256 of the token, lower-case hexadecimal.</summary>
    public required string Hash { get; init; }

    public required TokenScope Scope { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From then on it opens nothing; null: it stays until it is revoked.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }

    internal static void Map(EntityTypeBuilder<ApiToken> token)
    {
        token.Property(t => t.Name).HasMaxLength(MaxNameLength);
        token.Property(t => t.Hash).HasMaxLength(64);
        token.HasIndex(t => t.Hash).IsUnique();
        token.HasOne(t => t.Person).WithMany().HasForeignKey(t => t.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
