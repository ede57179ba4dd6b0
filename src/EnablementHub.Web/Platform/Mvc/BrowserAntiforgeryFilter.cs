using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace EnablementHub.Platform.Mvc;

/// <summary>
/// Every unsafe request needs the antiforgery token, except one signed by an API token: no browser sends that header by
/// itself, so nobody can forge it.
/// </summary>
internal sealed class BrowserAntiforgeryFilter(IAntiforgery antiforgery) : IAsyncAuthorizationFilter, IAntiforgeryPolicy
{
    public const int AfterLimits = 1000;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (!context.IsEffectivePolicy<IAntiforgeryPolicy>(this) || TokenScopes.IsToken(http.User)) return;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method) || HttpMethods.IsTrace(http.Request.Method)) return;
        try
        {
            await antiforgery.ValidateRequestAsync(http);
        }
        catch (AntiforgeryValidationException)
        {
            context.Result = new AntiforgeryValidationFailedResult();
        }
    }
}
