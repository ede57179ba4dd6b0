using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Taxonomy;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Reviews.Intervals;

/// <summary>Stores the intervals of kinds, topics and competitors as a lead typed them: all of them or none.</summary>
public sealed class SaveIntervals(HubDbContext database, TaxonomyCatalog catalog, TimeProvider time)
{
    /// <param name="typed">By scope (<see cref="IntervalScopes"/>); scopes that are absent stay as they are.</param>
    public async Task<WriteResult> RunAsync(IReadOnlyDictionary<string, string> typed, int personId, CancellationToken cancellationToken = default)
    {
        var taxonomy = await catalog.ReadAsync(cancellationToken);
        var kinds = ItemKinds.All.ToDictionary(IntervalScopes.Of, kind => kind.Label(), StringComparer.Ordinal);
        var others = taxonomy.ValuesOf(IntervalScopes.TopicGroup).ToDictionary(topic => IntervalScopes.OfTopic(topic.Value), topic => topic.Label, StringComparer.Ordinal);
        others.Add(IntervalScopes.AnyCompetitor, "Competitors");
        var wanted = new Dictionary<string, int>(StringComparer.Ordinal);
        var problems = new List<FieldProblem>();
        foreach (var (scope, text) in typed)
        {
            var isKind = kinds.TryGetValue(scope, out var label);
            if (!isKind && !others.TryGetValue(scope, out label)) return WriteResult.NotFound;
            if (!isKind && string.IsNullOrWhiteSpace(text)) wanted[scope] = 0;
            else if (int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= ReviewInterval.MinDays and <= ReviewInterval.MaxDays) wanted[scope] = days;
            else problems.Add(new(scope, $"{label}: enter a number of days from {ReviewInterval.MinDays} to {ReviewInterval.MaxDays}{(isKind ? "" : ", or leave it empty")}."));
        }

        return problems.Count > 0 ? WriteResult.Invalid(problems) : await database.InUnitAsync(token => StoreAsync(wanted, personId, token), result => result.Succeeded, cancellationToken);
    }

    private async Task<WriteResult> StoreAsync(Dictionary<string, int> wanted, int personId, CancellationToken cancellationToken)
    {
        var stored = await database.ReviewIntervals.ToDictionaryAsync(interval => interval.Scope, cancellationToken);
        var before = new IntervalTable(stored.ToDictionary(entry => entry.Key, entry => entry.Value.Days, StringComparer.Ordinal));
        var changes = wanted.Where(entry => before.Of(entry.Key) != entry.Value).OrderBy(entry => entry.Key, StringComparer.Ordinal).ToList();
        if (changes.Count == 0) return new WriteResult(WriteOutcome.Unchanged);
        foreach (var (scope, days) in changes)
        {
            if (stored.TryGetValue(scope, out var interval)) interval.Days = days;
            else database.ReviewIntervals.Add(new ReviewInterval { Scope = scope, Days = days });
        }

        database.LogAudit(personId, "review-intervals.changed", "review-intervals", null, time.GetUtcNow(),
            string.Join(", ", changes.Select(change => $"{change.Key}: {before.Of(change.Key)} → {change.Value}")));
        await database.SaveChangesAsync(cancellationToken);
        return new WriteResult(WriteOutcome.Done);
    }
}
