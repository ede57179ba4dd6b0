namespace EnablementHub.Platform.Storage;

/// <summary>The store has no room left: reading goes on, writing may work again later (507).</summary>
public sealed class StoreFullException(string message, Exception? innerException = null) : IOException(message, innerException);

/// <summary>The store cannot be used as it must be: permissions, a failing disk, a missing mount (503).</summary>
public sealed class StoreUnavailableException(string message, Exception? innerException = null) : IOException(message, innerException);

/// <summary>The source is longer than its caller allows (413).</summary>
public sealed class FileTooLargeException(long maxBytes)
    : Exception($"The file is larger than {Describe(maxBytes)}.")
{
    public long MaxBytes { get; } = maxBytes;

    private static string Describe(long bytes) => bytes switch
    {
        >= 1_000_000_000 => FormattableString.Invariant($"{bytes / 1e9:0.#} GB"),
        >= 1_000_000 => FormattableString.Invariant($"{bytes / 1e6:0.#} MB"),
        >= 1_000 => FormattableString.Invariant($"{bytes / 1e3:0.#} kB"),
        _ => FormattableString.Invariant($"{bytes} bytes"),
    };
}

/// <summary>The upload was never begun, was abandoned, or was removed as a leftover (404).</summary>
public sealed class UploadNotFoundException(string uploadId)
    : Exception("This upload is not known. It may have been abandoned or may have waited too long; start it again.")
{
    public string UploadId { get; } = uploadId;
}
