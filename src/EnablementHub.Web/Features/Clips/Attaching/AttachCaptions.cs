using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Media.Captions;

namespace EnablementHub.Features.Clips.Attaching;

/// <summary>Reads WebVTT or SRT captions into a transcript and puts it into a new pending version.</summary>
public sealed class AttachCaptions(HubDbContext database, VersionFactory versions, TimeProvider time)
{
    public async Task<AttachResult> RunAsync(AttachRequest request, CancellationToken cancellationToken = default)
    {
        if (await database.LoadItemAsync(request.ItemId, cancellationToken) is not { } found) return WriteResult.NotFound;
        if (!request.Writer.MayChange(found)) return WriteResult.NotAllowed(Writer.NotYours);
        if (!found.Kind.IsPlayable()) return WriteResult.Invalid("file", "Only clips and training videos have captions.");
        var track = await CaptionParser.ParseAsync(request.Content, cancellationToken);
        if (!track.IsUsable) return WriteResult.Invalid([.. track.Problems.Select(sentence => new FieldProblem("file", sentence))]);
        if (track.Cues.Count > Transcript.MaxCues)
            return WriteResult.Invalid("file", FormattableString.Invariant($"The file has {track.Cues.Count:N0} captions; at most {Transcript.MaxCues:N0} fit. Cut the recording, or join short captions."));

        var name = FileNames.Clean(request.FileName);
        return await database.InUnitAsync(token => StoreAsync(request, track, name, token), result => result.Write.Succeeded, cancellationToken);
    }

    private async Task<AttachResult> StoreAsync(AttachRequest request, CaptionTrack track, string name, CancellationToken cancellationToken)
    {
        if (await database.LoadItemAsync(request.ItemId, cancellationToken) is not { } item) return WriteResult.NotFound;
        if (!request.Writer.MayChange(item)) return WriteResult.NotAllowed(Writer.NotYours);
        var before = item.Revision;
        var now = time.GetUtcNow();
        var transcript = ToTranscript(track, item, name, now);
        database.Transcripts.Add(transcript);
        await database.SaveChangesAsync(cancellationToken);
        var newest = item.NewestVersion!;
        var content = VersionContent.From(newest) with { TranscriptId = transcript.Id, Note = FileNames.Note("Added captions", name) };
        var number = await database.NextVersionNumberAsync(item, cancellationToken);
        if (versions.TryCreate(content, number, request.Writer.PersonId, now, out var problem) is not { } version) return WriteResult.Invalid([problem!]);
        item.AddPending(version, now);
        database.LogItem(item, request.Writer.PersonId, ItemActions.CaptionsAttached, now, $"{name}, {transcript.Cues.Count} captions");
        var write = await database.StoreAsync(item, before, cancellationToken);
        if (!write.Succeeded) return write;
        var warnings = track.Problems.Concat(PublishingRules.Warnings(item.Kind, content, newest.MediaFile, transcript.EndSeconds));
        return new AttachResult(write with { Warnings = [.. warnings] }, before) { Transcript = transcript };
    }

    /// <summary>Also used by the seed: the cues as the database holds them.</summary>
    public static Transcript ToTranscript(CaptionTrack track, Item item, string fileName, DateTimeOffset now)
    {
        var transcript = new Transcript { ItemId = item.Id, Language = item.Language, FileName = fileName, CreatedAt = now };
        foreach (var cue in track.Cues)
            transcript.Add(cue.Start, cue.End, Shorten(cue.Speaker ?? "", Cue.MaxSpeakerLength), Shorten(cue.Text, Cue.MaxTextLength));
        return transcript;
    }

    private static string Shorten(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
