using System.Net;
using System.Net.Sockets;
using EnablementHub.Platform.Settings;
using Microsoft.Extensions.Options;

namespace EnablementHub.Features.Links.Checking;

/// <summary>Where names lead, and which of the addresses behind them the hub may ask.</summary>
/// <param name="Resolve">The addresses of a name.</param>
/// <param name="IsAllowed">Asked after a name was resolved, about each address that is about to be connected to.</param>
public sealed record CheckingNetwork(Func<string, CancellationToken, Task<IPAddress[]>> Resolve, Func<IPAddress, bool> IsAllowed)
{
    public static CheckingNetwork Open { get; } = new(Dns.GetHostAddressesAsync, PublicAddresses.Contain);
}

/// <summary>The name leads into a private network, where the hub asks nobody on behalf of a text.</summary>
public sealed class PrivateAddressException(string host) : Exception($"{host} lies in a private network.");

/// <summary>Connections to whatever a text links to: no private address, no redirect, no cookie, nothing large or slow.</summary>
public static class CheckingHandler
{
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(5);

    public static SocketsHttpHandler Create(CheckingNetwork network, IOptions<LinkCheckOptions> options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,

        // A proxy would resolve names itself, and so get round the check of what they lead to.
        UseProxy = false,
        MaxConnectionsPerServer = 1,
        MaxResponseHeadersLength = 32,
        ConnectTimeout = ConnectTime,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectCallback = async (context, cancellationToken) =>
        {
            var host = context.DnsEndPoint.Host;
            var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await network.Resolve(host, cancellationToken);

            // The very addresses that were looked at are connected to: a name asked for again could lead elsewhere.
            var allowed = options.Value.Allows(host) ? addresses : Array.FindAll(addresses, address => network.IsAllowed(address));
            if (allowed.Length == 0) throw addresses.Length == 0 ? new SocketException((int)SocketError.HostNotFound) : new PrivateAddressException(host);
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };
}
