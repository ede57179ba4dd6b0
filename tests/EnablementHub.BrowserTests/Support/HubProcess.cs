using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace EnablementHub.BrowserTests.Support;

/// <summary>The real program in a process of its own, with the demo's content in a fresh data directory.</summary>
public sealed class HubProcess : IAsyncDisposable
{
    public const string Password = "browser tests sign in";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private readonly Process _process;

    private HubProcess(Process process, Uri address, string data)
    {
        _process = process;
        Address = address;
        Data = data;
    }

    public Uri Address { get; }
    public string Data { get; }

    public static string Root { get; } = FindRoot();

    public static async Task<HubProcess> StartAsync()
    {
        var data = Path.Combine(Path.GetTempPath(), "hub-browser-" + Guid.NewGuid().ToString("N"));
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Program(), "serve", "--data", data, "--urls", address.ToString().TrimEnd('/'), "--demo", "--demo-password", Password, "--set", "Links:CheckExternal=false" }) start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        var output = new List<string>();
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var hub = new HubProcess(process, address, data);
        using var http = new HttpClient { BaseAddress = address };
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < StartLimit && !process.HasExited)
        {
            if (await IsReadyAsync(http)) return hub;
            await Task.Delay(100);
        }

        await hub.DisposeAsync();
        lock (output) throw new InvalidOperationException("The hub did not become ready:\n" + string.Join('\n', output));

        void Keep(string? line)
        {
            if (line is null) return;
            lock (output) output.Add(line);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        if (Directory.Exists(Data)) Directory.Delete(Data, recursive: true);
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
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

    /// <summary>The published program where the environment names its folder, else as it was built beside these tests, in the same configuration.</summary>
    private static string Program()
    {
        if (Environment.GetEnvironmentVariable("HUB_TEST_PUBLISHED") is { Length: > 0 } published) return Path.Combine(published, "hub.dll");
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
        return Path.Combine(Root, "src", "EnablementHub.Web", "bin", configuration, "net10.0", "hub.dll");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FindRoot([CallerFilePath] string thisFile = "")
    {
        var folder = Path.GetDirectoryName(thisFile);
        while (folder is not null && !File.Exists(Path.Combine(folder, "EnablementHub.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The repository's root was not found.");
    }
}
