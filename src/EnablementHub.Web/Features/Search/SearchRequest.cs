using System.Globalization;
using System.Text;
using EnablementHub.Features.Search.Engine;
using EnablementHub.Features.Taxonomy;
using Microsoft.AspNetCore.WebUtilities;

namespace EnablementHub.Features.Search;

/// <summary>What somebody looks for, as it stands in an address. Whatever an address holds, it makes a request.</summary>
public sealed record SearchRequest
{
    public const int PageSize = 20;
    public const int MaxTextLength = 10_000;

    /// <summary>Nobody pages further, and an engine should not have to rank further.</summary>
    public const int MaxOffset = 10_000;

    public const int MaxValuesADimension = 50;
    public const string Path = "/search";

    public const string TextParameter = "q";
    public const string SortParameter = "sort";
    public const string PageParameter = "page";
    public const string ExactParameter = "exact";

    public static readonly IReadOnlyList<string> Dimensions = [IndexedItem.KindDimension, .. FacetGroups.All.Select(group => group.Slug)];

    public static readonly IReadOnlyList<(SearchSort Sort, string Slug, string Label)> Sorts =
    [
        (SearchSort.Relevance, "relevance", "Most relevant"),
        (SearchSort.Newest, "newest", "Newest"),
        (SearchSort.MostPlayed, "most-played", "Most played"),
    ];

    private readonly string _text = "";

    /// <summary>The words, without control characters: those would not survive a page and stand for marks in answers.</summary>
    public string Text
    {
        get => _text;
        init => _text = Clean(value);
    }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Filters { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    public SearchSort Sort { get; init; }

    public int Offset { get; init; }

    public int Limit { get; init; } = PageSize;

    /// <summary>"Search instead for": the words as typed.</summary>
    public bool IsExact { get; init; }

    /// <summary>The person is still typing, so the last word may be a beginning and the search is not one to count yet.</summary>
    public bool IsTyping { get; init; }

    public bool IsEmpty => Text.Length == 0 && Filters.Count == 0;

    public int Page => (Offset / Limit) + 1;

    public static SearchRequest From(IQueryCollection address)
    {
        var filters = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var dimension in Dimensions)
        {
            var values = address[dimension].OfType<string>().Select(value => value.Trim()).Where(value => value.Length is > 0 and <= FacetValue.MaxValueLength)
                .Distinct(StringComparer.Ordinal).Take(MaxValuesADimension).ToList();
            if (values.Count > 0) filters[dimension] = values;
        }

        _ = int.TryParse(address[PageParameter], NumberStyles.None, CultureInfo.InvariantCulture, out var page);
        return new SearchRequest
        {
            Text = address[TextParameter].ToString(),
            Filters = filters,
            Sort = SortFrom(address[SortParameter]) ?? SearchSort.Relevance,
            Offset = Math.Clamp(page - 1, 0, MaxOffset / PageSize) * PageSize,
            IsExact = address[ExactParameter] == "1",
        };
    }

    public static SearchSort? SortFrom(string? slug)
    {
        foreach (var sort in Sorts)
        {
            if (sort.Slug == slug) return sort.Sort;
        }

        return null;
    }

    public bool Has(string dimension, string value) => Filters.TryGetValue(dimension, out var values) && values.Contains(value, StringComparer.Ordinal);

    public SearchRequest Without(string dimension) => this with { Filters = Filters.Where(filter => filter.Key != dimension).ToDictionary(StringComparer.Ordinal), Offset = 0 };

    public SearchRequest Without(string dimension, string value)
    {
        var rest = Filters.GetValueOrDefault(dimension, []).Where(other => other != value).ToList();
        var without = Without(dimension);
        return rest.Count == 0 ? without : without with { Filters = without.Filters.Append(KeyValuePair.Create(dimension, (IReadOnlyList<string>)rest)).ToDictionary(StringComparer.Ordinal) };
    }

    public SearchRequest WithoutFilters() => this with { Filters = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal), Offset = 0 };

    public SearchRequest OnPage(int page) => this with { Offset = (page - 1) * Limit };

    /// <summary>The page's address, without what is as it would be anyway.</summary>
    public string ToAddress()
    {
        var parameters = new List<KeyValuePair<string, string?>>();
        if (Text.Length > 0) parameters.Add(new(TextParameter, Text));
        foreach (var dimension in Dimensions.Where(Filters.ContainsKey))
            parameters.AddRange(Filters[dimension].Select(value => KeyValuePair.Create(dimension, (string?)value)));
        if (Sort != SearchSort.Relevance) parameters.Add(new(SortParameter, SlugOf(Sort)));
        if (IsExact) parameters.Add(new(ExactParameter, "1"));
        if (Offset > 0) parameters.Add(new(PageParameter, Page.ToString(CultureInfo.InvariantCulture)));
        return QueryHelpers.AddQueryString(Path, parameters);
    }

    public static string SlugOf(SearchSort sort) => Sorts.First(entry => entry.Sort == sort).Slug;

    private static string Clean(string text)
    {
        if (text.Length > MaxTextLength) text = text[..MaxTextLength];
        if (!text.Any(char.IsControl)) return text.Trim();
        var clean = new StringBuilder(text.Length);
        foreach (var character in text) clean.Append(char.IsControl(character) ? ' ' : character);
        return clean.ToString().Trim();
    }
}
