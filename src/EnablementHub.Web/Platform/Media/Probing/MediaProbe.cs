using EnablementHub.Platform.Media.Probing.Containers;

namespace EnablementHub.Platform.Media.Probing;

/// <summary>Finds out how long a media file is and what is in it: by ffprobe where it is installed, else from its header.</summary>
/// <param name="ffprobePath">Null: found on the path. A path that leads nowhere means: do without.</param>
public sealed class MediaProbe(string? ffprobePath = null)
{
    private readonly Ffprobe? _ffprobe = Ffprobe.Find(ffprobePath);

    /// <summary>False when ffprobe is not installed: then only headers are read, and files are not checked by decoding them.</summary>
    public bool IsAvailable => _ffprobe is not null;

    /// <summary>Says for the health report what the hub works with.</summary>
    public string Description => _ffprobe is null
        ? "ffprobe is not installed: lengths are read from the headers of files. Install ffmpeg to have uploads checked fully."
        : $"ffprobe at {_ffprobe.Path}";

    /// <summary>Never throws for what the file contains. The stream is read from its beginning and left anywhere.</summary>
    /// <param name="content">Seekable. A stream that is not a file is copied to a temporary one for ffprobe.</param>
    public async Task<MediaFacts> ProbeAsync(Stream content, CancellationToken cancellationToken = default)
    {
        if (_ffprobe is null)
        {
            return HeaderReader.Read(content);
        }

        if (content is FileStream file)
        {
            return await ProbeFileAsync(file.Name, content, cancellationToken);
        }

        var copy = Path.Combine(Path.GetTempPath(), "hub-probe-" + Path.GetRandomFileName());
        try
        {
            content.Position = 0;
            await using (var target = new FileStream(copy, FileMode.CreateNew, FileAccess.Write))
            {
                await content.CopyToAsync(target, cancellationToken);
            }

            return await ProbeFileAsync(copy, content, cancellationToken);
        }
        finally
        {
            File.Delete(copy);
        }
    }

    private async Task<MediaFacts> ProbeFileAsync(string path, Stream content, CancellationToken cancellationToken)
    {
        var facts = await _ffprobe!.RunAsync(path, cancellationToken);
        if (facts is { DurationSeconds: not null } or { Problem: not null })
        {
            return facts;
        }

        // Recordings from a browser do not carry their length, and a probe that timed out has none: their header or blocks may tell.
        var header = HeaderReader.Read(content);
        return facts is null ? header : facts with { DurationSeconds = header.DurationSeconds };
    }
}
