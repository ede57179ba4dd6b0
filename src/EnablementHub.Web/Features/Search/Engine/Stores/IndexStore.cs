using EnablementHub.Features.Search.Engine.Columns;

namespace EnablementHub.Features.Search.Engine.Stores;

/// <summary>One index on disk with its columns in memory: one writer, any number of readers, put away when the last of them is done.</summary>
internal abstract class IndexStore(string path) : IDisposable
{
    private readonly Lock _useLock = new();
    private int _uses;
    private bool _isRetired;
    private bool _deleteWhenUnused;

    public string Path { get; } = path;

    public VisibleValues VisibleValues { get; } = new();

    /// <summary>The columns of the last commit.</summary>
    public abstract ColumnSnapshot Current { get; }

    /// <summary>What work beside the changes could not do last; null when all is well.</summary>
    public virtual string? Trouble => null;

    /// <summary>False when it was begun by changes alone, so that older items may be missing.</summary>
    public bool IsWhole { get; protected init; }

    /// <summary>All or nothing; one caller at a time.</summary>
    /// <exception cref="IndexFault">Nothing was changed.</exception>
    public abstract void Write(IEnumerable<IndexedItem> upserts, IEnumerable<int> deletes, long watermark);

    /// <summary>Ends the building of an index: packs it, makes it durable, and opens it for readers.</summary>
    public abstract void Complete(long watermark);

    /// <summary>One commit to read from, until disposed; null when the index is being put away.</summary>
    public ReadSession? Read(CancellationToken cancellationToken)
    {
        lock (_useLock)
        {
            if (_isRetired)
            {
                return null;
            }

            _uses++;
        }

        try
        {
            return BeginRead(cancellationToken);
        }
        catch
        {
            EndUse();
            throw;
        }
    }

    /// <summary>Closes the index once the last reader is done.</summary>
    public void Retire(bool delete)
    {
        lock (_useLock)
        {
            _deleteWhenUnused = delete;
            _isRetired = true;
            _uses++;
        }

        EndUse();
    }

    public void Dispose() => Retire(delete: false);

    /// <summary>A session that calls <see cref="EndUse"/> when it ends.</summary>
    protected abstract ReadSession BeginRead(CancellationToken cancellationToken);

    protected abstract void Close(bool delete);

    protected void EndUse()
    {
        lock (_useLock)
        {
            if (--_uses > 0 || !_isRetired)
            {
                return;
            }
        }

        Close(_deleteWhenUnused);
    }
}
