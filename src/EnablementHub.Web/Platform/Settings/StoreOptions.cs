using System.Buffers;
using System.ComponentModel.DataAnnotations;

namespace EnablementHub.Platform.Settings;

/// <summary>Section <c>Store</c>: where recordings and documents lie.</summary>
public sealed class StoreOptions : IValidatableObject
{
    public const string Section = "Store";
    public const string Directory = "directory";
    public const string Azure = "azure";
    private static readonly SearchValues<char> ContainerCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    [Required]
    public string Provider { get; set; } = Directory;

    /// <summary>Of an Azure storage account, with its key.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Address of an Azure storage account's blob service, which then lets the machine's own identity in.</summary>
    public string? ServiceUri { get; set; }

    public string Container { get; set; } = "enablement-hub";

    /// <summary>Browsers get recordings from the store itself, by addresses of minutes; else the hub passes them on.</summary>
    public bool DirectUrls { get; set; } = true;

    /// <summary>How long such an address works.</summary>
    [Range(1, 720, ErrorMessage = "Store:DirectUrlMinutes must lie between 1 and 720.")]
    public int DirectUrlMinutes { get; set; } = 30;

    public bool IsAzure => string.Equals(Provider, Azure, StringComparison.OrdinalIgnoreCase);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsAzure && !string.Equals(Provider, Directory, StringComparison.OrdinalIgnoreCase))
            yield return new ValidationResult($"Store:Provider is \"{Provider}\". The hub knows {Directory} (the default, nothing to configure) and {Azure}.");
        if (!IsAzure && (ConnectionString ?? ServiceUri) is not null)
            yield return new ValidationResult($"Store:ConnectionString and Store:ServiceUri are for Store:Provider={Azure}; the {Directory} store lies in the data directory (--data).");
        if (IsAzure && string.IsNullOrWhiteSpace(ConnectionString) == string.IsNullOrWhiteSpace(ServiceUri))
            yield return new ValidationResult($"Store:Provider is {Azure}, so give one of the two: Store:ServiceUri (for example https://acme.blob.core.windows.net, with the machine's managed identity) or Store:ConnectionString (with the account's key).");
        if (!string.IsNullOrWhiteSpace(ServiceUri) && !(Uri.TryCreate(ServiceUri, UriKind.Absolute, out var service) && service.Scheme == Uri.UriSchemeHttps))
            yield return new ValidationResult($"Store:ServiceUri is \"{ServiceUri}\". Write it like https://acme.blob.core.windows.net; identities are sent over https only.");
        if (!IsContainerName(Container))
            yield return new ValidationResult($"Store:Container is \"{Container}\". Use 3 to 63 small letters, digits and single hyphens, with a letter or digit at both ends.");
    }

    private static bool IsContainerName(string name) =>
        name.Length is >= 3 and <= 63 && !name.AsSpan().ContainsAnyExcept(ContainerCharacters)
        && name[0] != '-' && name[^1] != '-' && !name.Contains("--", StringComparison.Ordinal);
}
