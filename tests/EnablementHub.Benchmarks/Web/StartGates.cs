using System.Diagnostics;
using System.Net.Sockets;

namespace EnablementHub.Benchmarks.Web;

/// <summary>From starting the process to ready, with 10,000 items, against an empty MVC app's process. Each is ready once it has shown a page: the hub opens its first pages itself before it says so.</summary>
public static class StartGates
{
    private const int Items = 10_000;
    private const int Rounds = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<IReadOnlyList<Gate>> RunAsync(bool isShort)
    {
        var data = Path.Combine(Path.GetTempPath(), "hub-bench-start-" + Guid.NewGuid().ToString("N"));
        try
        {
            await using (await BenchHub.StartAsync(Items, data))
            {
                // Filled and indexed once; from now on the hub only opens what is there.
            }

            using var template = await TemplateApp.MakeAsync();

            // A hub that starts again listens where it did before.
            var (bareUrl, hubUrl) = (FreeAddress(), FreeAddress());
            List<double> hub = [], bareFirst = [], bareSecond = [];
            for (var round = 0; round < Rounds + 1; round++)
            {
                var first = await StartAsync(template.At(bareUrl), bareUrl, "/");
                var measured = await StartAsync(Hub(data, hubUrl), hubUrl, "/health/ready");
                var second = await StartAsync(template.At(bareUrl), bareUrl, "/");
                if (round == 0) continue; // The first start reads everything from disk.
                bareFirst.Add(first);
                hub.Add(measured);
                bareSecond.Add(second);
            }

            var control = Ratio.Median(bareFirst) / Ratio.Median(bareSecond);
            var bare = Ratio.Median([.. bareFirst, .. bareSecond]);
            return [new Gate("start to ready with 10,000 items against an empty MVC app", Ratio.Median(hub) / bare, "×", 3.5, IsVoid: Math.Max(control, 1 / control) > 1.15, Detail: FormattableString.Invariant($"{Ratio.Median(hub):0} ms against {bare:0} ms"))];
        }
        finally
        {
            if (Directory.Exists(data)) Directory.Delete(data, recursive: true);
        }
    }

    private static ProcessStartInfo Hub(string data, string url)
    {
        var published = Path.Combine(Report.Root(), "artifacts", "publish", "hub");
        var program = File.Exists(published) ? published : Path.Combine(Report.Root(), "src", "EnablementHub.Web", "bin", "Release", "net10.0", "hub");
        return new ProcessStartInfo(program) { ArgumentList = { "serve", "--data", data, "--urls", url } };
    }

    /// <summary>Milliseconds until the address answers 200; the process is ended afterwards.</summary>
    private static async Task<double> StartAsync(ProcessStartInfo info, string url, string readyPath)
    {
        info.UseShellExecute = false;
        info.RedirectStandardOutput = true;
        info.RedirectStandardError = true;
        using var http = new HttpClient();
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(info)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            while (Stopwatch.GetElapsedTime(began) < Patience && !process.HasExited)
            {
                if (await ListensAsync(url) && await AnswersAsync(http, url + readyPath)) return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                await Task.Delay(5);
            }

            throw new InvalidOperationException($"{info.FileName} did not become ready.");
        }
        finally
        {
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync();
        }
    }

    /// <summary>Asks without an exception, which would cost the starting process the core that it needs.</summary>
    private static async Task<bool> ListensAsync(string url)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var attempt = new SocketAsyncEventArgs { RemoteEndPoint = new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, new Uri(url).Port) };
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        attempt.Completed += (_, _) => ended.SetResult();
        if (socket.ConnectAsync(attempt)) await ended.Task;
        return attempt.SocketError == SocketError.Success;
    }

    private static async Task<bool> AnswersAsync(HttpClient http, string address)
    {
        try
        {
            using var answer = await http.GetAsync(address);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string FreeAddress()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}";
    }
}
