using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Support;

public enum Fault
{
    None,

    /// <summary>503, as a service answers that wants to be asked less.</summary>
    Busy,

    /// <summary>The connection breaks while the request is being sent.</summary>
    CutRequest,

    /// <summary>The request is carried out, and its answer never arrives.</summary>
    LoseAnswer,

    /// <summary>The connection breaks in the middle of the answer's body.</summary>
    CutAnswer,

    /// <summary>No answer for as long as somebody waits.</summary>
    Hang,
}

/// <summary>Stands before a blob server and passes everything on, but for the faults that a test asks for.</summary>
public sealed class FaultyStore : IAsyncDisposable
{
    private static readonly string[] OwnHeaders = ["Host", "Connection", "Transfer-Encoding", "Expect"];
    private readonly HttpClient _server;
    private readonly WebApplication _app;
    private int _requests;

    private FaultyStore(Uri server)
    {
        _server = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = server };
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Which fault befalls a request; gets its number, from 1, since the count was last set to zero.</summary>
    public Func<int, HttpRequest, Fault> Choose { get; set; } = (_, _) => Fault.None;

    public int Requests
    {
        get => _requests;
        set => _requests = value;
    }

    public static async Task<FaultyStore> StartAsync(Uri server)
    {
        var store = new FaultyStore(server);
        await store._app.StartAsync(TestContext.Current.CancellationToken);
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _server.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var fault = Choose(Interlocked.Increment(ref _requests), context.Request);
        switch (fault)
        {
            case Fault.Busy:
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                context.Response.Headers["x-ms-error-code"] = "ServerBusy";
                return;
            case Fault.CutRequest:
                _ = await context.Request.Body.ReadAtLeastAsync(new byte[100], 100, throwOnEndOfStream: false, context.RequestAborted);
                context.Abort();
                return;
            case Fault.Hang:
                var gone = new TaskCompletionSource();
                await using (context.RequestAborted.Register(gone.SetResult)) await gone.Task;
                return;
        }

        using var request = Copy(context.Request);
        using var answer = await _server.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        if (fault == Fault.LoseAnswer)
        {
            context.Abort();
            return;
        }

        await PassOnAsync(answer, context, fault == Fault.CutAnswer);
    }

    private static HttpRequestMessage Copy(HttpRequest request)
    {
        var copy = new HttpRequestMessage(new HttpMethod(request.Method), request.Path.ToUriComponent() + request.QueryString.ToUriComponent());
        if (request.ContentLength is not null) copy.Content = new StreamContent(request.Body);
        foreach (var (name, values) in request.Headers)
        {
            if (OwnHeaders.Contains(name, StringComparer.OrdinalIgnoreCase)) continue;
            if (!copy.Headers.TryAddWithoutValidation(name, values.ToArray())) copy.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        return copy;
    }

    private static async Task PassOnAsync(HttpResponseMessage answer, HttpContext context, bool cut)
    {
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (!OwnHeaders.Contains(name, StringComparer.OrdinalIgnoreCase)) context.Response.Headers[name] = values.ToArray();
        }

        if (context.Request.Method == "HEAD" || answer.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.NotModified) return;
        if (!cut)
        {
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
            return;
        }

        var body = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }
}
