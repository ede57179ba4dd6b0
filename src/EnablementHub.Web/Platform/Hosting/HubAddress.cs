using EnablementHub.Platform.Settings;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace EnablementHub.Platform.Hosting;

/// <summary>
/// The hub's own address for links in mails. Never taken from a request: its Host header is the sender's to choose, and a
/// link that resets a password must not lead elsewhere.
/// </summary>
public sealed class HubAddress(IServer server, HubArguments arguments, IConfiguration configuration, IOptions<OrganisationOptions> organisation)
{
    /// <summary>Where the server listened last, for a verb that serves nothing itself.</summary>
    public string? Kept { get; set; }

    public string Base => (organisation.Value.PublicUrl ?? Reachable(Listening())).TrimEnd('/');

    /// <summary>The part that names the hub in identifiers that other programs keep, such as those of calendar entries.</summary>
    public string Host => new Uri(Base).Host;

    public string Link(string path) => Base + path;

    /// <summary>An address as it can be opened: a wildcard stands for this machine.</summary>
    public static string Reachable(string address)
    {
        var binding = BindingAddress.Parse(address);
        var host = binding.Host is "*" or "+" or "0.0.0.0" or "[::]" ? Environment.MachineName.ToLowerInvariant() : binding.Host;
        return $"{binding.Scheme}://{host}:{binding.Port}{binding.PathBase}";
    }

    /// <summary>What follows the hub's own address in an address that somebody copied from their browser; null for others.</summary>
    public string? PathOf(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)) return null;
        return IsOwn(address) ? address.PathAndQuery + address.Fragment : null;
    }

    private bool IsOwn(Uri address)
    {
        if (organisation.Value.PublicUrl is { } known && SameHost(address, known)) return true;
        return server.Features.Get<IServerAddressesFeature>()?.Addresses.Select(Reachable)
            .Any(own => SameHost(address, own) || (address.IsLoopback && address.Port == new Uri(own).Port)) == true;
    }

    private static bool SameHost(Uri address, string own) =>
        Uri.Compare(address, new Uri(own), UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private string Listening() =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
        ?? (arguments.Urls ?? Configured() ?? Kept ?? HubArguments.DefaultUrl).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)[0];

    /// <summary>Null when nobody has said where to listen.</summary>
    private string? Configured() => configuration["Urls"] is { } urls && urls != HubArguments.DefaultUrl ? urls : null;
}
