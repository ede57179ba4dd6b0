using EnablementHub.Data;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Tokens;

/// <summary>Ends a token: here at once, on other nodes within five seconds.</summary>
public sealed class RevokeToken(HubDbContext database, TokenAccess access, TimeProvider time)
{
    /// <param name="tokenId">The token's number.</param>
    /// <param name="ofPerson">Only when it is this person's; null: anyone's, for operators.</param>
    /// <param name="by">Who revokes; null for the command line.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>False when there is no such living token.</returns>
    public async Task<bool> RunAsync(int tokenId, int? ofPerson, int? by, CancellationToken cancellationToken)
    {
        var token = await database.ApiTokens.SingleOrDefaultAsync(t => t.Id == tokenId && t.RevokedAt == null && (ofPerson == null || t.PersonId == ofPerson), cancellationToken);
        if (token is null) return false;
        token.RevokedAt = time.GetUtcNow();
        database.Record(time.GetUtcNow(), by, "token.revoked", PersonAudit.Token, token.Id, token.Name);
        await database.SaveChangesAsync(cancellationToken);
        access.ForgetAll();
        return true;
    }
}
