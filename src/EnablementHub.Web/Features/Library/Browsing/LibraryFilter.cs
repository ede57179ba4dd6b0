using System.Globalization;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Taxonomy;
using Microsoft.AspNetCore.WebUtilities;

namespace EnablementHub.Features.Library.Browsing;

public enum LibrarySort
{
    Changed,
    Newest,
    Title,
    MostPlayed,
}

/// <summary>What a list of items is narrowed to. Read from the address; what makes no sense there is left out.</summary>
public sealed record LibraryFilter
{
    public const int MaxTextLength = 100;
    public const int PageSize = 50;

    /// <summary>Numbers with commas between them: rows that are marked when the list opens.</summary>
    public const string ChosenParameter = "chosen";

    /// <summary>Nobody leafs further; the filters are the way.</summary>
    public const int MaxPage = 1_000;

    private const int MaxValues = 30;

    public string Text { get; init; } = "";
    public ItemKind? Kind { get; init; }

    /// <summary>Null: everything but the archive, as far as the reader may see it.</summary>
    public PublicationStatus? Status { get; init; }

    public TrustStatus? Trust { get; init; }
    public int? OwnerId { get; init; }

    /// <summary>One of the lists that the health page counts.</summary>
    public LibrarySlice? Slice { get; init; }
    public string? Language { get; init; }

    /// <summary>Only what lies in that folder, or below it.</summary>
    public int? FolderId { get; init; }

    /// <summary>Chosen values by group; any of a group's, all of the groups.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Facets { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    public LibrarySort Sort { get; init; }
    public int Page { get; init; } = 1;

    public bool IsNarrowed => Text.Length > 0 || Kind is not null || Status is not null || Trust is not null || OwnerId is not null || Slice is not null || Language is not null || FolderId is not null || Facets.Count > 0;

    public bool Has(string group, string value) => Facets.TryGetValue(group, out var values) && values.Contains(value, StringComparer.Ordinal);

    public static LibraryFilter Read(IQueryCollection query, ItemReader reader)
    {
        var text = query["q"].ToString().Trim();
        return new LibraryFilter
        {
            Text = text.Length > MaxTextLength ? text[..MaxTextLength] : text,
            Kind = ItemKinds.FromSlug(query["kind"]),
            Status = reader.Writes ? Parse<PublicationStatus>(query["status"]) : null,
            Trust = Parse<TrustStatus>(query["trust"]),
            OwnerId = int.TryParse(query["owner"], NumberStyles.None, CultureInfo.InvariantCulture, out var owner) && owner > 0 ? owner : null,
            Slice = reader.Manages ? LibrarySlices.Find(query["slice"]) : null,
            FolderId = int.TryParse(query["folder"], NumberStyles.None, CultureInfo.InvariantCulture, out var folder) && folder > 0 ? folder : null,
            Language = query[FacetGroups.Language].ToString() is { Length: > 0 and <= 12 } language ? language : null,
            Facets = FacetGroups.Edited.Select(group => (group.Slug, Values: (IReadOnlyList<string>)[.. query[group.Slug].OfType<string>().Where(value => value.Length is > 0 and <= FacetValue.MaxValueLength).Distinct().Take(MaxValues)]))
                .Where(group => group.Values.Count > 0).ToDictionary(group => group.Slug, group => group.Values),
            Sort = Slugs.FirstOrDefault(sort => sort.Value == query["sort"].ToString()).Key,
            Page = int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, MaxPage) : 1,
        };
    }

    public static IReadOnlyDictionary<LibrarySort, string> Slugs { get; } = new Dictionary<LibrarySort, string>
    {
        [LibrarySort.Changed] = "changed",
        [LibrarySort.Newest] = "newest",
        [LibrarySort.Title] = "title",
        [LibrarySort.MostPlayed] = "most-played",
    };

    public static string Label(LibrarySort sort) => sort switch
    {
        LibrarySort.Newest => "Newest",
        LibrarySort.Title => "Title",
        LibrarySort.MostPlayed => "Most played",
        _ => "Last changed",
    };

    /// <summary>The address of this list.</summary>
    public string Href
    {
        get
        {
            var query = new List<KeyValuePair<string, string?>>();
            if (Text.Length > 0) query.Add(new("q", Text));
            if (Kind is { } kind) query.Add(new("kind", kind.Slug()));
            if (Status is { } status) query.Add(new("status", Slug(status)));
            if (Trust is { } trust) query.Add(new("trust", Slug(trust)));
            if (OwnerId is { } owner) query.Add(new("owner", owner.ToString(CultureInfo.InvariantCulture)));
            if (Slice is { } slice) query.Add(new("slice", slice.Slug));
            if (FolderId is { } folder) query.Add(new("folder", folder.ToString(CultureInfo.InvariantCulture)));
            if (Language is { } language) query.Add(new(FacetGroups.Language, language));
            query.AddRange(Facets.SelectMany(group => group.Value.Select(value => new KeyValuePair<string, string?>(group.Key, value))));
            if (Sort != LibrarySort.Changed) query.Add(new("sort", Slugs[Sort]));
            if (Page > 1) query.Add(new("page", Page.ToString(CultureInfo.InvariantCulture)));
            return QueryHelpers.AddQueryString("/library", query);
        }
    }

    public LibraryFilter Without(string group, string value)
    {
        var rest = Facets.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)[.. pair.Value.Where(other => pair.Key != group || other != value)]);
        return this with { Page = 1, Facets = rest.Where(pair => pair.Value.Count > 0).ToDictionary() };
    }

    public static string Slug<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static T? Parse<T>(string? text)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Slug(value) == text) return value;
        }

        return null;
    }
}
