using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace EnablementHub.Platform.Mvc;

/// <summary>
/// Refuses a body that says itself that it is longer than its endpoint reads. It takes in what is still on its way first: most
/// senders read no answer before they have sent all, and a connection that closes on them shows them a broken pipe in its place.
/// </summary>
internal sealed class BodyLimitFilter : IAsyncAuthorizationFilter
{
    /// <summary>The limits of endpoints are set by filters before this one.</summary>
    public const int AfterSizeLimits = 950;

    /// <summary>Bytes: beyond that a closed connection is the cheaper answer.</summary>
    private const long MaxTakenIn = 64L * 1024 * 1024;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        var limit = http.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (limit is null || http.Request.ContentLength is not { } length || length <= limit.MaxRequestBodySize || limit.MaxRequestBodySize is null) return;
        context.Result = new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
        if (length > MaxTakenIn || limit.IsReadOnly) return;
        limit.MaxRequestBodySize = length;
        await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
    }
}
