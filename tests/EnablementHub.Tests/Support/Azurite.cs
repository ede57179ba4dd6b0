using System.Diagnostics;
using System.Text.RegularExpressions;
using EnablementHub.Platform.Settings;
using EnablementHub.Tests.Support;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace EnablementHub.Tests.Support;

/// <summary>
/// A server that answers like Azure Blob Storage, for the whole run: started by the first test that asks for it, on a
/// free port of this machine, and ended with the run.
/// </summary>
public sealed partial class Azurite : IAsyncDisposable
{
    private const string Account = "devstoreaccount1";

    /// <summary>Azurite's own, which everybody knows.</summary>
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    private static string Script => Path.Combine(SourceTree.Root, "node_modules", "azurite", "dist", "src", "blob", "main.js");
    private readonly SemaphoreSlim _starting = new(1);
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "hub-azurite-" + Guid.NewGuid().ToString("N"));
    private Process? _process;
    private Uri? _address;

    /// <summary>Settings of a store in a container of its own.</summary>
    public static StoreOptions NewStore(Uri address) => new() { Provider = StoreOptions.Azure, ConnectionString = ConnectionString(address), Container = "hub-" + Guid.NewGuid().ToString("N") };

    /// <summary>The same for a hub, as it takes settings.</summary>
    public static IReadOnlyList<string> Settings(Uri address)
    {
        var store = NewStore(address);
        return [$"Store:Provider={store.Provider}", $"Store:ConnectionString={store.ConnectionString}", $"Store:Container={store.Container}"];
    }

    private static string ConnectionString(Uri address) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={AccountKey};BlobEndpoint={address.GetLeftPart(UriPartial.Authority)}/{Account};";

    /// <summary>Where it listens. Skips the test, with the reason, where it can't run.</summary>
    public async Task<Uri> AddressAsync()
    {
        Assert.SkipUnless(File.Exists(Script), "Azurite is not installed: run 'npm ci' in the repository's root.");
        await _starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return _address ??= await StartAsync();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("Azurite needs Node.js, and there is no program 'node' on the PATH.");
            throw;
        }
        finally
        {
            _starting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _starting.Dispose();
        if (_process is null) return;
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<Uri> StartAsync()
    {
        Directory.CreateDirectory(_folder);
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Script, "--silent", "--disableTelemetry", "--skipApiVersionCheck", "--blobHost", "127.0.0.1", "--blobPort", "0", "--location", _folder }) start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(StartsWithin);
        var said = "";
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            said += line + "\n";
            if (ListensAt().Match(line) is not { Success: true } match) continue;

            // A pipe that nobody empties would stop it one day.
            _process.BeginErrorReadLine();
            _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            return new Uri(match.Value);
        }

        throw new InvalidOperationException($"Azurite ended with code {(_process.HasExited ? _process.ExitCode : 0)}: {said}{await _process.StandardError.ReadToEndAsync(patience.Token)}");
    }

    [GeneratedRegex("http://127\\.0\\.0\\.1:[1-9][0-9]*")]
    private static partial Regex ListensAt();
}
