using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace EnablementHub.Tests.Support;

/// <summary>A hub of its own process that is killed, as by a power cut, as soon as its database says so.</summary>
internal static class KilledHub
{
    /// <param name="folder">Its data.</param>
    /// <param name="count">SQL that counts what was done.</param>
    /// <param name="atLeast">Killed when so much was done.</param>
    /// <returns>How much was done when it was killed.</returns>
    public static async Task<int> RunAsync(string folder, string count, int atLeast)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return await RunAsync(folder, ["serve", "--data", folder, "--urls", $"http://127.0.0.1:{port}", "--set", "Links:CheckExternal=false"], count, atLeast);
    }

    /// <param name="arguments">The verb that does the work, and what belongs to it.</param>
    /// <param name="moment">When it is killed.</param>
    public static async Task RunAsync(IReadOnlyList<string> arguments, Task moment)
    {
        using var process = Start(arguments);
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await Task.WhenAny(moment, process.WaitForExitAsync()).WaitAsync(TimeSpan.FromMinutes(3));
            Assert.False(process.HasExited, process.HasExited ? "It ended before it could be killed: " + await errors : "");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    /// <param name="folder">Its data.</param>
    /// <param name="arguments">The verb that does the work, and what belongs to it.</param>
    /// <param name="count">SQL that counts what was done.</param>
    /// <param name="atLeast">Killed when so much was done.</param>
    /// <returns>How much was done when it was killed.</returns>
    public static async Task<int> RunAsync(string folder, IReadOnlyList<string> arguments, string count, int atLeast)
    {
        using var process = Start(arguments);
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "hub.db")};Pooling=False");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = count;
            var clock = Stopwatch.StartNew();
            var done = 0;
            while (done < atLeast)
            {
                Assert.True(clock.Elapsed < TimeSpan.FromMinutes(3) && !process.HasExited, process.HasExited ? await errors : "The work didn't begin.");
                await Task.Delay(2);
                done = Convert.ToInt32(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
            }

            return done;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static Process Start(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments.Prepend(HubProgram.Assembly)) start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        return process;
    }
}
