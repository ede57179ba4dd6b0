namespace EnablementHub.Platform.Security;

/// <summary>Headers that stand on every answer. No inline script or style anywhere, so the policy has no exception.</summary>
public static class SecurityHeaders
{
    /// <param name="app">Whose answers bear them.</param>
    /// <param name="mediaOrigin">Where recordings come from besides the hub itself.</param>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app, string? mediaOrigin)
    {
        var policy = ContentSecurityPolicy(mediaOrigin is null ? "" : " " + mediaOrigin);
        return app.Use((context, next) => SetAsync(context, next, policy));
    }

    private static string ContentSecurityPolicy(string mediaOrigins) =>
        $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self' blob:{mediaOrigins}; font-src 'self'; " +
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";

    private static Task SetAsync(HttpContext context, RequestDelegate next, string policy)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        return next(context);
    }
}
