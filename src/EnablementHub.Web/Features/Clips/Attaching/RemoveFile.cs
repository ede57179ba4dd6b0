using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;

namespace EnablementHub.Features.Clips.Attaching;

public enum AttachedFile
{
    Media,
    Captions,
}

/// <summary>Makes a pending version without the recording, document or captions; earlier versions keep theirs.</summary>
public sealed class RemoveFile(HubDbContext database, VersionFactory versions, TimeProvider time)
{
    public async Task<WriteResult> RunAsync(int itemId, AttachedFile which, int revision, Writer writer, CancellationToken cancellationToken = default)
    {
        if (await database.LoadItemAsync(itemId, cancellationToken) is not { } item) return WriteResult.NotFound;
        if (!writer.MayChange(item)) return WriteResult.NotAllowed(Writer.NotYours);
        var newest = item.NewestVersion!;
        if ((which == AttachedFile.Media ? newest.MediaFileId : newest.TranscriptId) is null) return WriteResult.Unchanged(item);
        if (item.Revision != revision) return WriteResult.Stale(item);
        var before = VersionContent.From(newest);
        var content = which == AttachedFile.Media
            ? before with { MediaFileId = null, Note = FileNames.Note("Removed", newest.MediaFile!.FileName) }
            : before with { TranscriptId = null, Note = "Removed the captions" };
        var now = time.GetUtcNow();
        var number = await database.NextVersionNumberAsync(item, cancellationToken);
        if (versions.TryCreate(content, number, writer.PersonId, now, out var problem) is not { } version) return WriteResult.Invalid([problem!]);
        item.AddPending(version, now);
        database.LogItem(item, writer.PersonId, ItemActions.FileRemoved, now, content.Note);
        return await database.StoreAsync(item, revision, cancellationToken);
    }
}

public static class AttachingFeature
{
    public static IServiceCollection AddAttaching(this IServiceCollection services)
    {
        services.AddScoped<AttachMedia>();
        services.AddScoped<AttachCaptions>();
        services.AddScoped<RemoveFile>();
        return services;
    }
}
