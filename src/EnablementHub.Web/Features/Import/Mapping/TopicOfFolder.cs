using EnablementHub.Features.Import.Reading;

namespace EnablementHub.Features.Import.Mapping;

/// <summary>
/// Which topic a folder is: the one highest up that tells pages apart. A folder that holds nearly everything, such as
/// <c>content</c>, tells nothing, so the next level counts.
/// </summary>
internal sealed class TopicOfFolder
{
    public const string Group = "topic";
    private const double NearlyAll = 0.9;
    private readonly int _skipped;

    public TopicOfFolder(IReadOnlyList<SourceEntry> entries)
    {
        var rest = entries.Select(entry => entry.Folder.Split('/')).ToList();
        while (rest.Count > 1 && _skipped < 5)
        {
            var largest = rest.Where(parts => parts.Length > _skipped && parts[_skipped].Length > 0).GroupBy(parts => parts[_skipped], StringComparer.Ordinal).MaxBy(group => group.Count());
            if (largest is null || largest.Count() < rest.Count * NearlyAll || largest.All(parts => parts.Length == _skipped + 1)) break;
            _skipped++;
        }
    }

    /// <summary>As people read it; null: the entry lies above all topics.</summary>
    public string? Of(SourceEntry entry)
    {
        var parts = entry.Folder.Split('/');
        return parts.Length > _skipped && parts[_skipped].Length > 0 ? EntryReader.Readable(parts[_skipped]) is { Length: <= Taxonomy.FacetValue.MaxLabelLength } label ? label : null : null;
    }
}
