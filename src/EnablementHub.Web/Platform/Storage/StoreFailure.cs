namespace EnablementHub.Platform.Storage;

/// <summary>Turns what a disk says into what the hub can tell a person.</summary>
internal static class StoreFailure
{
    private const int NoSpace = 28;
    private const int QuotaExceededLinux = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    internal static Exception From(Exception failure) => failure switch
    {
        StoreFullException or StoreUnavailableException => failure,
        IOException { HResult: NoSpace or QuotaExceededLinux or WindowsDiskFull or WindowsHandleDiskFull } =>
            new StoreFullException("The file store is full. Nothing was stored; try again when there is room.", failure),
        _ => new StoreUnavailableException("The file store cannot be written to at the moment. Nothing was stored.", failure),
    };
}
