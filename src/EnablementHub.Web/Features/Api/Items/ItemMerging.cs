using EnablementHub.Data;
using EnablementHub.Features.Api.Bodies;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Taxonomy;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Api.Items;

/// <summary>Puts what was sent over what is there.</summary>
/// <param name="body">What was sent.</param>
/// <param name="isWhole">What wasn't sent is emptied; else it stays.</param>
internal sealed class ItemMerging(ItemFields body, bool isWhole)
{
    public VersionContent Merge(string? title, VersionContent before) => before with
    {
        Title = title ?? before.Title,
        Summary = Text("summary", body.Summary, before.Summary),
        Body = Text("body", body.Body, before.Body),
        Context = Text("context", body.Context, before.Context),
        Recap = Text("recap", body.Recap, before.Recap),
        CheatSheet = Text("cheatSheet", body.CheatSheet, before.CheatSheet),
        LinkUrl = Takes("linkUrl") ? body.LinkUrl : before.LinkUrl,
        Note = body.Note ?? "",
    };

    /// <param name="facetValueIds">As <see cref="FindFacetsAsync"/> found them.</param>
    public ItemDetails Merge(ItemDetails before, IReadOnlyList<int> facetValueIds) => before with
    {
        OwnerId = body.OwnerId ?? before.OwnerId,
        Language = body.Language ?? before.Language,
        Use = body.Use switch { "external" => ItemUse.External, "internal" => ItemUse.Internal, _ => before.Use },
        Audience = body.Has("audience") ? body.Audience ?? [] : before.Audience,
        FacetValueIds = facetValueIds,
        Tags = Takes("tags") ? body.Tags ?? [] : before.Tags,
        ReleaseOn = Takes("releaseOn") ? body.ReleaseOn : before.ReleaseOn,
        ExpireOn = Takes("expireOn") ? body.ExpireOn : before.ExpireOn,
        SuccessorId = Takes("successorId") ? body.SuccessorId : before.SuccessorId,
    };

    /// <summary>The values that the item has afterwards. Groups that aren't named stay, unless the whole is sent.</summary>
    public async Task<IReadOnlyList<int>> FindFacetsAsync(HubDbContext database, Item item, BodyErrors errors, CancellationToken cancellationToken)
    {
        var sent = body.Facets ?? new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var named = sent.Keys.ToList();
        var kept = isWhole || (body.Has("facets") && body.Facets is null)
            ? []
            : item.Facets.Where(facet => !named.Contains(facet.FacetValue.Group, StringComparer.Ordinal)).Select(facet => facet.FacetValueId).ToList();
        foreach (var group in named.Where(group => FacetGroups.Edited.All(known => known.Slug != group)))
            errors.Tell($"facets.{group}", $"There is no group “{group}”. The groups are: {string.Join(", ", FacetGroups.Edited.Select(known => known.Slug))}.");
        if (!errors.IsEmpty) return kept;
        var known = await database.FacetValues.AsNoTracking().Where(value => named.Contains(value.Group)).Select(value => new { value.Id, value.Group, value.Value }).ToListAsync(cancellationToken);
        foreach (var (group, values) in sent)
        {
            // A null stands for an empty list, as everywhere.
            foreach (var slug in (values ?? []).Distinct(StringComparer.Ordinal))
            {
                if (known.Find(value => value.Group == group && value.Value == slug) is { } found) kept.Add(found.Id);
                else errors.Tell($"facets.{group}", $"There is no {group} “{slug}”. GET /api/v1/facets lists the values; a lead adds one.");
            }
        }

        return kept;
    }

    private bool Takes(string field) => isWhole || body.Has(field);

    private string Text(string field, string? sent, string before) => Takes(field) ? sent ?? "" : before;
}
