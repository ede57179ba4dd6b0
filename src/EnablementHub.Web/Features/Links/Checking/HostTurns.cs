using System.Collections.Concurrent;
using System.Diagnostics;

namespace EnablementHub.Features.Links.Checking;

/// <summary>Lets one asker at a time to each host, with a pause between two, whether a text leads there or a redirect does.</summary>
public sealed class HostTurns(TimeSpan pause)
{
    private readonly ConcurrentDictionary<string, Turn> _turns = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Nobody else is asking.</summary>
    public static HostTurns Alone() => new(TimeSpan.Zero);

    /// <returns>Ends the turn when it is disposed of; null when the host has asked to be left alone.</returns>
    public async Task<IDisposable?> TakeAsync(string host, CancellationToken cancellationToken)
    {
        var turn = _turns.GetOrAdd(host, _ => new Turn());
        await turn.Free.WaitAsync(cancellationToken);
        try
        {
            if (!turn.Rests && turn.EndedAt is { } ended && pause - Stopwatch.GetElapsedTime(ended) is { Ticks: > 0 } wait) await Task.Delay(wait, cancellationToken);
        }
        catch
        {
            turn.Free.Release();
            throw;
        }

        if (!turn.Rests) return turn;
        turn.Free.Release();
        return null;
    }

    /// <summary>Whoever comes next is told to come later.</summary>
    public void Rest(string host) => _turns.GetOrAdd(host, _ => new Turn()).Rests = true;

    private sealed class Turn : IDisposable
    {
        public SemaphoreSlim Free { get; } = new(1);

        public long? EndedAt { get; private set; }

        public bool Rests { get; set; }

        public void Dispose()
        {
            EndedAt = Stopwatch.GetTimestamp();
            Free.Release();
        }
    }
}
