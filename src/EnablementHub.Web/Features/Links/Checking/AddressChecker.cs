using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EnablementHub.Features.Links.Checking;

/// <summary>Asks whether a web address still answers: politely, over at most five redirects, each looked at like the first address.</summary>
public sealed class AddressChecker(HttpClient http, TimeProvider time) : IDisposable
{
    public const int MaxRedirects = 5;
    public static readonly TimeSpan MaxAnswerTime = TimeSpan.FromSeconds(10);
    private const int MaxRobotsLength = 500_000;
    private const int MaxSitesRemembered = 10_000;
    private static readonly TimeSpan RobotsHoldFor = TimeSpan.FromHours(24);
    private readonly ConcurrentDictionary<string, (RobotsFile File, DateTimeOffset At)> _robots = new(StringComparer.OrdinalIgnoreCase);

    public Task<CheckedAddress> CheckAsync(string url, CancellationToken cancellationToken) => CheckAsync(url, HostTurns.Alone(), cancellationToken);

    /// <param name="url">Of the web.</param>
    /// <param name="turns">Shared by all that ask at the same time.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public async Task<CheckedAddress> CheckAsync(string url, HostTurns turns, CancellationToken cancellationToken)
    {
        try
        {
            return await FollowAsync(new Uri(url), turns, cancellationToken);
        }
        catch (Exception error) when (Inner<PrivateAddressException>(error) is not null)
        {
            return new CheckedAddress(CheckOutcome.Refused, "It lies in a private network, where the hub doesn't look.");
        }
        catch (Exception error) when (Inner<SocketException>(error) is { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData })
        {
            return new CheckedAddress(CheckOutcome.Failed, "Its host is unknown.") { IsUnresolved = true };
        }
        catch (Exception error) when (error is HttpRequestException or IOException or UriFormatException or InvalidOperationException)
        {
            return new CheckedAddress(CheckOutcome.Failed, Inner<System.Security.Authentication.AuthenticationException>(error) is null ? "Its server can't be reached." : "Its certificate isn't valid.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new CheckedAddress(CheckOutcome.Failed, "Its server didn't answer in time.");
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<CheckedAddress> FollowAsync(Uri start, HostTurns turns, CancellationToken cancellationToken)
    {
        var way = new Way(start, start, true, 0);
        while (true)
        {
            // Held as long as the way stays at this host; the next one has a turn of its own.
            using var turn = await turns.TakeAsync(way.At.IdnHost, cancellationToken);
            if (turn is null) return new CheckedAddress(CheckOutcome.Later, "Its server asks to come back later.");
            var (found, next) = await AskHostAsync(start, way, cancellationToken);
            if (found?.Outcome == CheckOutcome.Later) turns.Rest(way.At.IdnHost);
            if (found is not null) return found;
            way = next;
        }
    }

    /// <returns>What was found; null: the way goes on at another host.</returns>
    private async Task<(CheckedAddress? Found, Way Next)> AskHostAsync(Uri start, Way way, CancellationToken cancellationToken)
    {
        for (var host = way.At.IdnHost; way.At.IdnHost == host;)
        {
            if (await RobotsAsync(way.At, cancellationToken) is not { } robots) return (new CheckedAddress(CheckOutcome.Failed, "Its server answers everything with an error."), way);
            if (!robots.Allows(way.At)) return (new CheckedAddress(CheckOutcome.Refused, $"The robots file of {way.At.Host} asks programs to stay away."), way);
            using var answer = await AskAsync(way.At, cancellationToken);
            var status = (int)answer.StatusCode;
            if (status is not (301 or 302 or 303 or 307 or 308) || answer.Headers.Location is not { } location) return (Describe(answer, way.MovedTo == start ? null : way.MovedTo.AbsoluteUri), way);
            if (way.Redirects == MaxRedirects) return (new CheckedAddress(CheckOutcome.Failed, "It leads on and on: more than five redirects."), way);
            var at = new Uri(way.At, location);
            if (at.Scheme is not ("http" or "https")) return (new CheckedAddress(CheckOutcome.Failed, "It leads to an address that is no web page."), way);
            var isPermanent = way.IsPermanent && status is (301 or 308);
            way = new Way(at, isPermanent ? at : way.MovedTo, isPermanent, way.Redirects + 1);
        }

        return (null, way);
    }

    private CheckedAddress Describe(HttpResponseMessage answer, string? movedTo) => (int)answer.StatusCode switch
    {
        < 400 => new CheckedAddress(CheckOutcome.Works, movedTo is null ? "It answers." : "It has moved for good.", movedTo),
        401 or 403 or 407 => new CheckedAddress(CheckOutcome.Refused, "It asks to sign in, so the hub can't tell."),
        429 => Later(answer),
        503 when answer.Headers.RetryAfter is not null => Later(answer),
        404 => new CheckedAddress(CheckOutcome.Failed, "There is no such page (404)."),
        410 => new CheckedAddress(CheckOutcome.Failed, "The page is gone for good (410)."),
        var status => new CheckedAddress(CheckOutcome.Failed, FormattableString.Invariant($"Its server answers with an error ({status}).")),
    };

    private CheckedAddress Later(HttpResponseMessage answer)
    {
        var wait = answer.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - time.GetUtcNow() : null;
        return new CheckedAddress(CheckOutcome.Later, "Its server asks to come back later.") { RetryAfter = wait };
    }

    /// <summary>HEAD costs the other side least; servers that don't know it, or answer it wrongly, are asked for the page itself.</summary>
    private async Task<HttpResponseMessage> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        var head = await SendAsync(HttpMethod.Head, address, cancellationToken);
        if ((int)head.StatusCode is < 400 or 429 or 401 or 407) return head;
        head.Dispose();

        // Its headers are enough: the rest is never read.
        return await SendAsync(HttpMethod.Get, address, cancellationToken);
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri address, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.UserAgent.ParseAdd($"{RobotsFile.Agent}/1.0");
        request.Headers.Accept.ParseAdd("*/*");
        return http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <returns>Null while its server fails.</returns>
    private async Task<RobotsFile?> RobotsAsync(Uri address, CancellationToken cancellationToken)
    {
        var site = address.GetLeftPart(UriPartial.Authority);
        var now = time.GetUtcNow();
        if (_robots.TryGetValue(site, out var known) && now - known.At < RobotsHoldFor) return known.File;
        if (_robots.Count >= MaxSitesRemembered) _robots.Clear();
        using var answer = await SendAsync(HttpMethod.Get, new Uri(address, "/robots.txt"), cancellationToken);
        if ((int)answer.StatusCode >= 500) return null;
        var file = answer.StatusCode == HttpStatusCode.OK ? RobotsFile.Parse(await ReadAsync(answer, cancellationToken)) : RobotsFile.AllowsAll;
        _robots[site] = (file, now);
        return file;
    }

    private static async Task<string> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MaxRobotsLength];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private static T? Inner<T>(Exception? error)
        where T : Exception => error is null ? null : error as T ?? Inner<T>(error.InnerException);

    /// <param name="MovedTo">As far as the way has moved for good.</param>
    private sealed record Way(Uri At, Uri MovedTo, bool IsPermanent, int Redirects);
}
