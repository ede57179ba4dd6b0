using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace EnablementHub.Tests.Support;

/// <summary><c>hub serve</c> in a process of its own: what holds between processes isn't seen within one.</summary>
public sealed class ServedHub : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(1);
    private readonly Process _process;
    private readonly List<string> _lines;

    private ServedHub(Process process, List<string> lines, Uri address)
    {
        _process = process;
        _lines = lines;
        Address = address;
    }

    public Uri Address { get; }

    public bool IsRunning => !_process.HasExited;

    /// <summary>What it has said so far.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines) return [.. _lines];
        }
    }

    /// <summary>Starts a node and waits until a balancer may send people there.</summary>
    public static async Task<ServedHub> StartAsync(string data, params string[] settings)
    {
        var hub = Begin(data, settings);
        using var http = new HttpClient { BaseAddress = hub.Address };
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < StartsWithin && hub.IsRunning)
        {
            if (await AnswersAsync(http)) return hub;
            await Task.Delay(50);
        }

        var said = string.Join('\n', hub.Lines);
        await hub.DisposeAsync();
        throw new InvalidOperationException("The hub did not become ready:\n" + said);
    }

    /// <summary>Starts a node and doesn't wait.</summary>
    public static ServedHub Begin(string data, params string[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { HubProgram.Assembly, "serve", "--data", data, "--urls", address.ToString().TrimEnd('/') }) start.ArgumentList.Add(argument);
        foreach (var setting in settings)
        {
            start.ArgumentList.Add("--set");
            start.ArgumentList.Add(setting);
        }

        var lines = new List<string>();
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new ServedHub(process, lines, address);

        void Keep(string? line)
        {
            if (line is null) return;
            lock (lines) lines.Add(line);
        }
    }

    public TestBrowser Anonymous() => new(Address);

    /// <summary>Waits until it has said something that contains this text.</summary>
    public async Task<string> SaysAsync(string text)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            if (Lines.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } line) return line;
            Assert.True(clock.Elapsed < StartsWithin, $"It never said \"{text}\":\n{string.Join('\n', Lines)}");
            await Task.Delay(50);
        }
    }

    /// <summary>As a power cut ends it.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as a service manager does.</summary>
    public void Terminate()
    {
        using var signal = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        signal.WaitForExit();
    }

    /// <returns>The exit code; fails when it goes on for longer.</returns>
    public async Task<int> EndsWithinAsync(TimeSpan limit)
    {
        using var patience = new CancellationTokenSource(limit);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning) await KillAsync();
        _process.Dispose();
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            return (await http.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
