using EnablementHub.Platform.Jobs;

namespace EnablementHub.Platform.Storage;

/// <summary>Clears away what uploads left that broke off, or whose server was killed.</summary>
internal sealed class RemoveLeftoversJob(IFileStore store, TimeProvider time) : IRecurringJob
{
    // Longer than anybody goes on with an upload that broke off.
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(2);

    public string Name => "remove-upload-leftovers";

    public TimeSpan Interval => TimeSpan.FromHours(6);

    public Task RunAsync(CancellationToken cancellationToken) => store.RemoveLeftoversAsync(time.GetUtcNow() - KeptFor, cancellationToken);
}
