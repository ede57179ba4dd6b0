using Azure;
using Azure.Identity;

namespace EnablementHub.Platform.Storage.Azure;

/// <summary>Calls to the blob service, whose failures come out as the contract of file stores names them.</summary>
internal static class BlobFailure
{
    internal const int NotFound = 404;
    internal const int Conflict = 409;
    internal const int PreconditionFailed = 412;

    /// <summary>Questions that a page waits for; with their retries they may not take longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <param name="call">To the service.</param>
    /// <param name="cancellationToken">Of whoever asked; giving up is no failure of the store.</param>
    /// <param name="answers">Statuses that the caller judges itself.</param>
    internal static async Task<T> GuardAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken, params int[] answers)
    {
        try
        {
            return await call();
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && !(failure is RequestFailedException answer && answers.Contains(answer.Status)))
        {
            throw From(failure);
        }
    }

    /// <summary>For small questions: given up on before whoever asked loses patience.</summary>
    internal static async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken, params int[] answers)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        return await GuardAsync(() => call(patience.Token), cancellationToken, answers);
    }

    /// <summary>Null where the service says that there is no such thing.</summary>
    internal static async Task<T?> FindAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await AskAsync(call, cancellationToken, NotFound);
        }
        catch (RequestFailedException failure) when (failure.Status == NotFound)
        {
            return null;
        }
    }

    internal static StoreUnavailableException From(Exception failure) => failure as StoreUnavailableException ?? (failure is RequestFailedException { Status: 401 or 403 } or AuthenticationFailedException
        ? new StoreUnavailableException("The file store refuses the hub: its credentials are wrong or may not do this. Nothing was stored.", failure)
        : new StoreUnavailableException("The file store can't be reached at the moment. Nothing was stored.", failure));
}
