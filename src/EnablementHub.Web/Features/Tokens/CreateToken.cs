using System.Security.Cryptography;
using EnablementHub.Data;
using EnablementHub.Features.People;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Tokens;

public sealed record TokenRequest
{
    public required int PersonId { get; init; }
    public required string? Name { get; init; }
    public required string? Scope { get; init; }

    /// <summary>Null: until it is revoked.</summary>
    public int? DaysToLive { get; init; }

    /// <summary>Who asks; null for the command line.</summary>
    public int? By { get; init; }
}

/// <param name="Token">Shown this one time; only its hash is kept.</param>
/// <param name="Refusal">Why there is none.</param>
public sealed record TokenOutcome(string? Token, string? Refusal);

/// <summary>Makes a token for a person.</summary>
public sealed class CreateToken(HubDbContext database, TimeProvider time)
{
    private const int MaxTokens = 50;
    private const int MaxDays = 3650;

    public async Task<TokenOutcome> RunAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        var name = request.Name?.Trim() ?? "";
        if (name.Length == 0) return Refuse("Name the token after what uses it, so that you know later what you revoke.");
        if (name.Length > ApiToken.MaxNameLength) return Refuse($"Shorten the name to {ApiToken.MaxNameLength} characters; it has {name.Length}.");
        if (name.Any(char.IsControl)) return Refuse("Take the line breaks and control characters out of the name.");
        if (Scope(request.Scope) is not { } scope) return Refuse("Choose the scope: read, write or admin.");
        if (request.DaysToLive is < 1 or > MaxDays) return Refuse($"Choose an expiry between 1 and {MaxDays} days, or none.");
        return await database.InUnitAsync(token => StoreAsync(request, name, scope, token), outcome => outcome.Refusal is null, cancellationToken);
    }

    private async Task<TokenOutcome> StoreAsync(TokenRequest request, string name, TokenScope scope, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var live = await database.ApiTokens.CountAsync(token => token.PersonId == request.PersonId && token.RevokedAt == null && (token.ExpiresAt == null || token.ExpiresAt > now), cancellationToken);
        if (live >= MaxTokens) return Refuse($"That would be more than {MaxTokens} tokens. Revoke one that isn't used any more.");
        var secret = TokenAccess.Prefix + WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        var row = database.ApiTokens.Add(new ApiToken
        {
            PersonId = request.PersonId,
            Name = name,
            Hash = TokenAccess.Hash(secret),
            Scope = scope,
            CreatedAt = now,
            ExpiresAt = request.DaysToLive is { } days ? now.AddDays(days) : null,
        }).Entity;
        await database.SaveChangesAsync(cancellationToken);
        database.Record(now, request.By, "token.created", PersonAudit.Token, row.Id, $"{name}, {request.Scope}, for person {request.PersonId}");
        await database.SaveChangesAsync(cancellationToken);
        return new TokenOutcome(secret, null);
    }

    public static TokenScope? Scope(string? name) => name switch
    {
        "read" => TokenScope.Read,
        "write" => TokenScope.Write,
        "admin" => TokenScope.Admin,
        _ => null,
    };

    private static TokenOutcome Refuse(string sentence) => new(null, sentence);
}
