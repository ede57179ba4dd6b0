using System.Diagnostics;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
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
        return AnswerAsync(StatusCodes.Status401Unauthorized, "The token doesn't work", "It is wrong, expired or revoked, or its owner is disabled. Create another one in your profile, under API tokens.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer realm=\"EnablementHub\", error=\"insufficient_scope\"";
        return AnswerAsync(StatusCodes.Status403Forbidden, "The token doesn't reach that far", "Its scope or its owner's roles don't include this. A read token sends only safe requests, a write token changes content, an admin token manages people too.");
    }

    private Task AnswerAsync(int status, string title, string detail)
    {
        Response.StatusCode = status;
        var problem = new ProblemDetails { Status = status, Title = title, Detail = detail, Type = $"https://www.rfc-editor.org/rfc/rfc9110#section-15.5.{status - 399}" };
        problem.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? Context.TraceIdentifier;
        return Response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json", Context.RequestAborted);
    }
}
