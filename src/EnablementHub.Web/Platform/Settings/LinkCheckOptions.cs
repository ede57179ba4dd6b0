using System.ComponentModel.DataAnnotations;

namespace EnablementHub.Platform.Settings;

/// <summary>Section <c>Links</c>: the background check of links that lead out of the hub.</summary>
public sealed class LinkCheckOptions : IValidatableObject
{
    public const string Section = "Links";

    /// <summary>Whether addresses elsewhere are asked at all.</summary>
    public bool CheckExternal { get; set; } = true;

    /// <summary>Hosts in private networks that may be asked all the same, separated by commas.</summary>
    public string? AllowedHosts { get; set; }

    public bool Allows(string host) => Hosts().Contains(host, StringComparer.OrdinalIgnoreCase);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from host in Hosts()
        where Uri.CheckHostName(host) == UriHostNameType.Unknown
        select new ValidationResult($"Links:AllowedHosts names \"{host}\", which is no host. Write names only, such as wiki.example.com,intranet.");

    private string[] Hosts() => (AllowedHosts ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
