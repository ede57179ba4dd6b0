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

    /// <summary>A request that has no answer after this is taken for dead with its node.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    public long Id { get; private set; }

    /// <summary>The token that signed the request, or the person without one.</summary>
    public required string Caller { get; init; }

    public required string Key { get; init; }

    /// <summary>Method and path.</summary>
    public required string Route { get; init; }

    /// <summary>SHA-256 of the body, lower-case hexadecimal.</summary>
    public required string BodyHash { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Until then somebody else's node may be at it.</summary>
    public required DateTimeOffset LeaseUntil { get; set; }

    /// <summary>HTTP status of the answer; null while there is none.</summary>
    public int? Status { get; private set; }

    /// <summary>The answer's body as JSON; empty where it had none.</summary>
    public string Answer { get; private set; } = "";

    public string Location { get; private set; } = "";
    public string Tag { get; private set; } = "";

    public void Complete(int status, string answer, string location, string tag)
    {
        Status = status;
        Answer = answer;
        Location = location;
        Tag = tag;
    }

    internal static void Map(EntityTypeBuilder<IdempotencyRecord> record)
    {
        record.Property(r => r.Caller).HasMaxLength(MaxCallerLength);
        record.Property(r => r.Key).HasMaxLength(MaxKeyLength);
        record.Property(r => r.Route).HasMaxLength(MaxRouteLength);
        record.Property(r => r.BodyHash).HasMaxLength(64);
        record.Property(r => r.Location).HasMaxLength(MaxRouteLength);
        record.Property(r => r.Tag).HasMaxLength(100);
        record.Property(r => r.LeaseUntil).IsConcurrencyToken();
        record.HasIndex(r => new { r.Caller, r.Key }).IsUnique();
        record.HasIndex(r => r.ExpiresAt);
    }
}
