using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using EnablementHub.Data;
using EnablementHub.Features.People;
using EnablementHub.Platform.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EnablementHub.Features.Sessions;

/// <summary>
/// Keeps tickets in the database; the cookie holds a random key only. A ticket is re-read after three seconds at the
/// latest, so ending a session holds on every node within five.
/// </summary>
public sealed class DatabaseTicketStore(
    IDbContextFactory<HubDbContext> databases,
    IDataProtectionProvider protection,
    IHttpContextAccessor http,
    TimeProvider time,
    IOptions<SessionSettings> options) : ITicketStore
{
    private static readonly TimeSpan Staleness = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SeenGranularity = TimeSpan.FromMinutes(5);
    private static readonly object CurrentKey = new();
    private readonly IDataProtector _protector = protection.CreateProtector("EnablementHub.SignIn.Ticket.v1");
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var now = time.GetUtcNow();
        var request = http.HttpContext?.Request;
        await using var database = await databases.CreateDbContextAsync();
        database.Add(new SignInSession
        {
            KeyHash = Hash(key),
            PersonId = ticket.Principal.PersonId(),
            Ticket = Protect(ticket),
            CreatedAt = now,
            LastSeenAt = now,
            ExpiresAt = ticket.Properties.ExpiresUtc ?? now.AddDays(options.Value.DaysUntilExpiry),
            UserAgent = Shorten(request?.Headers.UserAgent.ToString() ?? "", 300),
            Address = Shorten(http.HttpContext?.Connection.RemoteIpAddress?.ToString() ?? "", 60),
        });
        await database.SaveChangesAsync();
        return key;
    }

    public async Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        var hash = Hash(key);
        var now = time.GetUtcNow();
        var expires = ticket.Properties.ExpiresUtc ?? now.AddDays(options.Value.DaysUntilExpiry);
        var bytes = Protect(ticket);
        await using var database = await databases.CreateDbContextAsync();
        await database.SignInSessions.Where(s => s.KeyHash == hash).ExecuteUpdateAsync(set => set
            .SetProperty(s => s.Ticket, bytes).SetProperty(s => s.ExpiresAt, expires).SetProperty(s => s.LastSeenAt, now));
        _entries.TryRemove(hash, out _);
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        var hash = Hash(key);
        if (http.HttpContext is { } context) context.Items[CurrentKey] = hash;
        if (_entries.TryGetValue(hash, out var entry) && time.GetElapsedTime(entry.ReadAt) < Staleness) return entry.Ticket;
        var now = time.GetUtcNow();
        var readAt = time.GetTimestamp();
        await using var database = await databases.CreateDbContextAsync();
        var session = await database.SignInSessions.AsNoTracking().SingleOrDefaultAsync(s => s.KeyHash == hash && s.ExpiresAt > now);
        if (session is null)
        {
            _entries.TryRemove(hash, out _);
            return null;
        }

        if (now - session.LastSeenAt > SeenGranularity)
            await database.SignInSessions.Where(s => s.Id == session.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, now));
        var ticket = Unprotect(session.Ticket);
        if (ticket is not null) _entries[hash] = new Entry(ticket, readAt, session.Id, session.PersonId);
        return ticket;
    }

    public async Task RemoveAsync(string key)
    {
        var hash = Hash(key);
        _entries.TryRemove(hash, out _);
        await using var database = await databases.CreateDbContextAsync();
        await database.SignInSessions.Where(s => s.KeyHash == hash).ExecuteDeleteAsync();
    }

    /// <summary>Ends one session of a person; false when it isn't theirs or is over already.</summary>
    public async Task<bool> EndAsync(int personId, int sessionId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var ended = await database.SignInSessions.Where(s => s.Id == sessionId && s.PersonId == personId).ExecuteDeleteAsync(cancellationToken);
        ForgetWhere(entry => entry.SessionId == sessionId);
        return ended > 0;
    }

    /// <summary>Ends all sessions of a person but the one with this key hash (null: all).</summary>
    public async Task<int> EndAllAsync(int personId, string? exceptKeyHash, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var ended = await database.SignInSessions.Where(s => s.PersonId == personId && s.KeyHash != exceptKeyHash).ExecuteDeleteAsync(cancellationToken);
        ForgetWhere(entry => entry.PersonId == personId);
        return ended;
    }

    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Drops what this node remembers of a person, after their sessions were ended elsewhere.</summary>
    public void Forget(int personId) => ForgetWhere(entry => entry.PersonId == personId);

    /// <summary>The hash of the session that this request came with; null without one.</summary>
    public static string? CurrentKeyHash(HttpContext context) => context.Items[CurrentKey] as string;

    /// <summary>Drops what this node remembers longer than it may use it; called by the clean-up job.</summary>
    public void Trim() => ForgetWhere(entry => time.GetElapsedTime(entry.ReadAt) > Staleness);

    private void ForgetWhere(Func<Entry, bool> condition)
    {
        foreach (var (hash, entry) in _entries)
        {
            if (condition(entry)) _entries.TryRemove(hash, out _);
        }
    }

    private byte[] Protect(AuthenticationTicket ticket) => _protector.Protect(TicketSerializer.Default.Serialize(ticket));

    /// <summary>Null when the keys were lost, so that people sign in again instead of meeting an error.</summary>
    private AuthenticationTicket? Unprotect(byte[] ticket)
    {
        try
        {
            return TicketSerializer.Default.Deserialize(_protector.Unprotect(ticket));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Shorten(string value, int length) => value.Length > length ? value[..length] : value;

    private sealed record Entry(AuthenticationTicket Ticket, long ReadAt, int SessionId, int PersonId);
}
