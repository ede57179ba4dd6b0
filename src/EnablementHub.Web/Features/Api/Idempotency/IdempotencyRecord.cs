using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Api.Idempotency;

/// <summary>A request that its sender may repeat without a second effect, and what it was answered.</summary>
public sealed class IdempotencyRecord
{
    public const int MaxKeyLength = 200;
    public const int MaxCallerLength = 40;
    public const int MaxRouteLength = 400;

    /// <summary>How long an answer is given again.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public long Id { get; private set; }

    /// <summary>The token that signed the request, or the person without one.</summary>
    public required string Caller { get; init; }

    public required string Key { get; init; }

    /// <summary>Method and path.</summary>
    public required string Route { get; init; }

    /// <summary>SHA-256 of the body, lower-case hexadecimal.</summary>
    public required string BodyHash { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>HTTP status of the answer; below 400, for what was refused changed nothing and may be sent again.</summary>
    public required int Status { get; init; }

    /// <summary>The answer's body as JSON; empty where it had none.</summary>
    public required string Answer { get; init; }

    public string Location { get; init; } = "";
    public string Tag { get; init; } = "";

    internal static void Map(EntityTypeBuilder<IdempotencyRecord> record)
    {
        record.Property(r => r.Caller).HasMaxLength(MaxCallerLength);
        record.Property(r => r.Key).HasMaxLength(MaxKeyLength);
        record.Property(r => r.Route).HasMaxLength(MaxRouteLength);
        record.Property(r => r.BodyHash).HasMaxLength(64);
        record.Property(r => r.Location).HasMaxLength(MaxRouteLength);
        record.Property(r => r.Tag).HasMaxLength(100);
        record.HasIndex(r => new { r.Caller, r.Key }).IsUnique();
        record.HasIndex(r => r.ExpiresAt);
    }
}
