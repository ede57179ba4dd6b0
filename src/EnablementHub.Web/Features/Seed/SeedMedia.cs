using EnablementHub.Data;
using EnablementHub.Features.Clips;
using EnablementHub.Features.Library;
using EnablementHub.Platform.Media.Probing;
using EnablementHub.Platform.Media.Sniffing;
using EnablementHub.Platform.Storage;

namespace EnablementHub.Features.Seed;

/// <summary>Puts a seed's recordings and documents into the store, measured like any upload.</summary>
public sealed class SeedMedia(HubDbContext database, IFileStore store, MediaProbe probe)
{
    // A load that is done again finds what it has stored already.
    private readonly Dictionary<string, StoredFile> _stored = new(StringComparer.Ordinal);

    public async Task<MediaFile> StoreAsync(Item item, string path, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var source = File.OpenRead(path);
        var verdict = await ContentSniffer.InspectAsync(source, Path.GetFileName(path), cancellationToken);
        if (!verdict.IsAccepted) throw new SeedException($"{path}: {verdict.Refusal}");
        source.Position = 0;
        if (!_stored.TryGetValue(path, out var stored)) _stored.Add(path, stored = await store.SaveAsync(source, source.Length, cancellationToken));
        var facts = verdict.Kind is ContentKind.Video or ContentKind.Audio ? await probe.ProbeAsync(source, cancellationToken) : null;
        var file = new MediaFile
        {
            ItemId = item.Id,
            StoreKey = stored.Key,
            Sha256 = stored.Sha256,
            Length = stored.Length,
            ContentType = verdict.ContentType!,
            FileName = Path.GetFileName(path),
            DurationSeconds = facts?.DurationSeconds,
            HasVideo = facts?.HasVideo ?? false,
            HasAudio = facts?.HasAudio ?? false,
            Width = facts?.Width,
            Height = facts?.Height,
            UploadedAt = at,
            UploadedById = item.OwnerId,
        };
        database.Add(file);
        return file;
    }
}
