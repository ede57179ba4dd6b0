using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace EnablementHub.Platform.Media.Probing;

/// <summary>
/// Runs ffprobe on a file from a stranger: it may open that one file and nothing else, knows only the formats that the
/// hub takes, and has little memory, time and room to answer.
/// </summary>
internal sealed class Ffprobe
{
    private const int MaxOutput = 256 * 1024;
    private const string Formats = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mp3,aac,ogg,wav,flac";
    private const string Unusable = "The file cannot be played: it is damaged, or not what its name says. Export it again.";
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(20);
    private readonly string? _limiter;

    private Ffprobe(string path, string? limiter)
    {
        Path = path;
        _limiter = limiter;
    }

    internal string Path { get; }

    internal static Ffprobe? Find(string? path)
    {
        var found = path is null ? OnPath("ffprobe") : File.Exists(path) ? System.IO.Path.GetFullPath(path) : null;
        return found is null ? null : new Ffprobe(found, OperatingSystem.IsLinux() ? OnPath("prlimit") : null);
    }

    /// <summary>Null when ffprobe gave no answer, which says nothing about the file.</summary>
    internal async Task<MediaFacts?> RunAsync(string file, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(MaxTime);
        using var process = new Process { StartInfo = StartInfo(file) };
        try
        {
            process.Start();
            process.StandardInput.Close();
            var errors = ReadAsync(process.StandardError, timeout.Token);
            var output = await ReadAsync(process.StandardOutput, timeout.Token);
            await errors;
            await process.WaitForExitAsync(timeout.Token);
            return process.ExitCode != 0 ? MediaFacts.Unknown(Unusable) with { Source = FactsSource.Ffprobe } : FfprobeAnswer.Read(output);
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidDataException or JsonException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
        finally
        {
            Stop(process);
        }
    }

    private ProcessStartInfo StartInfo(string file)
    {
        var start = new ProcessStartInfo
        {
            FileName = _limiter ?? Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        if (_limiter is not null)
        {
            AddAll(start, "--as=2147483648", "--cpu=20", "--core=0", "--", Path);
        }

        AddAll(
            start,
            "-v", "error",
            "-hide_banner",
            "-max_alloc", "268435456",
            "-protocol_whitelist", "file",
            "-format_whitelist", Formats,
            "-show_entries", "format=format_name,duration:stream=codec_type,codec_name,width,height,duration:stream_disposition=attached_pic",
            "-of", "json",
            "-i", "file:" + System.IO.Path.GetFullPath(file));
        return start;
    }

    private static void AddAll(ProcessStartInfo start, params string[] arguments) => Array.ForEach(arguments, start.ArgumentList.Add);

    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var buffer = new char[MaxOutput];
        var length = await reader.ReadBlockAsync(buffer, cancellationToken);
        return length < buffer.Length ? new string(buffer, 0, length) : throw new InvalidDataException("ffprobe says more than a media file needs.");
    }

    private static void Stop(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (InvalidOperationException)
        {
            // It never started.
        }
    }

    private static string? OnPath(string name)
    {
        var fileName = OperatingSystem.IsWindows() ? name + ".exe" : name;
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => System.IO.Path.Combine(folder, fileName))
            .FirstOrDefault(File.Exists);
    }
}
