using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Media;
using EnablementHub.Platform.Media.Probing;
using EnablementHub.Platform.Media.Sniffing;
using EnablementHub.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Clips.Attaching;

public sealed record AttachRequest
{
    public required int ItemId { get; init; }
    public required Writer Writer { get; init; }

    /// <summary>As the sender calls it; decides nothing.</summary>
    public required string FileName { get; init; }

    /// <summary>Read once, from where it stands to its end.</summary>
    public required Stream Content { get; init; }
    public required long MaxBytes { get; init; }

    /// <summary>SHA-256 of the whole file as the sender knows it, lower-case hexadecimal; null: it isn't compared.</summary>
    public string? Sha256 { get; init; }
}

/// <param name="RevisionBefore">The item's revision just before, so that an open editor knows whether only this happened.</param>
public sealed record AttachResult(WriteResult Write, int RevisionBefore = 0)
{
    /// <summary>The file in words, for example "call.mp4, 2 min 05 s".</summary>
    public MediaFile? File { get; init; }
    public Transcript? Transcript { get; init; }

    public static implicit operator AttachResult(WriteResult write) => new(write);
}

/// <summary>
/// Stores a recording or a document while it arrives, finds out what it is by its bytes, and puts it into a new pending
/// version. Fails with the file store's exceptions; then nothing of it is left.
/// </summary>
public sealed class AttachMedia(HubDbContext database, IFileStore store, MediaProbe probe, VersionFactory versions, TimeProvider time)
{
    public async Task<AttachResult> RunAsync(AttachRequest request, CancellationToken cancellationToken = default)
    {
        if (await database.LoadItemAsync(request.ItemId, cancellationToken) is not { } item) return WriteResult.NotFound;
        if (!request.Writer.MayChange(item)) return WriteResult.NotAllowed(Writer.NotYours);
        if (Accepted(item.Kind).Count == 0) return WriteResult.Invalid("file", $"A {item.Kind.Label().ToLowerInvariant()} has no file. Make a document of it, and link to that.");
        var stored = await store.SaveAsync(request.Content, request.MaxBytes, cancellationToken);
        try
        {
            var result = await ExamineAsync(request, item.Kind, stored, cancellationToken);
            if (!result.Write.Succeeded) await store.DeleteAsync(stored.Key, CancellationToken.None);
            return result;
        }
        catch
        {
            await DropUnlessReferredToAsync(stored.Key);
            throw;
        }
    }

    /// <summary>What a kind of item takes.</summary>
    public static IReadOnlyList<ContentKind> Accepted(ItemKind kind) => kind switch
    {
        ItemKind.Clip or ItemKind.TrainingVideo => [ContentKind.Video, ContentKind.Audio],
        ItemKind.Document or ItemKind.Template => [ContentKind.Document],
        _ => [],
    };

    private async Task<AttachResult> ExamineAsync(AttachRequest request, ItemKind kind, StoredFile stored, CancellationToken cancellationToken)
    {
        if (request.Sha256 is { } expected && expected != stored.Sha256)
            return WriteResult.Invalid("sha256", $"What arrived has the SHA-256 {stored.Sha256}, not {expected}. Nothing was stored; send it again.");
        var name = FileNames.Clean(request.FileName);
        ContentVerdict verdict;
        MediaFacts? facts = null;
        await using (var content = await store.OpenReadAsync(stored.Key, cancellationToken) ?? throw new StoreUnavailableException("The file was stored but can't be read."))
        {
            verdict = await ContentSniffer.InspectAsync(content, name, cancellationToken);
            if (verdict is { IsAccepted: true, Kind: ContentKind.Video or ContentKind.Audio })
            {
                facts = await probe.ProbeAsync(content, cancellationToken);
                verdict = MediaTypes.Settle(verdict, facts);
            }
        }

        if (!verdict.IsAccepted) return WriteResult.Invalid("file", verdict.IsUnknown ? $"{verdict.Refusal} {Takes(kind)}" : verdict.Refusal!);
        if (!Accepted(kind).Contains(verdict.Kind!.Value)) return WriteResult.Invalid("file", Refusal(kind));
        name = FileNames.WithExtension(name, verdict.Extension!);
        return await database.InUnitAsync(token => WriteAsync(request, name, stored, verdict, facts, token), result => result.Write.Succeeded, cancellationToken);
    }

    private async Task<AttachResult> WriteAsync(AttachRequest request, string name, StoredFile stored, ContentVerdict verdict, MediaFacts? facts, CancellationToken cancellationToken)
    {
        if (await database.LoadItemAsync(request.ItemId, cancellationToken) is not { } item) return WriteResult.NotFound;
        if (!request.Writer.MayChange(item)) return WriteResult.NotAllowed(Writer.NotYours);
        var before = item.Revision;
        var now = time.GetUtcNow();
        var file = new MediaFile
        {
            ItemId = item.Id,
            StoreKey = stored.Key,
            Sha256 = stored.Sha256,
            Length = stored.Length,
            ContentType = verdict.ContentType!,
            FileName = name,
            DurationSeconds = facts?.DurationSeconds,
            HasVideo = verdict.Kind == ContentKind.Video,
            HasAudio = verdict.Kind == ContentKind.Audio || facts is { HasAudio: true },
            Width = facts?.Width,
            Height = facts?.Height,
            UploadedAt = now,
            UploadedById = request.Writer.PersonId,
        };
        database.MediaFiles.Add(file);
        await database.SaveChangesAsync(cancellationToken);
        var content = VersionContent.From(item.NewestVersion!) with { MediaFileId = file.Id, Note = FileNames.Note("Added", name) };
        var number = await database.NextVersionNumberAsync(item, cancellationToken);
        if (versions.TryCreate(content, number, request.Writer.PersonId, now, out var problem) is not { } version) return WriteResult.Invalid([problem!]);
        item.AddPending(version, now);
        database.LogItem(item, request.Writer.PersonId, ItemActions.MediaAttached, now, name);
        var write = await database.StoreAsync(item, before, cancellationToken);
        if (!write.Succeeded) return write;
        var warnings = PublishingRules.Warnings(item.Kind, content, file, version.Transcript?.EndSeconds).ToList();
        if (facts is { Source: FactsSource.Nobody }) warnings.Add(facts.Explanation);
        return new AttachResult(write with { Warnings = warnings }, before) { File = file };
    }

    /// <summary>Once a commit has been tried, only the database knows how it ended; when it can't say, the file stays, and <c>hub verify</c> names it.</summary>
    private async Task DropUnlessReferredToAsync(string storeKey)
    {
        database.ChangeTracker.Clear();
        try
        {
            if (await database.MediaFiles.AnyAsync(file => file.StoreKey == storeKey, CancellationToken.None)) return;
        }
        catch (Exception error) when (DatabaseFailure.IsPassing(error))
        {
            return;
        }

        await store.DeleteAsync(storeKey, CancellationToken.None);
    }

    private static string Refusal(ItemKind kind) => kind.IsPlayable()
        ? $"{Takes(kind)} Add a document as an item of its own."
        : $"{Takes(kind)} Add a recording as a clip or training video.";

    private static string Takes(ItemKind kind) => kind.IsPlayable()
        ? $"A {kind.Label().ToLowerInvariant()} takes video (MP4, MOV, WebM, MKV) or sound (MP3, M4A, AAC, OGG, WAV, FLAC)."
        : $"A {kind.Label().ToLowerInvariant()} takes PDF, Word, Excel and PowerPoint files.";
}
