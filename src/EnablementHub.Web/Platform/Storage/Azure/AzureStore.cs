using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Settings;

namespace EnablementHub.Platform.Storage.Azure;

/// <summary>Opens the store that the settings name. Nothing is asked of the service yet, so a hub starts while it is away.</summary>
internal static class AzureStore
{
    /// <remarks>Names no type of the library, which a hub on the directory store then needn't load.</remarks>
    internal static IFileStore Open(StoreOptions options, TimeProvider time) => Open(options, time, adjust: null);

    /// <param name="options">Validated settings.</param>
    /// <param name="time">By which addresses end.</param>
    /// <param name="adjust">Changes to how the service is spoken to.</param>
    internal static AzureBlobFileStore Open(StoreOptions options, TimeProvider time, Action<BlobClientOptions>? adjust)
    {
        var service = Service(options, Client(adjust));
        var container = service.GetBlobContainerClient(options.Container);
        var directUrls = options.DirectUrls ? new BlobDirectUrls(service, container, TimeSpan.FromMinutes(options.DirectUrlMinutes), time) : null;
        return new AzureBlobFileStore(container, directUrls);
    }

    private static BlobServiceClient Service(StoreOptions options, BlobClientOptions client)
    {
        if (options.ConnectionString is not { Length: > 0 } connection) return new BlobServiceClient(new Uri(options.ServiceUri!), Identity(), client);
        try
        {
            return new BlobServiceClient(connection, client);
        }
        catch (Exception error) when (error is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new WrongSettingException("Store:ConnectionString is not one of an Azure storage account. Copy it from the account's access keys: DefaultEndpointsProtocol=https;AccountName=…;AccountKey=…;EndpointSuffix=core.windows.net.", error);
        }
    }

    /// <summary>Those of servers. A developer's tools are not asked: where a server's own identity is missing, that has to be seen.</summary>
    private static ChainedTokenCredential Identity() =>
        new(new EnvironmentCredential(), new WorkloadIdentityCredential(), new ManagedIdentityCredential(Environment.GetEnvironmentVariable("AZURE_CLIENT_ID")));

    /// <summary>Every request may be sent again: blocks and commits come out the same.</summary>
    private static BlobClientOptions Client(Action<BlobClientOptions>? adjust)
    {
        var client = new BlobClientOptions();
        client.Retry.Mode = RetryMode.Exponential;
        client.Retry.MaxRetries = 4;
        client.Retry.Delay = TimeSpan.FromMilliseconds(200);
        client.Retry.MaxDelay = TimeSpan.FromSeconds(3);
        client.Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
        adjust?.Invoke(client);
        return client;
    }
}
