using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnablementHub.Features.Sessions;

/// <summary>
/// A signed-in browser. The cookie carries only a key; the ticket lies here, so that ending the row ends every copy of the cookie.
/// </summary>
public sealed class SignInSession
{
    public int Id { get; private set; }

    /// <summary>SHA-256 of the key in the cookie, so that a stolen database opens no session.</summary>
    public required string KeyHash { get; init; }

    public required int PersonId { get; init; }
    public Person Person { get; private set; } = null!;

    /// <summary>The authentication ticket, protected by the hub's own keys.</summary>
    public required byte[] Ticket { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset LastSeenAt { get; set; }
    public required DateTimeOffset ExpiresAt { get; set; }
    public string UserAgent { get; init; } = "";
    public string Address { get; init; } = "";

    internal static void Map(EntityTypeBuilder<SignInSession> session)
    {
        session.Property(s => s.KeyHash).HasMaxLength(64);
        session.HasIndex(s => s.KeyHash).IsUnique();
        session.Property(s => s.UserAgent).HasMaxLength(300);
        session.Property(s => s.Address).HasMaxLength(60);
        session.HasOne(s => s.Person).WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Cascade);
        session.HasIndex(s => s.ExpiresAt);
    }
}
