using EnablementHub.Data;
using EnablementHub.Features.Clips;
using EnablementHub.Features.Clips.Attaching;
using EnablementHub.Features.Import.Mapping;
using EnablementHub.Features.Import.Reading;
using EnablementHub.Features.Library;
using EnablementHub.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Import.Writing;

/// <summary>Puts pictures, recordings and documents into the store, each content once, and gives every item rows of its own for what it shows.</summary>
public sealed class StoreEntryFiles(HubDbContext database, IFileStore store)
{
    private readonly Dictionary<string, StoredFile> _stored = new(StringComparer.Ordinal);

    /// <summary>Before the unit of work: what is stored and never named is cleared away later.</summary>
    internal async Task StoreAsync(SourceTree tree, IReadOnlyList<EntryWork> works, CancellationToken cancellationToken)
    {
        var wanted = works.Where(work => work.ChangesContent).SelectMany(work => FilesOf(work.Prepared)).Where(file => !_stored.ContainsKey(file.Sha256)).DistinctBy(file => file.Sha256).ToList();
        if (wanted.Count == 0) return;
        foreach (var chunk in wanted.Chunk(200))
        {
            var hashes = chunk.Select(file => file.Sha256).ToList();
            foreach (var row in await database.MediaFiles.AsNoTracking().Where(row => hashes.Contains(row.Sha256)).Select(row => new { row.Sha256, row.StoreKey, row.Length }).ToListAsync(cancellationToken))
            {
                if (await store.StatAsync(row.StoreKey, cancellationToken) is { } there && there.Length == row.Length) _stored.TryAdd(row.Sha256, new StoredFile(row.StoreKey, row.Length, row.Sha256));
            }
        }

        foreach (var file in wanted.Where(file => !_stored.ContainsKey(file.Sha256)))
        {
            await using var content = File.OpenRead(tree.FullPath(file.Path));
            _stored[file.Sha256] = await store.SaveAsync(content, content.Length, cancellationToken);
        }
    }

    /// <summary>Within the unit of work: adds the rows that are missing; the caller saves, then asks for their numbers.</summary>
    internal async Task<EntryFiles> AddRowsAsync(IReadOnlyList<EntryWork> works, IReadOnlyDictionary<int, Item> items, int uploaderId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = new EntryFiles();
        var ids = works.Where(work => !work.IsNew && FilesOf(work.Prepared).Any()).Select(work => work.Prepared.Entry.ItemId).ToList();
        if (ids.Count > 0)
        {
            foreach (var row in await database.MediaFiles.Where(row => ids.Contains(row.ItemId)).ToListAsync(cancellationToken)) rows.Files.TryAdd((row.ItemId, row.Sha256), row);
        }

        foreach (var work in works)
        {
            var itemId = work.Prepared.Entry.ItemId;
            if (!items.TryGetValue(itemId, out var item)) continue;
            foreach (var file in FilesOf(work.Prepared))
            {
                if (rows.Files.ContainsKey((itemId, file.Sha256)) || !_stored.TryGetValue(file.Sha256, out var stored)) continue;
                var row = Row(itemId, file, stored, uploaderId, now);
                database.MediaFiles.Add(row);
                rows.Files.Add((itemId, file.Sha256), row);
            }

            if (work.Prepared.Captions is not { } track) continue;
            if (track.Cues.Count > Transcript.MaxCues)
            {
                work.Say(FindingKind.File, FormattableString.Invariant($"{work.Prepared.Entry.Captions} has {track.Cues.Count:N0} captions; at most {Transcript.MaxCues:N0} fit. They were left out."));
                continue;
            }

            var transcript = AttachCaptions.ToTranscript(track, item, FileNames.Clean(SourceEntry.NameOf(work.Prepared.Entry.Captions!)), now);
            database.Transcripts.Add(transcript);
            rows.Transcripts.Add(itemId, transcript);
        }

        return rows;
    }

    private static IEnumerable<PreparedFile> FilesOf(PreparedEntry prepared) => prepared.Media is { } media ? prepared.Pictures.Append(media) : prepared.Pictures;

    private static MediaFile Row(int itemId, PreparedFile file, StoredFile stored, int uploaderId, DateTimeOffset now) => new()
    {
        ItemId = itemId,
        StoreKey = stored.Key,
        Sha256 = stored.Sha256,
        Length = stored.Length,
        ContentType = file.ContentType,
        FileName = FileNames.Clean(SourceEntry.NameOf(file.Path)),
        DurationSeconds = file.DurationSeconds,
        HasVideo = file.HasVideo,
        HasAudio = file.HasAudio,
        Width = file.Width,
        Height = file.Height,
        UploadedAt = now,
        UploadedById = uploaderId,
    };
}

/// <summary>Rows of files and captions, by item; their numbers are there once they are saved.</summary>
internal sealed class EntryFiles
{
    public Dictionary<(int ItemId, string Sha256), MediaFile> Files { get; } = [];
    public Dictionary<int, Transcript> Transcripts { get; } = [];

    public bool IsEmpty => Files.Count == 0 && Transcripts.Count == 0;
}
