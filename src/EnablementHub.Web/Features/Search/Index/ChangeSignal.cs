namespace EnablementHub.Features.Search.Index;

/// <summary>Wakes the projector of this process as soon as something was written; other processes' writes are found by looking every second.</summary>
public sealed class ChangeSignal : IDisposable
{
    private readonly SemaphoreSlim _raised = new(0, 1);
    private int _words;

    /// <param name="words">Facet values or synonyms are among what was written.</param>
    public void Raise(bool words = false)
    {
        if (words) Interlocked.Exchange(ref _words, 1);
        try
        {
            _raised.Release();
        }
        catch (Exception error) when (error is SemaphoreFullException or ObjectDisposedException)
        {
            // It is up already, or nobody listens any more.
        }
    }

    /// <summary>Waits for a change, but no longer than this.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _raised.WaitAsync(atMost, cancellationToken);

    /// <summary>True once after facet values or synonyms were written here.</summary>
    public bool TakeWords() => Interlocked.Exchange(ref _words, 0) == 1;

    public void Dispose() => _raised.Dispose();
}
