using System.Globalization;
using EnablementHub.Features.Library;
using EnablementHub.Features.Search.Engine;

namespace EnablementHub.Features.Search.Api;

/// <param name="Parameter">The one that is wrong.</param>
/// <param name="Sentence">What it may be.</param>
public sealed record ApiFault(string Parameter, string Sentence);

/// <summary>The parameters of <c>GET /api/v1/search</c>, read strictly: programs want to hear what they got wrong.</summary>
internal static class SearchApiRequest
{
    public const int MaxLimit = 100;
    private const string Limit = "limit";
    private const string Offset = "offset";

    private static readonly IReadOnlyList<string> Known = [SearchRequest.TextParameter, .. SearchRequest.Dimensions, SearchRequest.SortParameter, Limit, Offset];

    public static ApiFault? Read(IQueryCollection address, out SearchRequest request)
    {
        request = SearchRequest.From(new QueryCollection(address.Where(parameter => parameter.Key is not (SearchRequest.PageParameter or SearchRequest.ExactParameter)).ToDictionary(StringComparer.Ordinal)));
        foreach (var name in address.Keys)
        {
            if (!Known.Contains(name, StringComparer.Ordinal)) return Unknown(name, Known);
        }

        foreach (var kind in address[IndexedItem.KindDimension])
        {
            if (ItemKinds.All.All(known => known.Slug() != kind))
                return new(IndexedItem.KindDimension, $"There is no kind \"{Shown(kind)}\". The kinds are: {string.Join(", ", ItemKinds.All.Select(known => known.Slug()))}.");
        }

        if (Once(address, SearchRequest.TextParameter) is { } twice) return twice;
        if (Once(address, SearchRequest.SortParameter) is { } twiceSorted) return twiceSorted;
        if (address.TryGetValue(SearchRequest.SortParameter, out var sort) && SearchRequest.SortFrom(sort) is null)
            return new(SearchRequest.SortParameter, $"There is no order \"{Shown(sort)}\". The orders are: {string.Join(", ", SearchRequest.Sorts.Select(entry => entry.Slug))}.");
        if (Number(address, Limit, 1, MaxLimit, SearchRequest.PageSize, out var limit) is { } wrongLimit) return wrongLimit;
        if (Number(address, Offset, 0, SearchRequest.MaxOffset, 0, out var offset) is { } wrongOffset) return wrongOffset;
        foreach (var dimension in SearchRequest.Dimensions)
        {
            if (address[dimension].Count > SearchRequest.MaxValuesADimension)
                return new(dimension, $"At most {SearchRequest.MaxValuesADimension} values of {dimension} can be asked for at once.");
        }

        request = request with { Limit = limit, Offset = offset };
        return null;
    }

    public static ApiFault Unknown(string name, IEnumerable<string> known) => new(Shown(name), $"There is no parameter \"{Shown(name)}\". The parameters are: {string.Join(", ", known)}.");

    private static ApiFault? Once(IQueryCollection address, string name) => address[name].Count > 1 ? new(name, $"{name} may be given only once.") : null;

    private static ApiFault? Number(IQueryCollection address, string name, int least, int most, int otherwise, out int number)
    {
        number = otherwise;
        if (!address.TryGetValue(name, out var text)) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most) return null;
        return new(name, $"{name} must be a whole number from {least} to {most}.");
    }

    /// <summary>Enough of what was sent to recognise it.</summary>
    private static string Shown(string? text) => text is null ? "" : text.Length > 60 ? text[..60] + "…" : text;
}
