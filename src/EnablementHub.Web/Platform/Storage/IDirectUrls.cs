namespace EnablementHub.Platform.Storage;

/// <summary>For stores that give out files themselves: addresses that anybody may use who has them, for some minutes.</summary>
public interface IDirectUrls
{
    /// <summary>Scheme, host and port that all of them share, for the content security policy.</summary>
    string Origin { get; }

    /// <summary>Type and name are fixed in the address. Whether there is such a file is not looked up.</summary>
    /// <param name="key">Of the file.</param>
    /// <param name="contentType">What the store says it is.</param>
    /// <param name="downloadName">The name to save it by; null: it is shown in place.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    ValueTask<Uri> CreateAsync(string key, string contentType, string? downloadName, CancellationToken cancellationToken = default);
}
