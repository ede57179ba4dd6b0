using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;
using Microsoft.Net.Http.Headers;

namespace EnablementHub.Platform.Storage.Azure;

/// <summary>Signs addresses with the account's key, or, where the hub has an identity only, with a key that the service lends it.</summary>
internal sealed class BlobDirectUrls(BlobServiceClient service, BlobContainerClient container, TimeSpan validFor, TimeProvider time) : IDirectUrls, IDisposable
{
    /// <summary>The service's clock may be this far from ours.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan KeyLifetime = TimeSpan.FromDays(1);
    private readonly SemaphoreSlim _borrowing = new(1);
    private UserDelegationKey? _key;

    public string Origin { get; } = container.Uri.GetLeftPart(UriPartial.Authority);

    public async ValueTask<Uri> CreateAsync(string key, string contentType, string? downloadName, CancellationToken cancellationToken = default)
    {
        var blob = container.GetBlobClient(BlobFiles.Prefix + key);
        var ends = time.GetUtcNow() + validFor;
        var sas = new BlobSasBuilder(BlobSasPermissions.Read, ends)
        {
            BlobContainerName = blob.BlobContainerName,
            BlobName = blob.Name,
            Resource = "b",
            Protocol = blob.Uri.Scheme == Uri.UriSchemeHttps ? SasProtocol.Https : SasProtocol.HttpsAndHttp,
            ContentType = contentType,
            ContentDisposition = Disposition(downloadName),
            CacheControl = "private, no-cache",
        };
        if (container.CanGenerateSasUri) return blob.GenerateSasUri(sas);
        var signed = sas.ToSasQueryParameters(await KeyAsync(ends, cancellationToken), service.AccountName);
        return new BlobUriBuilder(blob.Uri) { Sas = signed }.ToUri();
    }

    public void Dispose() => _borrowing.Dispose();

    private static string Disposition(string? downloadName)
    {
        if (downloadName is null) return "inline";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(downloadName);
        return disposition.ToString();
    }

    private async Task<UserDelegationKey> KeyAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _key) is { } known && known.SignedExpiresOn > until) return known;
        await _borrowing.WaitAsync(cancellationToken);
        try
        {
            if (_key is { } fresh && fresh.SignedExpiresOn > until) return fresh;
            var now = time.GetUtcNow();
            var answer = await BlobFailure.AskAsync(patience => service.GetUserDelegationKeyAsync(now - Skew, now + KeyLifetime, patience), cancellationToken);
            Volatile.Write(ref _key, answer.Value);
            return answer.Value;
        }
        finally
        {
            _borrowing.Release();
        }
    }
}
