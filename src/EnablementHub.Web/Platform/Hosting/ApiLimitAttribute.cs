using System.Globalization;
using System.Security.Claims;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Mvc.Filters;

namespace EnablementHub.Platform.Hosting;

/// <summary>Counts the requests of a token, says in the answer's headers how many are left, and refuses those beyond.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ApiLimitAttribute : Attribute, IAsyncResourceFilter, IOrderedFilter
{
    /// <summary>Before a body is read.</summary>
    public int Order => -1000;

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        var taken = http.RequestServices.GetRequiredService<ApiLimits>().Take(ApiCaller.Of(http.User));
        var headers = http.Response.Headers;
        headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"token\";q={taken.Limit};w={ApiLimits.WindowSeconds}");
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"token\";r={taken.Left};t={taken.SecondsToReset}");
        if (!taken.IsRefused)
        {
            await next();
            return;
        }

        headers.RetryAfter = taken.SecondsToReset.ToString(CultureInfo.InvariantCulture);
        context.Result = new ProblemResult(ProblemAnswer.Of(StatusCodes.Status429TooManyRequests) with
        {
            Detail = string.Create(CultureInfo.InvariantCulture, $"A token may send {taken.Limit} requests a minute. Wait {taken.SecondsToReset} seconds, then go on."),
        });
    }
}

internal static class ApiCaller
{
    /// <summary>The token that signed the request, or the person without one.</summary>
    public static string Of(ClaimsPrincipal caller) => caller.FindFirstValue(TokenScopes.IdClaim) is { } token ? "token:" + token : "person:" + caller.FindFirstValue(ClaimTypes.NameIdentifier);
}
