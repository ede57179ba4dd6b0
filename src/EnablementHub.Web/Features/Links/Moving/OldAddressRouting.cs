using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Links.Graph;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;

namespace EnablementHub.Features.Links.Moving;

public static class OldAddressRouting
{
    /// <summary>Asked only for addresses that no page has: what stood there before may have moved.</summary>
    public static WebApplication UseOldAddresses(this WebApplication app)
    {
        app.Use(async (context, next) =>
        {
            var isPage = context.GetEndpoint() is null && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method));
            if (!isPage || !context.User.Can(Capability.ReadContent))
            {
                await next(context);
                return;
            }

            var reader = context.User.Reader(context.RequestServices.GetRequiredService<OrganisationClock>().Today);
            var path = LinkTarget.PathOf(context.Request.Path.ToUriComponent());
            if (await context.RequestServices.GetRequiredService<OldAddresses>().FindAsync(path, reader, context.RequestAborted) is not { } there)
            {
                await next(context);
                return;
            }

            // A browser asks again each time, for a move can be taken back.
            context.Response.Headers.CacheControl = "no-cache";
            context.Response.Redirect(there.Path, permanent: there.IsPermanent);
        });
        return app;
    }
}
