using System.Globalization;
using EnablementHub.Features.Search.Engine.Stores;

namespace EnablementHub.Features.Search.Engine.Lucene.Files;

/// <summary>What the index's own commit says of itself.</summary>
internal sealed record CommitData(string Version, IndexState State, long Watermark, long Number, int Languages)
{
    public Dictionary<string, string> ToUserData() => new(StringComparer.Ordinal)
    {
        ["version"] = Version,
        ["state"] = State.ToString(),
        ["watermark"] = Watermark.ToString(CultureInfo.InvariantCulture),
        ["commit"] = Number.ToString(CultureInfo.InvariantCulture),
        ["languages"] = Languages.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Null when something is missing.</summary>
    public static CommitData? Of(IDictionary<string, string> data) =>
        data.TryGetValue("version", out var version)
        && data.TryGetValue("state", out var stateName) && Enum.TryParse<IndexState>(stateName, out var state)
        && data.TryGetValue("watermark", out var watermark) && long.TryParse(watermark, CultureInfo.InvariantCulture, out var change)
        && data.TryGetValue("commit", out var commit) && long.TryParse(commit, CultureInfo.InvariantCulture, out var number)
        && data.TryGetValue("languages", out var languages) && int.TryParse(languages, CultureInfo.InvariantCulture, out var bits)
            ? new CommitData(version, state, change, number, bits)
            : null;
}
