using System.Collections.Concurrent;

namespace EnablementHub.Features.Search.Engine.Fts5;

/// <summary>The readers of one file: opened when needed, kept for the next search, and no more of them than can do something at a time.</summary>
internal sealed class ReaderPool(string path) : IDisposable
{
    private readonly ConcurrentBag<IndexReader> _idle = [];
    private readonly SemaphoreSlim _places = new(Math.Max(4, Environment.ProcessorCount * 2));

    public IndexReader Take(CancellationToken cancellationToken)
    {
        _places.Wait(cancellationToken);
        try
        {
            return _idle.TryTake(out var reader) ? reader : new IndexReader(path);
        }
        catch
        {
            _places.Release();
            throw;
        }
    }

    public void GiveBack(IndexReader reader, bool isUsable)
    {
        if (isUsable)
        {
            _idle.Add(reader);
        }
        else
        {
            reader.Dispose();
        }

        _places.Release();
    }

    public void Dispose()
    {
        foreach (var reader in _idle)
        {
            reader.Dispose();
        }

        _places.Dispose();
    }
}
