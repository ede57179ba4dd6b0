using System.Security.Claims;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EnablementHub.Platform.Mvc;

/// <summary>A page that nobody has asked for since the start.</summary>
/// <param name="Address">From "/" on, with its query.</param>
/// <param name="Reader">Whom it is for.</param>
internal sealed record ColdPage(string Address, ClaimsPrincipal Reader);

/// <summary>
/// Asks the site's own pages once, from within, before this node says that it is ready: the first page of a kind compiles
/// its view and its queries and so takes ten times as long as the next. A page that fails here would fail for its reader
/// too and is told there; nobody is kept out for it.
/// </summary>
internal sealed partial class PageWarmUp(IServiceScopeFactory scopes, IHttpContextFactory contexts, ILogger<PageWarmUp> log) : IHealthCheck
{
    private readonly TaskCompletionSource<RequestDelegate> _site = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isRunning;

    /// <summary>Stands first in the site, and keeps what comes after it.</summary>
    public RequestDelegate Keep(RequestDelegate site)
    {
        _site.TrySetResult(site);
        return site;
    }

    /// <summary>Not ready from now on until <see cref="End"/>.</summary>
    public void Begin() => _isRunning = true;

    public void End() => _isRunning = false;

    /// <summary>Asks for these pages, one after another, once the site stands.</summary>
    /// <param name="pages">Pages and for whom; one that its reader may not see answers as it does to anybody.</param>
    /// <param name="cancellationToken">Ends it; the pages then stay as cold as they are.</param>
    public async Task OpenAsync(IReadOnlyList<ColdPage> pages, CancellationToken cancellationToken)
    {
        try
        {
            var site = await _site.Task.WaitAsync(cancellationToken);
            foreach (var page in pages)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await AskAsync(site, page, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The start was given up.
        }
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        _isRunning ? HealthCheckResult.Unhealthy("The first pages are being prepared.") : HealthCheckResult.Healthy("Pages are ready."));

    private async Task AskAsync(RequestDelegate site, ColdPage page, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var mark = page.Address.IndexOf('?', StringComparison.Ordinal);
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature
        {
            Method = HttpMethods.Get,
            Scheme = Uri.UriSchemeHttp,
            Protocol = HttpProtocol.Http11,
            Path = mark < 0 ? page.Address : page.Address[..mark],
            QueryString = mark < 0 ? "" : page.Address[mark..],
            Headers = { Host = "localhost", Accept = "text/html", AcceptEncoding = "gzip, br" },
        });
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        features.Set<IServiceProvidersFeature>(new RequestServicesFeature(scope.ServiceProvider));
        features.Set<IHttpRequestLifetimeFeature>(new HttpRequestLifetimeFeature { RequestAborted = cancellationToken });
        var context = contexts.Create(features);
        try
        {
            context.User = page.Reader;
            await site(context);
            LogAsked(log, page.Address, context.Response.StatusCode);
        }
        catch (Exception error)
        {
            // A hub that stops takes from its last page what that needs.
            if (!cancellationToken.IsCancellationRequested) LogFailed(log, error, page.Address);
        }
        finally
        {
            contexts.Dispose(context);
        }
    }

    private sealed class RequestServicesFeature(IServiceProvider services) : IServiceProvidersFeature
    {
        public IServiceProvider RequestServices { get; set; } = services;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Page} was asked for ahead and answered {Status}")]
    private static partial void LogAsked(ILogger log, string page, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Page} could not be prepared ahead")]
    private static partial void LogFailed(ILogger log, Exception error, string page);
}
