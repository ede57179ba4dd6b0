using System.Collections.Concurrent;
using System.Security.Cryptography;
using EnablementHub.Features.Import.Reading;
using EnablementHub.Platform.Media;
using EnablementHub.Platform.Media.Probing;
using EnablementHub.Platform.Media.Sniffing;

namespace EnablementHub.Features.Import.Mapping;

/// <summary>Finds out by their bytes what files are; each picture once, however many pages show it.</summary>
internal sealed class FileReader(SourceTree tree, MediaProbe probe)
{
    private readonly ConcurrentDictionary<string, PreparedFile?> _pictures = new(StringComparer.Ordinal);

    public async Task<PreparedFile?> ReadPictureAsync(UsedPicture picture, CancellationToken cancellationToken)
    {
        if (_pictures.TryGetValue(picture.Path, out var known)) return known;
        try
        {
            await using var content = File.OpenRead(tree.FullPath(picture.Path));
            var verdict = await ContentSniffer.InspectAsync(content, SourceEntry.NameOf(picture.Path), cancellationToken);
            var file = verdict is { IsAccepted: true, Kind: ContentKind.Image } ? new PreparedFile(picture.Path, picture.Token, await HashAsync(content, cancellationToken), verdict.ContentType!, false, false, null, null, null) : null;
            return _pictures[picture.Path] = file;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return _pictures[picture.Path] = null;
        }
    }

    public async Task<(PreparedFile? File, string? Refusal)> ReadMediaAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = File.OpenRead(tree.FullPath(path));
            var verdict = await ContentSniffer.InspectAsync(content, SourceEntry.NameOf(path), cancellationToken);
            MediaFacts? facts = null;
            if (verdict is { IsAccepted: true, Kind: ContentKind.Video or ContentKind.Audio })
            {
                facts = await probe.ProbeAsync(content, cancellationToken);
                verdict = MediaTypes.Settle(verdict, facts);
            }

            if (!verdict.IsAccepted) return (null, verdict.Refusal);
            return (new PreparedFile(path, "", await HashAsync(content, cancellationToken), verdict.ContentType!, verdict.Kind == ContentKind.Video, verdict.Kind == ContentKind.Audio || facts is { HasAudio: true }, facts?.DurationSeconds, facts?.Width, facts?.Height), null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (null, $"It can't be read: {error.Message}");
        }
    }

    private static async Task<string> HashAsync(Stream content, CancellationToken cancellationToken)
    {
        content.Position = 0;
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
    }
}
