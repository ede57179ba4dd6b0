using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using EnablementHub.Data;
using EnablementHub.Features.People;
using EnablementHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Tokens;

/// <summary>
/// Whom a token speaks for. Read anew after three seconds at the latest, so that revoking holds on every node within
/// five; what its person may do comes from <see cref="PersonAccessCache"/>, which keeps the same promise.
/// </summary>
public sealed class TokenAccess(IDbContextFactory<HubDbContext> databases, PersonAccessCache people, TimeProvider time)
{
    public const string Prefix = "hub_";
    private const int MaxLength = 200;
    private static readonly TimeSpan Staleness = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan UseGranularity = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>The person with the token's scope; null when it is wrong, expired or revoked, or its person is disabled.</summary>
    public async Task<ClaimsPrincipal?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (!token.StartsWith(Prefix, StringComparison.Ordinal) || token.Length > MaxLength) return null;
        var hash = Hash(token);
        if (await ReadAsync(hash, cancellationToken) is not { } entry || entry.ExpiresAt <= time.GetUtcNow()) return null;
        if (await people.FindAsync(entry.PersonId, cancellationToken) is not { IsDisabled: false } person) return null;
        await NoteUseAsync(hash, entry, cancellationToken);
        return person.ToPrincipal(BearerHandler.SchemeName, [new Claim(TokenScopes.Claim, entry.Scope), new Claim(TokenScopes.IdClaim, entry.TokenId.ToString(CultureInfo.InvariantCulture))]);
    }

    public void ForgetAll() => _entries.Clear();

    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public static string ScopeName(TokenScope scope) => scope switch
    {
        TokenScope.Admin => TokenScopes.Admin,
        TokenScope.Write => TokenScopes.Write,
        _ => TokenScopes.Read,
    };

    private async Task<Entry?> ReadAsync(string hash, CancellationToken cancellationToken)
    {
        var readAt = time.GetTimestamp();
        if (_entries.TryGetValue(hash, out var known) && time.GetElapsedTime(known.ReadAt, readAt) < Staleness) return known;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var token = await database.ApiTokens.AsNoTracking().SingleOrDefaultAsync(t => t.Hash == hash && t.RevokedAt == null, cancellationToken);
        if (token is null)
        {
            // Wrong tokens are not remembered: there is no end of them.
            _entries.TryRemove(hash, out _);
            return null;
        }

        return _entries[hash] = new Entry(token.Id, token.PersonId, ScopeName(token.Scope), token.ExpiresAt, token.LastUsedAt, readAt);
    }

    /// <summary>Once a minute is exact enough, and spares a write a request.</summary>
    private async Task NoteUseAsync(string hash, Entry entry, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var latest = now - UseGranularity;
        if (entry.LastUsedAt > latest) return;
        _entries[hash] = entry with { LastUsedAt = now };
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.ApiTokens.Where(t => t.Id == entry.TokenId && (t.LastUsedAt == null || t.LastUsedAt <= latest))
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsedAt, now), cancellationToken);
    }

    private sealed record Entry(int TokenId, int PersonId, string Scope, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, long ReadAt);
}
