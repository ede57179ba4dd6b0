using EnablementHub.Data;
using EnablementHub.Features.Library;

namespace EnablementHub.Features.People;

/// <summary>What was done to a person, team or sign-in, kept in the same transaction as the deed.</summary>
public static class PersonAudit
{
    public const string Person = "person";
    public const string Team = "team";
    public const string Token = "token";

    /// <param name="database">Saved by the caller.</param>
    /// <param name="at">Now.</param>
    /// <param name="by">Who did it; null for an operator at the command line or the hub itself.</param>
    /// <param name="action">Verb and noun, for example <c>person.disabled</c>.</param>
    /// <param name="subject">Kind of thing, one of the constants here.</param>
    /// <param name="id">Null where the thing has no number yet.</param>
    /// <param name="detail">What changed, for people to read; never a secret.</param>
    public static void Record(this HubDbContext database, DateTimeOffset at, int? by, string action, string subject, int? id, string detail = "") =>
        database.Audit.Add(new AuditEntry
        {
            At = at,
            PersonId = by,
            Action = action,
            SubjectType = subject,
            SubjectId = id,
            Detail = detail.Length > AuditEntry.MaxDetailLength ? detail[..AuditEntry.MaxDetailLength] : detail,
        });
}
