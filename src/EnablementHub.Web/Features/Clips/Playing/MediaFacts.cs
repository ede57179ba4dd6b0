using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;

namespace EnablementHub.Features.Clips.Playing;

/// <summary>A stored file together with what decides who gets it.</summary>
public sealed record MediaFacts
{
    public required int Id { get; init; }
    public required int ItemId { get; init; }
    public required string StoreKey { get; init; }
    public required string Sha256 { get; init; }
    public required long Length { get; init; }
    public required string ContentType { get; init; }
    public required string FileName { get; init; }
    public required bool IsPlayable { get; init; }
    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>Seconds, from the recording or from the end of its captions.</summary>
    public required double? Duration { get; init; }

    /// <summary>True for the file of the version that readers see, and for the pictures that its text shows.</summary>
    public required bool IsLive { get; init; }

    public required PublicationState State { get; init; }
    public required DateOnly? ReleaseOn { get; init; }
    public required DateOnly? ExpireOn { get; init; }
    public required int OwnerId { get; init; }
    public required IReadOnlyList<string> Audience { get; init; }

    /// <summary>Readers get what is published, for them and live; those who may edit the item get all of its files.</summary>
    public bool MayRead(ItemReader reader) => reader.MayEdit(OwnerId) || (Counts(reader.Today) && reader.IsInAudience(OwnerId, Audience));

    /// <summary>Only what readers can play counts as played.</summary>
    public bool Counts(DateOnly today) => IsLive && Item.Status(State, ReleaseOn, ExpireOn, today) == PublicationStatus.Published;
}
