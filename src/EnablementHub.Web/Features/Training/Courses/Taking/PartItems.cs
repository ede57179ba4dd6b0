using EnablementHub.Data;
using EnablementHub.Features.Learning.Noting;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Courses.Taking;

/// <summary>An item within a course, as its reader finds it.</summary>
/// <param name="Duration">Seconds; null for what isn't played.</param>
/// <param name="Seen">Unique seconds that the person has played.</param>
public sealed record PartItem(int Id, ItemKind Kind, string Title, bool IsPlayable, double? Duration, double Seen)
{
    /// <summary>Unique seconds from which it counts.</summary>
    public double Goal => ItemFacts.GoalOf(Duration);
}

/// <summary>Reads the items of a course for one reader.</summary>
public sealed class PartItems(HubDbContext database)
{
    /// <summary>Those that the reader may see today; the others are left out.</summary>
    public async Task<IReadOnlyDictionary<int, PartItem>> ReadAsync(IReadOnlyCollection<int> ids, ItemReader reader, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) return new Dictionary<int, PartItem>();
        var me = reader.Viewer.PersonId;
        return await (
            from item in database.Items.AsNoTracking().Where(item => ids.Contains(item.Id)).InAudienceOf(reader).PublishedOn(reader.Today)
            join version in database.ItemVersions on new { ItemId = item.Id, Number = item.LiveNumber } equals new { version.ItemId, Number = (int?)version.Number }
            select new PartItem(
                item.Id,
                item.Kind,
                version.Title,
                (item.Kind == ItemKind.Clip || item.Kind == ItemKind.TrainingVideo) && version.MediaFile != null,
                version.MediaFile != null ? version.MediaFile.DurationSeconds : null,
                database.WatchProgress.Where(progress => progress.PersonId == me && progress.ItemId == item.Id && progress.MediaFileId == version.MediaFileId).Sum(progress => progress.UniqueSeconds)))
            .ToDictionaryAsync(item => item.Id, cancellationToken);
    }
}
