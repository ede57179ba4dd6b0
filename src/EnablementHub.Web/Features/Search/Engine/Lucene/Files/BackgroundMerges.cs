using Lucene.Net.Index;

namespace EnablementHub.Features.Search.Engine.Lucene.Files;

/// <summary>
/// Merges segments one after the other beside the writer, so that no change waits for a large merge. A merge that fails (a full disk) is undone by the
/// writer and only noted here: on a thread of Lucene.Net's own scheduler it would end the process.
/// </summary>
/// <param name="note">Told of each merge: why it failed, or null.</param>
internal sealed class BackgroundMerges(Action<Exception?> note) : MergeScheduler
{
    private readonly Lock _lock = new();
    private Task _merging = Task.CompletedTask;
    private bool _isWanted;
    private bool _isDisposed;

    public override void Merge(IndexWriter writer, MergeTrigger trigger, bool newMergesFound)
    {
        lock (_lock)
        {
            _isWanted = true;
            if (_merging.IsCompleted && !_isDisposed)
            {
                _merging = Task.Run(() => MergeAll(writer));
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        Task merging;
        lock (_lock)
        {
            _isDisposed = true;
            merging = _merging;
        }

        merging.Wait();
    }

    private void MergeAll(IndexWriter writer)
    {
        while (true)
        {
            lock (_lock)
            {
                if (!_isWanted || _isDisposed)
                {
                    // Said under the lock, so that whoever asks next starts anew.
                    _merging = Task.CompletedTask;
                    return;
                }

                _isWanted = false;
            }

            try
            {
                while (writer.GetNextMerge() is { } merge)
                {
                    writer.Merge(merge);
                    note(null);
                }
            }
            catch (Exception failure)
            {
                note(failure);
            }
        }
    }
}
