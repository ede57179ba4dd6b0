using System.Globalization;
using EnablementHub.Features.Api.Bodies;
using EnablementHub.Features.Api.Paging;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Browsing;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Taxonomy;
using EnablementHub.Platform.Mvc;

namespace EnablementHub.Features.Api.Items;

/// <summary>What a list of items is narrowed to, read strictly from the address.</summary>
internal sealed record ItemListRequest
{
    public const char ById = 'i';
    public const char ByChangeOrder = 'c';
    private const int MaxValues = 50;

    public IReadOnlyList<ItemKind> Kinds { get; init; } = [];
    public PublicationStatus? State { get; init; }
    public TrustStatus? Trust { get; init; }
    public int? OwnerId { get; init; }
    public string? Language { get; init; }
    public string? Tag { get; init; }
    public DateTimeOffset? ChangedSince { get; init; }
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Facets { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
    public bool ByChange { get; init; }
    public int Limit { get; init; }
    public PageCursor? After { get; init; }

    public static ItemListRequest? Read(ItemListQuery query, IQueryCollection address, out ProblemAnswer? problem)
    {
        var errors = new BodyErrors();
        var kinds = new List<ItemKind>();
        foreach (var slug in query.Kind ?? [])
        {
            if (ItemKinds.FromSlug(slug) is { } kind) kinds.Add(kind);
            else errors.Tell("kind", $"kind must be one of: {string.Join(", ", ItemKinds.All.Select(known => known.Slug()))}.");
        }

        if (query.State is not null && ItemStates.From(query.State) is null) errors.Tell("state", $"state must be one of: {string.Join(", ", ItemStates.All)}.");
        var trust = Enum.GetValues<TrustStatus>().Where(value => LibraryFilter.Slug(value) == query.Trust).Select(value => (TrustStatus?)value).FirstOrDefault();
        if (query.Trust is not null && trust is null) errors.Tell("trust", "trust must be one of: verified, due, unverified.");
        if (query.Sort is not (null or "id" or "changed")) errors.Tell("sort", "sort must be one of: id, changed.");
        if (query.Limit is < 1 or > PageCursor.MaxLimit) errors.Tell("limit", PageCursor.LimitRefusal);
        var byChange = query.Sort == "changed" || (query.Sort is null && query.ChangedSince is not null);
        if (!PageCursor.TryRead(query.Cursor, byChange ? ByChangeOrder : ById, out var after) || after?.First > DateTimeOffset.MaxValue.Ticks) errors.Tell("cursor", PageCursor.Refusal);
        var facets = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var group in FacetGroups.Edited)
        {
            var values = address[group.Slug].OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            if (values.Count > MaxValues) errors.Tell(group.Slug, string.Create(CultureInfo.InvariantCulture, $"At most {MaxValues} values of {group.Slug} can be asked for at once."));
            if (values.Count > 0) facets[group.Slug] = values;
        }

        problem = errors.IsEmpty ? null : ProblemAnswer.Invalid(errors.ToDictionary());
        return problem is not null ? null : new ItemListRequest
        {
            Kinds = kinds,
            State = ItemStates.From(query.State),
            Trust = trust,
            OwnerId = query.Owner,
            Language = query.Language,
            Tag = query.Tag,
            ChangedSince = query.ChangedSince?.ToUniversalTime(),
            Facets = facets,
            ByChange = byChange,
            Limit = query.Limit ?? PageCursor.DefaultLimit,
            After = after,
        };
    }

    public IQueryable<Item> Narrow(IQueryable<Item> items, ItemReader reader)
    {
        if (Kinds.Count > 0) items = items.Where(item => Kinds.Contains(item.Kind));
        if (State is { } state) items = items.WithStatus(state, reader.Today);
        if (Trust is { } trust) items = items.WithTrust(trust, reader.Today);
        if (OwnerId is { } owner) items = items.Where(item => item.OwnerId == owner);
        if (Language is { } language) items = items.Where(item => item.Language == language);
        if (Tag is { } tag) items = items.Where(item => item.Tags.Any(entry => entry.Tag == tag));
        if (ChangedSince is { } since) items = items.Where(item => item.ChangedAt >= since);
        foreach (var (group, values) in Facets) items = items.Where(item => item.Facets.Any(facet => facet.FacetValue.Group == group && values.Contains(facet.FacetValue.Value)));
        return items;
    }

    public IQueryable<Item> Sorted(IQueryable<Item> items) => ByChange ? items.OrderBy(item => item.ChangedAt).ThenBy(item => item.Id) : items.OrderBy(item => item.Id);

    public PageCursor EndOf(ItemRow row) => ByChange ? new PageCursor(ByChangeOrder, row.ChangedAt.UtcTicks, row.Id) : new PageCursor(ById, row.Id);
}

/// <summary>The list's parameters as they stand in the address.</summary>
internal sealed record ItemListQuery(string[]? Kind, string? State, string? Trust, int? Owner, string? Language, string? Tag, DateTimeOffset? ChangedSince, string? Sort, int? Limit, string? Cursor);
