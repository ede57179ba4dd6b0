using System.Globalization;
using System.Text;
using EnablementHub.Platform.Hosting;

namespace EnablementHub.Data;

/// <summary>
/// Keeps the embedded database to one machine: its processes find one another through memory that they share, and those of
/// two machines would write over each other unnoticed. A small file beside the database names the machine that uses it,
/// with a number that grows every second. No clocks are compared: another machine lives as long as its number grows.
/// </summary>
/// <param name="databaseFile">The file that machines might share.</param>
/// <param name="host">What no other machine is called, nor this one after its next start.</param>
/// <param name="time">Paces the watch.</param>
/// <param name="log">Says why a start waits.</param>
public sealed partial class HostClaim(string databaseFile, string host, TimeProvider time, ILogger<HostClaim> log)
{
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private const int BeatsToWatch = 5;
    private const int MaxLength = 400;

    /// <summary>Containers on one kernel share its memory like any other processes.</summary>
    private const string KernelFile = "/proc/sys/kernel/random/boot_id";

    public static string ThisHost() => File.Exists(KernelFile) ? File.ReadAllText(KernelFile).Trim() : Environment.MachineName;

    /// <summary>To be called before the database is used.</summary>
    /// <exception cref="WrongSettingException">Another machine uses it now.</exception>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        var first = Read();
        if (first is not null && first.Host != host)
        {
            Watching(first.Machine);
            for (var beat = 0; beat < BeatsToWatch; beat++)
            {
                await Task.Delay(Beat, time, cancellationToken);
                if (Read() is { } now && now != first && now.Host != host) throw new WrongSettingException(Sentence(now));
            }
        }

        TryWrite();
    }

    /// <summary>Shows that this machine is alive.</summary>
    /// <returns>Null; or, when another machine has taken the database over meanwhile, the sentence that says so.</returns>
    public string? Renew()
    {
        if (Read() is { } now && now.Host != host) return Sentence(now);
        TryWrite();
        return null;
    }

    private string FilePath() => HubLock.Real(databaseFile) + ".host";

    private string Sentence(Claim other) =>
        $"The machine {other.Machine} uses the database {databaseFile}, and SQLite serves the processes of one machine only. Stop the hub there, or keep the data in SQL Server, which any number of machines share (Database:Provider=sqlserver).";

    private Claim? Read()
    {
        try
        {
            using var file = new FileStream(FilePath(), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            Span<byte> bytes = stackalloc byte[MaxLength];
            var words = Encoding.UTF8.GetString(bytes[..file.Read(bytes)]).Split('\n');
            return words.Length >= 3 && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var beats) ? new Claim(words[0], beats, words[2]) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>In one go and never renamed, so that a file server shows it to other machines with their next look.</summary>
    private void TryWrite()
    {
        try
        {
            var bytes = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{host}\n{(Read()?.Beats ?? 0) + 1}\n{Environment.MachineName}\n"));
            using var file = new FileStream(FilePath(), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
            file.Write(bytes);
            file.SetLength(bytes.Length);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A full or read-only disk shows elsewhere.
        }
    }

    private sealed record Claim(string Host, long Beats, string Machine);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The machine {Machine} was the last to use this database; waiting some seconds to see that it no longer does")]
    private partial void Watching(string machine);
}

/// <summary>Shows that this machine is alive, and stops the hub when another one has taken the database.</summary>
internal sealed partial class HostBeat(HostClaim claim, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<HostBeat> log) : BackgroundService
{
    /// <summary>True once another machine has taken the database.</summary>
    public bool IsLost { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(HostClaim.Beat, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (claim.Renew() is not { } taken) continue;
                IsLost = true;
                Lost(taken);
                lifetime.StopApplication();
                return;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The ordinary end.
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Reason} This hub stops")]
    private partial void Lost(string reason);
}
