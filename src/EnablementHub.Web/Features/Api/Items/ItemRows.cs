using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Browsing;
using EnablementHub.Features.Library.Reading;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Api.Items;

internal sealed record FacetRef(string Group, string Value);

/// <summary>An item and one of its versions, as the database holds them.</summary>
internal sealed record ItemRow
{
    public required int Id { get; init; }
    public required int Revision { get; init; }
    public required string? ExternalId { get; init; }
    public required ItemKind Kind { get; init; }
    public required PublicationState State { get; init; }
    public required ApprovalState Approval { get; init; }
    public required DateOnly? ReleaseOn { get; init; }
    public required DateOnly? ExpireOn { get; init; }
    public required int? SuccessorId { get; init; }
    public required int OwnerId { get; init; }
    public required string OwnerName { get; init; }
    public required string Language { get; init; }
    public required ItemUse Use { get; init; }
    public required int? LiveNumber { get; init; }
    public required int? PendingNumber { get; init; }
    public required DateOnly? ChangeOn { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
    public required DateTimeOffset? PublishedAt { get; init; }
    public required DateTimeOffset? VerifiedAt { get; init; }
    public required DateOnly? ReviewDueOn { get; init; }
    public required int Number { get; init; }
    public required string Title { get; init; }
    public required string Summary { get; init; }
    public required string? Body { get; init; }
    public required string? Context { get; init; }
    public required string? Recap { get; init; }
    public required string? CheatSheet { get; init; }
    public required string? LinkUrl { get; init; }
    public required bool HasCaptions { get; init; }
    public required MediaAnswer? Media { get; init; }
    public required IReadOnlyList<FacetRef> Facets { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }
    public required IReadOnlyList<string> Audience { get; init; }

    public PublicationStatus StatusOn(DateOnly today) => Item.Status(State, ReleaseOn, ExpireOn, today, Approval);

    public ItemAnswer ToAnswer(ItemReader reader)
    {
        var mayEdit = reader.MayEdit(OwnerId);
        return new ItemAnswer
        {
            Id = Id,
            ExternalId = ExternalId,
            Kind = Kind.Slug(),
            State = ItemStates.Slug(mayEdit ? StatusOn(reader.Today) : Item.Status(State, ReleaseOn, ExpireOn, reader.Today)),
            Trust = LibraryFilter.Slug(Item.Trust(VerifiedAt, ReviewDueOn, reader.Today)),
            Title = Title,
            Summary = Summary,
            Body = Body,
            Context = Context,
            Recap = Recap,
            CheatSheet = CheatSheet,
            LinkUrl = LinkUrl,
            Language = Language,
            Use = LibraryFilter.Slug(Use),
            Owner = new PersonRef(OwnerId, OwnerName),
            Audience = [.. Audience.Order(StringComparer.Ordinal)],
            Facets = Facets.GroupBy(facet => facet.Group, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group.Select(facet => facet.Value).Order(StringComparer.Ordinal)], StringComparer.Ordinal),
            Tags = [.. Tags.Order(StringComparer.OrdinalIgnoreCase)],
            ReleaseOn = ReleaseOn,
            ExpireOn = ExpireOn,
            SuccessorId = SuccessorId,
            Version = Number,
            LiveVersion = LiveNumber,
            PendingVersion = mayEdit ? PendingNumber : null,
            ChangeOn = mayEdit ? ChangeOn : null,
            CreatedAt = CreatedAt,
            ChangedAt = ChangedAt,
            PublishedAt = PublishedAt,
            VerifiedAt = VerifiedAt,
            ReviewDueOn = ReviewDueOn,
            Media = Media,
            HasCaptions = HasCaptions,
            Url = ItemLinks.To(Id, Title),
        };
    }
}

/// <summary>Reads items for programs: a fixed number of queries, however many items.</summary>
public sealed class ItemRows(HubDbContext database)
{
    /// <summary>Null: no such item, or none for this reader.</summary>
    internal Task<ItemRow?> FindAsync(int id, bool pending, ItemReader reader, CancellationToken cancellationToken) =>
        Project(Known(reader).Where(item => item.Id == id), pending, withText: true).SingleOrDefaultAsync(cancellationToken);

    internal Task<int?> FindIdAsync(string externalId, ItemReader reader, CancellationToken cancellationToken) =>
        Known(reader).Where(item => item.ExternalId == externalId).Select(item => (int?)item.Id).SingleOrDefaultAsync(cancellationToken);

    /// <summary>One row more than the limit tells that there is another page.</summary>
    internal Task<List<ItemRow>> ListAsync(ItemListRequest request, ItemReader reader, CancellationToken cancellationToken)
    {
        var items = request.Narrow(database.Items.AsNoTracking().SeenBy(reader), reader);
        if (request.After is { } after)
        {
            var at = new DateTimeOffset(request.ByChange ? after.First : 0, TimeSpan.Zero);
            items = request.ByChange
                ? items.Where(item => item.ChangedAt > at || (item.ChangedAt == at && item.Id > after.Second))
                : items.Where(item => item.Id > after.First);
        }

        var page = request.Sorted(items).Take(request.Limit + 1);
        return Project(page, pending: false, withText: false, request.ByChange).ToListAsync(cancellationToken);
    }

    /// <summary>What readers find; what has expired is answered with where to go on; whoever may edit an item sees it in every state.</summary>
    private IQueryable<Item> Known(ItemReader reader)
    {
        var own = reader.Writes ? reader.Viewer.PersonId : 0;
        var items = database.Items.AsNoTracking().InAudienceOf(reader);
        var today = reader.Today;
        return reader.Manages ? items : items.Where(item => item.OwnerId == own || (item.State == PublicationState.Published && (item.ReleaseOn == null || item.ReleaseOn <= today)));
    }

    private static IQueryable<ItemRow> Project(IQueryable<Item> items, bool pending, bool withText, bool byChange = false) => (
        from item in byChange ? items.OrderBy(item => item.ChangedAt).ThenBy(item => item.Id) : items.OrderBy(item => item.Id)
        from version in item.Versions
        where version.Number == (pending ? item.PendingNumber ?? item.LiveNumber : item.LiveNumber ?? item.PendingNumber)
        select new ItemRow
        {
            Id = item.Id,
            Revision = item.Revision,
            ExternalId = item.ExternalId,
            Kind = item.Kind,
            State = item.State,
            Approval = item.Approval,
            ReleaseOn = item.ReleaseOn,
            ExpireOn = item.ExpireOn,
            SuccessorId = item.SuccessorId,
            OwnerId = item.OwnerId,
            OwnerName = item.Owner.DisplayName,
            Language = item.Language,
            Use = item.Use,
            LiveNumber = item.LiveNumber,
            PendingNumber = item.PendingNumber,
            ChangeOn = item.ChangeOn,
            CreatedAt = item.CreatedAt,
            ChangedAt = item.ChangedAt,
            PublishedAt = item.PublishedAt,
            VerifiedAt = item.VerifiedAt,
            ReviewDueOn = item.ReviewDueOn,
            Number = version.Number,
            Title = version.Title,
            Summary = version.Summary,
            Body = withText ? version.Body : null,
            Context = withText ? version.Context : null,
            Recap = withText ? version.Recap : null,
            CheatSheet = withText ? version.CheatSheet : null,
            LinkUrl = version.LinkUrl,
            HasCaptions = version.TranscriptId != null,
            Media = version.MediaFile == null
                ? null
                : new MediaAnswer(version.MediaFile.Id, version.MediaFile.FileName, version.MediaFile.ContentType, version.MediaFile.Length, version.MediaFile.Sha256, version.MediaFile.DurationSeconds, "/media/" + version.MediaFile.Id),
            Facets = item.Facets.Select(facet => new FacetRef(facet.FacetValue.Group, facet.FacetValue.Value)).ToList(),
            Tags = item.Tags.Select(tag => tag.Tag).ToList(),
            Audience = item.Audience.Select(entry => entry.Grant).ToList(),
        }).AsSplitQuery();
}
