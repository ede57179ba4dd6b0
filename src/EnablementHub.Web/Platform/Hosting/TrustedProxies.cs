using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace EnablementHub.Platform.Hosting;

/// <summary>Section <c>Network</c>: what stands between people and this node.</summary>
public sealed class NetworkOptions : IValidatableObject
{
    public const string Section = "Network";

    /// <summary>Addresses or networks of the proxies whose word about the caller counts, separated by commas; null: nobody's.</summary>
    public string? TrustedProxies { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var proxy in Entries.Where(entry => Read(entry) is null))
            yield return new ValidationResult($"Network:TrustedProxies holds \"{proxy}\", which is no address and no network. Write it like 10.0.0.4, 10.0.0.0/24 or 2001:db8::/32.");
    }

    internal IEnumerable<IPNetwork> Networks => Entries.Select(Read).OfType<IPNetwork>();

    private string[] Entries => (TrustedProxies ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static IPNetwork? Read(string entry) =>
        IPNetwork.TryParse(entry, out var network) ? network
        : IPAddress.TryParse(entry, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}

/// <summary>Behind a proxy the connection's address is the proxy's; who really calls, and whether safely, stands in headers that anybody can write.</summary>
public static class TrustedProxies
{
    public static WebApplication UseTrustedProxies(this WebApplication app)
    {
        var networks = app.Services.GetRequiredService<IOptions<NetworkOptions>>().Value.Networks.ToList();
        if (networks.Count == 0) return app;

        // As many hops are believed as are trusted: the first stranger from this side is the caller.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks) options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
        return app;
    }
}
