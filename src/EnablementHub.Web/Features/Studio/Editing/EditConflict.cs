using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Studio.Comparing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Studio.Editing;

/// <param name="Action">In words that follow the name, for example "changed the content".</param>
public sealed record ForeignChange(string Who, string Action, DateTimeOffset At, string Detail);

/// <summary>What others did to an item while somebody edited it, and how what they typed differs from what is stored now.</summary>
/// <param name="Revision">Saving on top of this one is deliberate.</param>
public sealed record EditConflict(int Revision, IReadOnlyList<ForeignChange> Changes, IReadOnlyList<FieldDifference> Differences);

public static class EditConflicts
{
    private const int MaxListed = 10;

    /// <param name="seen">The newest audit entry that the person's page knew.</param>
    public static async Task<IReadOnlyList<ForeignChange>> FindChangesAsync(this HubDbContext database, int itemId, long seen, int personId, CancellationToken cancellationToken)
    {
        var entries = await (
            from entry in database.Audit
            join person in database.Users on entry.PersonId equals person.Id into people
            from person in people.DefaultIfEmpty()
            where entry.SubjectType == "item" && entry.SubjectId == itemId && entry.Id > seen
            orderby entry.Id descending
            select new { entry.Action, entry.At, entry.Detail, entry.PersonId, Name = person == null ? null : person.DisplayName }).Take(MaxListed).ToListAsync(cancellationToken);
        return [.. entries.Select(entry => new ForeignChange(
            entry.PersonId == personId ? "You, in another window," : entry.Name ?? "The hub", ItemActions.Describe(entry.Action), entry.At, entry.Detail))];
    }

    public static async Task<long> LastAuditIdAsync(this HubDbContext database, int itemId, CancellationToken cancellationToken) =>
        await database.Audit.Where(entry => entry.SubjectType == "item" && entry.SubjectId == itemId).Select(entry => (long?)entry.Id).MaxAsync(cancellationToken) ?? 0;
}
