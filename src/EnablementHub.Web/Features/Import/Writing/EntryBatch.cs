using EnablementHub.Features.Import.Mapping;
using EnablementHub.Features.Import.Reading;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Lifecycle;

namespace EnablementHub.Features.Import.Writing;

/// <summary>What all batches of one run share.</summary>
internal sealed record EntryBatch
{
    public required SourceTree Tree { get; init; }
    public required ImportRequest Request { get; init; }
    public required KnownFiles Known { get; init; }
    public required ImportOutcome Outcome { get; init; }
    public required Action<Finding> Report { get; init; }

    /// <summary>Entries that are through.</summary>
    public int Done { get; set; }
}

/// <summary>Names that only one item may have, and some item has.</summary>
internal sealed class TakenNames
{
    public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);
    public HashSet<string> ExternalIds { get; } = new(StringComparer.Ordinal);
}

/// <summary>What is to be done with an entry.</summary>
internal sealed record EntryWork(PreparedEntry Prepared, KnownFile Known, bool ChangesContent, bool ChangesDetails)
{
    public bool IsNew => Known.ContentHash.Length == 0;

    /// <summary>Rendered ahead, by many threads; used once.</summary>
    public ItemVersion? Rendered { get; set; }

    /// <summary>What was found while writing; said only when the writing held.</summary>
    public List<Finding> Said { get; } = [];

    public string File => Prepared.Entry.IsPage ? Prepared.Entry.Path : Prepared.Entry.Description ?? Prepared.Entry.Path;

    public void Say(FindingKind kind, string sentence) => Said.Add(new Finding(kind, File, 0, sentence));

    /// <summary>Rules that keep it from readers, for a run that writes nothing.</summary>
    public IEnumerable<string> Problems()
    {
        var prepared = Prepared;
        var media = prepared.Media is { } file
            ? new Clips.MediaFile
            {
                ItemId = 0,
                StoreKey = "",
                Sha256 = file.Sha256,
                Length = 0,
                ContentType = file.ContentType,
                FileName = file.Path,
                DurationSeconds = file.DurationSeconds,
                HasVideo = file.HasVideo,
                HasAudio = file.HasAudio,
                UploadedAt = default,
                UploadedById = 0,
            }
            : null;
        return PublishingRules.Requirements(prepared.Entry.Kind, prepared.Content, media, prepared.Captions?.Cues.Max(cue => cue.End)).Where(requirement => !requirement.IsMet).Select(requirement => requirement.Sentence);
    }
}
