using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.People;
using EnablementHub.Features.Sessions;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Tokens;

public sealed record TokenForm
{
    public string? Name { get; init; }
    public string? Scope { get; init; }

    /// <summary>Days as typed; empty: no expiry.</summary>
    public string? Days { get; init; }
}

public sealed record TokenRow(int Id, string Name, string Scope, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, bool IsExpired);

public sealed record TokensPage
{
    public required IReadOnlyList<TokenRow> Tokens { get; init; }
    public required IReadOnlyList<string> Scopes { get; init; }
    public TokenForm Form { get; init; } = new() { Scope = TokenScopes.Read, Days = "90" };
    public string? Error { get; init; }

    /// <summary>The new token, this one time.</summary>
    public string? Created { get; init; }
}

/// <summary>One's own API tokens. For browsers only, so that no token can make a stronger one.</summary>
[Authorize(AuthenticationSchemes = SessionsFeature.BrowserScheme)]
public sealed class TokensController(HubDbContext database, TimeProvider time) : Controller
{
    [HttpGet("/profile/tokens")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View(await ReadAsync(cancellationToken));

    [HttpPost("/profile/tokens")]
    public async Task<IActionResult> Create([FromForm] TokenForm form, [FromServices] CreateToken create, CancellationToken cancellationToken)
    {
        var days = 0;
        var wrongDays = !string.IsNullOrWhiteSpace(form.Days) && !int.TryParse(form.Days, NumberStyles.None, CultureInfo.InvariantCulture, out days);
        var outcome = wrongDays
            ? new TokenOutcome(null, "Give the expiry as a number of days, or leave it empty.")
            : await create.RunAsync(new TokenRequest { PersonId = User.PersonId(), Name = form.Name, Scope = form.Scope, DaysToLive = string.IsNullOrWhiteSpace(form.Days) ? null : days, By = User.PersonId() }, cancellationToken);
        var page = await ReadAsync(cancellationToken);
        if (outcome.Token is not null)
        {
            Response.Headers.CacheControl = "no-cache, no-store";
            return View(nameof(Index), page with { Created = outcome.Token });
        }

        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View(nameof(Index), page with { Form = form, Error = outcome.Refusal });
    }

    [HttpPost("/profile/tokens/{id:int}/revoke")]
    public async Task<IActionResult> Revoke(int id, [FromServices] RevokeToken revoke, CancellationToken cancellationToken)
    {
        if (!await revoke.RunAsync(id, User.PersonId(), User.PersonId(), cancellationToken)) return NotFound();
        Flash.Say(TempData, new Flash("The token is revoked. What used it is signed out."));
        return RedirectToAction(nameof(Index));
    }

    private async Task<TokensPage> ReadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var tokens = await database.ApiTokens.AsNoTracking().Where(token => token.PersonId == User.PersonId() && token.RevokedAt == null).OrderByDescending(token => token.Id).ToListAsync(cancellationToken);
        string[] scopes = User.Can(Capability.ManagePeople) ? [TokenScopes.Read, TokenScopes.Write, TokenScopes.Admin] : [TokenScopes.Read, TokenScopes.Write];
        return new TokensPage
        {
            Scopes = scopes,
            Tokens = [.. tokens.Select(token => new TokenRow(token.Id, token.Name, TokenAccess.ScopeName(token.Scope), token.CreatedAt, token.ExpiresAt, token.LastUsedAt, token.ExpiresAt <= now))],
        };
    }
}
