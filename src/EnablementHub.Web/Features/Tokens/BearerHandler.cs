using System.Text.Encodings.Web;
using EnablementHub.Platform.Mvc;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace EnablementHub.Features.Tokens;

/// <summary>Signs requests that carry <c>Authorization: Bearer hub_…</c>; says no in the words of RFC 6750 and RFC 9457.</summary>
internal sealed class BearerHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, TokenAccess tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";
    private const string Start = "Bearer ";

    public static bool IsBearer(HttpRequest request) => request.Headers.Authorization.ToString().StartsWith(Start, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsBearer(Request)) return AuthenticateResult.NoResult();
        var token = Request.Headers.Authorization.ToString()[Start.Length..].Trim();
        return await tokens.FindAsync(token, Context.RequestAborted) is { } person
            ? AuthenticateResult.Success(new AuthenticationTicket(person, SchemeName))
            : AuthenticateResult.Fail("The token is wrong, expired or revoked.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer realm=\"EnablementHub\", error=\"invalid_token\", error_description=\"The token is wrong, expired or revoked.\"";
        return (ProblemAnswer.Of(StatusCodes.Status401Unauthorized) with { Detail = "The token is wrong, expired or revoked, or its owner is disabled. Create another one in your profile, under API tokens." }).WriteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer realm=\"EnablementHub\", error=\"insufficient_scope\"";
        return ProblemAnswer.Of(StatusCodes.Status403Forbidden).WriteAsync(Context);
    }
}
