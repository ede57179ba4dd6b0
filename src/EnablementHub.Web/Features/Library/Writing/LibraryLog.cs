using EnablementHub.Data;

namespace EnablementHub.Features.Library.Writing;

/// <summary>Puts the rows that belong to every write beside it, so that they are stored together or not at all.</summary>
public static class LibraryLog
{
    /// <summary>The index must look at the item again, and the audit says who did what. The item must have its id.</summary>
    /// <param name="personId">Null for the hub itself.</param>
    public static void LogItem(this HubDbContext database, Item item, int? personId, string action, DateTimeOffset now, string detail = "")
    {
        var (change, audit) = RowsOf(item, personId, action, now, detail);
        database.Changes.Add(change);
        database.Audit.Add(audit);
    }

    /// <summary>The same rows, for a writer that doesn't track them.</summary>
    public static (ChangeRow Change, AuditEntry Audit) RowsOf(Item item, int? personId, string action, DateTimeOffset now, string detail = "") =>
        (new ChangeRow { ItemId = item.Id, At = now }, Entry(personId, action, "item", item.Id, now, detail));

    public static void LogAudit(this HubDbContext database, int? personId, string action, string subjectType, int? subjectId, DateTimeOffset now, string detail = "") =>
        database.Audit.Add(Entry(personId, action, subjectType, subjectId, now, detail));

    private static AuditEntry Entry(int? personId, string action, string subjectType, int? subjectId, DateTimeOffset now, string detail) => new()
    {
        At = now,
        PersonId = personId,
        Action = action,
        SubjectType = subjectType,
        SubjectId = subjectId,
        Detail = detail.Length <= AuditEntry.MaxDetailLength ? detail : detail[..AuditEntry.MaxDetailLength],
    };
}

/// <summary>Actions in the audit, and how a person reads them.</summary>
public static class ItemActions
{
    public const string Created = "item.created";
    public const string Imported = "item.imported";
    public const string Saved = "item.saved";
    public const string DetailsChanged = "item.details-changed";
    public const string MediaAttached = "item.media-attached";
    public const string CaptionsAttached = "item.captions-attached";
    public const string FileRemoved = "item.file-removed";
    public const string Published = "item.published";
    public const string ChangeScheduled = "item.change-scheduled";
    public const string PendingDiscarded = "item.pending-discarded";
    public const string VersionRestored = "item.version-restored";
    public const string Verified = "item.verified";
    public const string TrustLost = "item.trust-lost";
    public const string ReviewPostponed = "item.review-postponed";
    public const string ReviewReassigned = "item.review-reassigned";
    public const string ReviewClaimed = "item.review-claimed";
    public const string Expired = "item.expired";
    public const string Archived = "item.archived";
    public const string Restored = "item.restored";
    public const string Moved = "item.moved";
    public const string SectionRenamed = "item.section-renamed";
    public const string LinkRewritten = "item.link-rewritten";
    public const string LinksRestored = "item.links-restored";
    public const string Merged = "item.merged";

    public static string Describe(string action) => action switch
    {
        Created => "created it",
        Imported => "imported it",
        Saved => "changed the content",
        DetailsChanged => "changed the details",
        MediaAttached => "added a file",
        CaptionsAttached => "added captions",
        FileRemoved => "removed a file",
        Published => "published it",
        ChangeScheduled => "chose a day for the change",
        PendingDiscarded => "discarded the pending version",
        VersionRestored => "restored an earlier version",
        Verified => "verified it",
        TrustLost => "noted that it is no longer verified",
        ReviewPostponed => "postponed its review",
        ReviewReassigned => "gave its review to somebody else",
        ReviewClaimed => "claimed its review",
        Expired => "let it expire",
        Archived => "archived it",
        Restored => "brought it back from the archive",
        Moved => "moved it",
        SectionRenamed => "said which section an old name means",
        LinkRewritten => "had a link rewritten",
        LinksRestored => "took a rewriting of links back",
        Merged => "merged it with one that says the same",
        _ => action,
    };
}
