using EnablementHub.Features.Search;
using EnablementHub.Features.Search.Engine;
using EnablementHub.Features.Taxonomy;
using Microsoft.AspNetCore.WebUtilities;

namespace EnablementHub.Features.Notifications.Following;

/// <summary>A search as it is followed: its words and filters, whatever page and order it was looked at in.</summary>
internal static class SavedSearch
{
    /// <summary>Null: it holds neither words nor filters, so it would tell of everything.</summary>
    public static SearchRequest? Parse(string? address)
    {
        if (string.IsNullOrEmpty(address) || address.IndexOf('?', StringComparison.Ordinal) is not (var mark and >= 0)) return null;
        var request = SearchRequest.From(new QueryCollection(QueryHelpers.ParseQuery(address[mark..])));
        return request.IsEmpty ? null : request with { Sort = SearchSort.Relevance, Offset = 0 };
    }

    /// <summary>The one facet value that it is about, which is a topic rather than a search; null for the others.</summary>
    public static CatalogValue? TopicOf(SearchRequest request, TaxonomySnapshot taxonomy) =>
        request.Text.Length == 0 && request.Filters is { Count: 1 } && request.Filters.Single() is { Value: [var value] } filter ? taxonomy.Find(filter.Key, value) : null;

    /// <summary>“price too high”, Persona: CFO.</summary>
    public static string Name(SearchRequest request, TaxonomySnapshot taxonomy)
    {
        var filters = request.Filters.Select(filter => $"{ContentSearch.LabelOf(filter.Key)}: {string.Join(" or ", filter.Value.Select(value => taxonomy.Label(filter.Key, value)))}");
        return string.Join(", ", request.Text.Length > 0 ? filters.Prepend($"“{SearchPage.Shorten(request.Text)}”") : filters);
    }
}
