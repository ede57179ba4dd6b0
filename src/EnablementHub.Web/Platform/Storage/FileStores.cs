using EnablementHub.Platform.Settings;
using EnablementHub.Platform.Storage.Azure;

namespace EnablementHub.Platform.Storage;

/// <summary>Opens the store that settings name.</summary>
public static class FileStores
{
    public static IFileStore Open(StoreOptions options, DataDirectory directory, TimeProvider time) =>
        options.IsAzure ? AzureStore.Open(options, time) : new DirectoryFileStore(directory.StoreFolder);
}
