using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Notifications;

/// <summary>Tells people something. The rows join the caller's unit of work, so they are stored with their cause or not at all.</summary>
public sealed class Notices(HubDbContext database, TimeProvider time)
{
    /// <summary>Adds a row a person; the caller saves. Whoever was told with this key before isn't told again.</summary>
    public void Tell(IEnumerable<int> personIds, Notice notice)
    {
        var people = personIds.ToHashSet();
        if (people.Count == 0) return;
        people.ExceptWith(database.Notices.Where(row => row.Key == notice.Key).Select(row => row.PersonId));
        people.ExceptWith(database.ChangeTracker.Entries<NoticeRow>().Where(entry => entry.State == EntityState.Added && entry.Entity.Key == notice.Key).Select(entry => entry.Entity.PersonId));
        var now = time.GetUtcNow();
        database.Notices.AddRange(people.Select(personId => new NoticeRow(personId, notice, now)));
    }
}
