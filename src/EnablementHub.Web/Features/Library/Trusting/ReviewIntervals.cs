using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Library.Trusting;

/// <summary>
/// How long a verification holds. An interval counts from the next verification on: changing one never moves a day that
/// is set, so it never changes trust.
/// </summary>
public sealed class ReviewIntervals(HubDbContext database)
{
    public async Task<IntervalTable> ReadAsync(CancellationToken cancellationToken) =>
        new(await database.ReviewIntervals.AsNoTracking().ToDictionaryAsync(interval => interval.Scope, interval => interval.Days, cancellationToken));

    /// <summary>The last day of a verification made today. Needs the item's facet values to be loaded.</summary>
    public async Task<DateOnly> DueOnAsync(Item item, DateOnly today, CancellationToken cancellationToken) =>
        today.AddDays((await ReadAsync(cancellationToken)).For(item.Kind, item.Facets.Select(facet => facet.FacetValue)));
}
