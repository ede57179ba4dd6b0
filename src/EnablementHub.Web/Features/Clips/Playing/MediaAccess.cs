using System.Collections.Concurrent;
using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Links.Graph;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EnablementHub.Features.Clips.Playing;

/// <summary>
/// Answers who may have a file without asking the database for each of a player's many ranges. What it knows is two
/// seconds old at most; a change made on this node holds at once.
/// </summary>
public sealed class MediaAccess(IServiceProvider services, TimeProvider time) : SaveChangesInterceptor
{
    private const int MaxEntries = 10_000;
    private static readonly TimeSpan Staleness = TimeSpan.FromSeconds(2);

    private static readonly Func<HubDbContext, int, string, Task<MediaFacts?>> Read = EF.CompileAsyncQuery((HubDbContext database, int id, string addressKey) =>
        database.MediaFiles.AsNoTracking().AsSingleQuery().Where(file => file.Id == id).Join(database.Items, file => file.ItemId, item => item.Id, (file, item) => new MediaFacts
        {
            Id = file.Id,
            ItemId = item.Id,
            StoreKey = file.StoreKey,
            Sha256 = file.Sha256,
            Length = file.Length,
            ContentType = file.ContentType,
            FileName = file.FileName,
            IsPlayable = file.HasVideo || file.HasAudio,
            UploadedAt = file.UploadedAt,
            Duration = file.DurationSeconds ?? item.Versions.Where(version => version.MediaFileId == file.Id && version.Transcript != null)
                .OrderByDescending(version => version.Number).Select(version => (double?)version.Transcript!.EndSeconds).FirstOrDefault(),
            IsLive = item.Versions.Any(version => version.Number == item.LiveNumber && (version.MediaFileId == file.Id || version.Links.Any(link => link.AddressKey == addressKey))),
            State = item.State,
            ReleaseOn = item.ReleaseOn,
            ExpireOn = item.ExpireOn,
            OwnerId = item.OwnerId,
            Audience = item.Audience.Select(entry => entry.Grant).ToList(),
        }).SingleOrDefault());

    private readonly ConcurrentDictionary<int, Entry> _entries = new();
    private long _generation;

    /// <summary>Null: no such file.</summary>
    public async ValueTask<MediaFacts?> FindAsync(int mediaFileId, CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        if (_entries.TryGetValue(mediaFileId, out var entry) && entry.Generation == Interlocked.Read(ref _generation) && time.GetElapsedTime(entry.ReadAt, now) < Staleness) return entry.Facts;
        var generation = Interlocked.Read(ref _generation);
        await using var database = await services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync(cancellationToken);
        var facts = await Read(database, mediaFileId, VersionLink.KeyOf(PlayingLinks.Media(mediaFileId)));
        if (_entries.Count >= MaxEntries) _entries.Clear();
        if (facts is not null) _entries[mediaFileId] = new Entry(facts, now, generation);
        return facts;
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        ForgetAfter(eventData.Context);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        ForgetAfter(eventData.Context);
        return ValueTask.FromResult(result);
    }

    /// <summary>A change row stands for every change that readers may notice.</summary>
    private void ForgetAfter(DbContext? database)
    {
        if (database is null) return;
        var detects = database.ChangeTracker.AutoDetectChangesEnabled;
        database.ChangeTracker.AutoDetectChangesEnabled = false;
        if (database.ChangeTracker.Entries<ChangeRow>().Any()) Interlocked.Increment(ref _generation);
        database.ChangeTracker.AutoDetectChangesEnabled = detects;
    }

    private sealed record Entry(MediaFacts Facts, long ReadAt, long Generation);
}
