using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EnablementHub.Tests.Support;

/// <summary>Keeps every line of the log, to see what stands in it.</summary>
internal sealed class KeptLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> All => [.. _lines];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => _lines.Enqueue(formatter(state, exception) + exception);

    public void Dispose()
    {
    }
}
