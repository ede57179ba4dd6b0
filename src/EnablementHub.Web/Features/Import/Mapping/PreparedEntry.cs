using System.Security.Cryptography;
using System.Text;
using EnablementHub.Features.Import.Reading;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Media.Captions;

namespace EnablementHub.Features.Import.Mapping;

/// <summary>An entry as it is to stand in the hub. Pictures and files have no numbers yet.</summary>
internal sealed record PreparedEntry
{
    public required SourceEntry Entry { get; init; }
    public required VersionContent Content { get; init; }
    public required int? OwnerId { get; init; }
    public required string Language { get; init; }
    public required ItemUse Use { get; init; }
    public required IReadOnlyList<string> Audience { get; init; }
    public required IReadOnlyList<int> FacetValueIds { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }
    public required ItemCare Care { get; init; }
    public required EntryFields Fields { get; init; }

    /// <summary>What the files ask for; rules may keep it a draft.</summary>
    public required PublicationState State { get; init; }
    public required IReadOnlyList<PreparedFile> Pictures { get; init; }
    public required PreparedFile? Media { get; init; }
    public required CaptionTrack? Captions { get; init; }
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Why it can't come in.</summary>
    public string? Refusal { get; init; }
    public string ContentHash { get; private set; } = "";
    public string DetailsHash { get; private set; } = "";

    public PreparedEntry Hashed()
    {
        var cues = Captions is null ? "" : string.Join('\n', Captions.Cues.Select(cue => FormattableString.Invariant($"{cue.Start:0.###}|{cue.End:0.###}|{cue.Speaker}|{cue.Text}")));
        ContentHash = Hash([Content.Title, Content.Summary, Content.Body, Content.Context, Content.Recap, Content.CheatSheet, Content.LinkUrl ?? "", Content.LengthOverride, Media?.Sha256 ?? "", cues, .. Pictures.Select(picture => picture.Token + picture.Sha256)]);
        DetailsHash = HashDetails(OwnerId, Language, Use, Audience, FacetValueIds, Tags, Fields.ReleaseOn, Fields.ExpireOn, Care);
        return this;
    }

    public static string HashDetails(int? ownerId, string language, ItemUse use, IEnumerable<string> audience, IEnumerable<int> facets, IEnumerable<string> tags, DateOnly? releaseOn, DateOnly? expireOn, ItemCare care) =>
        Hash([FormattableString.Invariant($"{ownerId}|{use}|{releaseOn:O}|{expireOn:O}"), language, .. audience.Order(StringComparer.Ordinal), "", .. facets.Order().Select(id => FormattableString.Invariant($"{id}")), "", .. tags.Order(StringComparer.OrdinalIgnoreCase), .. care == ItemCare.None ? Array.Empty<string>() : ["", care.ToString()]]);

    private static string Hash(IEnumerable<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData([0]);
        }

        return Convert.ToBase64String(hash.GetHashAndReset()).TrimEnd('=');
    }
}

/// <param name="Path">Below the folder.</param>
/// <param name="Token">What stands in the text for it; empty for recordings and documents.</param>
internal sealed record PreparedFile(string Path, string Token, string Sha256, string ContentType, bool HasVideo, bool HasAudio, double? DurationSeconds, int? Width, int? Height);
