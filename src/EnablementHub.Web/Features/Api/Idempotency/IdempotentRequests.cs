using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EnablementHub.Data;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Mvc;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Mvc.JsonOptions;

namespace EnablementHub.Features.Api.Idempotency;

/// <summary>
/// Does what a POST asks in one unit of work together with the note that it was done, so that the same request sent again, in
/// parallel or after the node died, has no second effect and gets the same answer. What was refused leaves nothing behind.
/// </summary>
public sealed class IdempotentRequests(HubDbContext database, RequestsUnderWay underWay, IOptions<JsonOptions> json, TimeProvider time)
{
    public const string KeyHeader = "Idempotency-Key";
    public const string ReplayHeader = "Idempotent-Replay";

    /// <param name="http">The request; its body has been read.</param>
    /// <param name="body">What was sent; null for none.</param>
    /// <param name="work">Made of the pages' writes. It may run several times.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task<IActionResult> RunAsync(HttpContext http, object? body, Func<CancellationToken, Task<IActionResult>> work, CancellationToken cancellationToken) =>
        GuardAsync(http, body, request => database.InUnitAsync(token => InUnitAsync(http, request, work, token), answer => StatusOf(answer) < 400, cancellationToken), cancellationToken);

    /// <summary>For work that is written elsewhere and may be repeated by itself; only its answer is kept.</summary>
    public Task<IActionResult> RunBesideAsync(HttpContext http, object? body, Func<CancellationToken, Task<IActionResult>> work, CancellationToken cancellationToken) =>
        GuardAsync(http, body, async request =>
        {
            if (request is null) return await work(cancellationToken);
            if (await FindAsync(http, request, cancellationToken) is { } known) return known;
            var answer = await work(cancellationToken);
            if (StatusOf(answer) >= 400) return answer;
            database.Add(Note(http, request, answer));
            await database.SaveChangesAsync(cancellationToken);
            return answer;
        }, cancellationToken);

    private async Task<IActionResult> GuardAsync(HttpContext http, object? body, Func<KeyedRequest?, Task<IActionResult>> runAsync, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!http.Request.Headers.TryGetValue(KeyHeader, out var keys)) return await runAsync(null);
        var key = keys.ToString();
        if (keys.Count > 1 || key.Length is 0 or > IdempotencyRecord.MaxKeyLength || key.Any(letter => letter is < ' ' or > '~'))
            return new ProblemResult(ProblemAnswer.Invalid(KeyHeader, $"{KeyHeader} must be given once, with 1 to {IdempotencyRecord.MaxKeyLength} printable ASCII characters, such as a UUID."));
        var request = new KeyedRequest(ApiCaller.Of(http.User), key, RouteOf(http), HashOf(body));
        if (!underWay.TryBegin(request.Caller, key))
        {
            http.Response.Headers.RetryAfter = "1";
            return new ProblemResult(ProblemAnswer.Of(StatusCodes.Status409Conflict) with { Detail = "The request with this Idempotency-Key is still being worked on. Send it again in a second for its answer." });
        }

        try
        {
            return await runAsync(request);
        }
        finally
        {
            underWay.End(request.Caller, key);
        }
    }

    private async Task<IActionResult> InUnitAsync(HttpContext http, KeyedRequest? request, Func<CancellationToken, Task<IActionResult>> work, CancellationToken cancellationToken)
    {
        if (request is null) return await work(cancellationToken);
        if (await FindAsync(http, request, cancellationToken) is { } known) return known;
        var answer = await work(cancellationToken);
        if (StatusOf(answer) >= 400) return answer;
        database.Add(Note(http, request, answer));
        await database.SaveChangesAsync(cancellationToken);
        return answer;
    }

    /// <summary>What the same key was answered, or that it was another request's.</summary>
    private async Task<IActionResult?> FindAsync(HttpContext http, KeyedRequest request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await database.IdempotencyRecords.Where(record => record.Caller == request.Caller && record.Key == request.Key && record.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
        var record = await database.IdempotencyRecords.AsNoTracking().SingleOrDefaultAsync(record => record.Caller == request.Caller && record.Key == request.Key, cancellationToken);
        if (record is null) return null;
        if (record.BodyHash != request.BodyHash || record.Route != request.Route) return new ProblemResult(ProblemAnswer.Of(StatusCodes.Status422UnprocessableEntity));
        http.Response.Headers[ReplayHeader] = "true";
        if (record.Location.Length > 0) http.Response.Headers.Location = record.Location;
        if (record.Tag.Length > 0) http.Response.Headers.ETag = record.Tag;
        return record.Answer.Length == 0 ? new StatusCodeResult(record.Status) : new ContentResult { StatusCode = record.Status, Content = record.Answer, ContentType = "application/json; charset=utf-8" };
    }

    private IdempotencyRecord Note(HttpContext http, KeyedRequest request, IActionResult answer) => new()
    {
        Caller = request.Caller,
        Key = request.Key,
        Route = request.Route,
        BodyHash = request.BodyHash,
        ExpiresAt = time.GetUtcNow() + IdempotencyRecord.Lifetime,
        Status = StatusOf(answer),
        Answer = answer is ObjectResult { Value: { } value } ? JsonSerializer.Serialize(value, value.GetType(), json.Value.JsonSerializerOptions) : "",
        Location = http.Response.Headers.Location.ToString(),
        Tag = http.Response.Headers.ETag.ToString(),
    };

    private static int StatusOf(IActionResult answer) => answer switch
    {
        ProblemResult problem => problem.Problem.Status,
        ObjectResult value => value.StatusCode ?? StatusCodes.Status200OK,
        StatusCodeResult status => status.StatusCode,
        ContentResult content => content.StatusCode ?? StatusCodes.Status200OK,
        _ => throw new NotSupportedException($"An answer of the type {answer.GetType()} can't be kept."),
    };

    private static string RouteOf(HttpContext http)
    {
        var route = $"{http.Request.Method} {http.Request.Path}";
        return route.Length <= IdempotencyRecord.MaxRouteLength ? route : route[..IdempotencyRecord.MaxRouteLength];
    }

    /// <summary>Of what was understood: blanks and the order of a sender's fields make no other request.</summary>
    private string HashOf(object? body) =>
        Convert.ToHexStringLower(SHA256.HashData(body is null ? [] : Encoding.UTF8.GetBytes(JsonSerializer.Serialize(body, body.GetType(), json.Value.JsonSerializerOptions))));

    private sealed record KeyedRequest(string Caller, string Key, string Route, string BodyHash);
}

/// <summary>Keys whose requests this node is working on. Other nodes wait in the database for each other.</summary>
public sealed class RequestsUnderWay
{
    private readonly ConcurrentDictionary<(string Caller, string Key), bool> _requests = new();

    public bool TryBegin(string caller, string key) => _requests.TryAdd((caller, key), true);

    public void End(string caller, string key) => _requests.TryRemove((caller, key), out _);
}
