using System.Collections.Concurrent;
using EnablementHub.Platform.Settings;
using Microsoft.Extensions.Options;

namespace EnablementHub.Platform.Hosting;

/// <param name="Left">Requests that the window still takes.</param>
internal readonly record struct TakenRequest(int Limit, int Left, int SecondsToReset, bool IsRefused);

/// <summary>Counts requests in windows of a minute, on each node for itself. The framework's limiters don't tell how many are left and for how long.</summary>
internal sealed class ApiLimits(IOptions<LimitOptions> options, TimeProvider time)
{
    public const int WindowSeconds = 60;
    private const int SweepAbove = 10_000;

    private readonly ConcurrentDictionary<string, Window> _windows = new(StringComparer.Ordinal);

    public TakenRequest Take(string caller)
    {
        var limit = options.Value.ApiPerMinute;
        var now = time.GetTimestamp();
        if (_windows.Count > SweepAbove)
        {
            foreach (var (key, old) in _windows)
            {
                if (old.IsOver(time, now)) _windows.TryRemove(key, out _);
            }
        }

        var window = _windows.GetOrAdd(caller, _ => new Window(now));
        lock (window)
        {
            if (window.IsOver(time, now)) window.Begin(now);
            window.Count++;
            var reset = Math.Max(1, WindowSeconds - (int)time.GetElapsedTime(window.From, now).TotalSeconds);
            return new TakenRequest(limit, Math.Max(0, limit - window.Count), reset, window.Count > limit);
        }
    }

    private sealed class Window(long from)
    {
        public long From { get; private set; } = from;
        public int Count { get; set; }

        public bool IsOver(TimeProvider time, long now) => time.GetElapsedTime(From, now).TotalSeconds >= WindowSeconds;

        public void Begin(long now) => (From, Count) = (now, 0);
    }
}
