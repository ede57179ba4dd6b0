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
    public string Base => (organisation.Value.PublicUrl ?? Reachable(Listening())).TrimEnd('/');

    public string Link(string path) => Base + path;

    /// <summary>An address as it can be opened: a wildcard stands for this machine.</summary>
    public static string Reachable(string address)
    {
        var binding = BindingAddress.Parse(address);
        var host = binding.Host is "*" or "+" or "0.0.0.0" or "[::]" ? Environment.MachineName.ToLowerInvariant() : binding.Host;
        return $"{binding.Scheme}://{host}:{binding.Port}{binding.PathBase}";
    }

    private string Listening() =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
        ?? (arguments.Urls ?? configuration["Urls"] ?? HubArguments.DefaultUrl).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)[0];
}
