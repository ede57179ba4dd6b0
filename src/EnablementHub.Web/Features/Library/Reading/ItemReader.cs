using System.Security.Claims;
using EnablementHub.Features.People;
using EnablementHub.Platform.Security;

namespace EnablementHub.Features.Library.Reading;

/// <summary>Who reads, and on which day: together they decide what is there for them.</summary>
public sealed record ItemReader(Viewer Viewer, bool Writes, bool SeesUsage, DateOnly Today)
{
    public bool Manages => Viewer.SeesEverything;

    /// <summary>Whoever may change an item also sees it as a draft, scheduled or archived.</summary>
    public bool MayEdit(int ownerId) => Manages || (Writes && ownerId == Viewer.PersonId);

    public bool IsInAudience(int ownerId, IReadOnlyCollection<string> audience) =>
        audience.Count == 0 || MayEdit(ownerId) || Viewer.GrantTokens.Any(audience.Contains);
}

public static class ItemReading
{
    public static ItemReader Reader(this ClaimsPrincipal person, DateOnly today) =>
        new(person.Viewer(), person.Can(Capability.WriteContent), person.Can(Capability.SeeUsage), today);

    /// <summary>What is for everyone, for a role or team of the reader, or theirs to edit.</summary>
    public static IQueryable<Item> InAudienceOf(this IQueryable<Item> items, ItemReader reader)
    {
        if (reader.Manages) return items;
        var grants = reader.Viewer.GrantTokens.ToArray();
        var own = reader.Writes ? reader.Viewer.PersonId : 0;
        return items.Where(item => item.OwnerId == own || !item.Audience.Any() || item.Audience.Any(entry => grants.Contains(entry.Grant)));
    }

    /// <summary>What a list shows: readers see what is published; whoever may edit an item sees it in every state.</summary>
    public static IQueryable<Item> SeenBy(this IQueryable<Item> items, ItemReader reader)
    {
        var seen = items.InAudienceOf(reader);
        if (reader.Manages) return seen;
        var (today, own) = (reader.Today, reader.Writes ? reader.Viewer.PersonId : 0);
        return seen.Where(item => item.OwnerId == own
            || (item.State == PublicationState.Published && (item.ReleaseOn == null || item.ReleaseOn <= today) && (item.ExpireOn == null || item.ExpireOn >= today)));
    }

    /// <summary>What readers find on that day: <see cref="Item.Status"/> is Published.</summary>
    public static IQueryable<Item> PublishedOn(this IQueryable<Item> items, DateOnly today) => items.Where(item =>
        item.State == PublicationState.Published && (item.ReleaseOn == null || item.ReleaseOn <= today) && (item.ExpireOn == null || item.ExpireOn >= today));

    public static IQueryable<Item> WithStatus(this IQueryable<Item> items, PublicationStatus status, DateOnly today) => status switch
    {
        PublicationStatus.Draft => items.Where(item => item.State == PublicationState.Draft && item.Approval != ApprovalState.Waiting && item.Approval != ApprovalState.Approved),
        PublicationStatus.InReview => items.Where(item => item.State != PublicationState.Archived && (item.Approval == ApprovalState.Waiting || item.Approval == ApprovalState.Approved)),
        PublicationStatus.Archived => items.Where(item => item.State == PublicationState.Archived),
        PublicationStatus.Expired => items.Where(item => item.State == PublicationState.Published && item.ExpireOn < today),
        PublicationStatus.Scheduled => items.Where(item => item.State == PublicationState.Published && item.ReleaseOn > today && (item.ExpireOn == null || item.ExpireOn >= today)),
        _ => items.PublishedOn(today),
    };

    /// <summary>The trust of <see cref="Item.Trust"/>, asked in the database.</summary>
    public static IQueryable<Item> WithTrust(this IQueryable<Item> items, TrustStatus trust, DateOnly today)
    {
        var dueUntil = today.AddDays(Item.DueWithinDays);
        return trust switch
        {
            TrustStatus.Verified => items.Where(item => item.VerifiedAt != null && (item.ReviewDueOn == null || item.ReviewDueOn > dueUntil)),
            TrustStatus.Due => items.Where(item => item.VerifiedAt != null && item.ReviewDueOn >= today && item.ReviewDueOn <= dueUntil),
            _ => items.Where(item => item.VerifiedAt == null || item.ReviewDueOn < today),
        };
    }
}
