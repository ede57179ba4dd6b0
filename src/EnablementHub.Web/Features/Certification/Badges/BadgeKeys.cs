using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Certification.Badges;

/// <summary>A key as it signs: its name and the private half, which the caller disposes.</summary>
public sealed record OpenBadgeKey(string KeyId, ECDsa Key) : IDisposable
{
    public void Dispose() => Key.Dispose();
}

/// <summary>Opens the keys that sign badges. The newest one that this hub can read signs; all of them are published.</summary>
public sealed class BadgeKeys(HubDbContext database, IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("EnablementHub.Certification.BadgeKey.v1");

    /// <returns>Null: there is none yet; the job makes the first one within seconds.</returns>
    public async Task<OpenBadgeKey?> NewestAsync(CancellationToken cancellationToken)
    {
        foreach (var key in await database.BadgeKeys.AsNoTracking().OrderByDescending(key => key.Id).ToListAsync(cancellationToken))
        {
            try
            {
                var opened = ECDsa.Create();
                opened.ImportPkcs8PrivateKey(_protector.Unprotect(Base64Url.DecodeFromChars(key.Protected)), out _);
                return new OpenBadgeKey(key.KeyId, opened);
            }
            catch (CryptographicException)
            {
                // The hub's own keys were replaced; an older key of badges won't open either, but the next one that is made will.
            }
        }

        return null;
    }

    public async Task<IReadOnlyList<BadgeKey>> AllAsync(CancellationToken cancellationToken) => await database.BadgeKeys.AsNoTracking().OrderByDescending(key => key.Id).ToListAsync(cancellationToken);

    internal BadgeKey Make(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var (x, y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        return new BadgeKey
        {
            KeyId = Thumbprint(x, y),
            X = x,
            Y = y,
            Protected = Base64Url.EncodeToString(_protector.Protect(key.ExportPkcs8PrivateKey())),
            CreatedAt = now,
        };
    }

    /// <summary>RFC 7638: the hash of the public half with its members in alphabetical order.</summary>
    private static string Thumbprint(string x, string y) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""")));
}

/// <summary>Makes a new key that signs from now on.</summary>
public sealed class MakeBadgeKey(HubDbContext database, BadgeKeys keys, OrganisationClock clock)
{
    /// <param name="personId">Null for the hub itself.</param>
    public async Task RunAsync(int? personId, CancellationToken cancellationToken = default)
    {
        database.ChangeTracker.Clear();
        var key = keys.Make(clock.Now);
        database.Add(key);
        database.LogAudit(personId, "certification.key-made", "badge-key", null, clock.Now, key.KeyId);
        await database.SaveChangesAsync(cancellationToken);
    }
}
