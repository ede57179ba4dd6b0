using System.Globalization;
using EnablementHub.Features.Shared.Components;
using EnablementHub.Features.Usage.Rollups;
using EnablementHub.Platform.Mvc;

namespace EnablementHub.Features.Insights.Searching;

/// <summary>As the address says it.</summary>
public sealed record SearchesChoice
{
    public string? Days { get; init; }

    /// <summary>"nothing", or the slug of a cause: only searches that found nothing.</summary>
    public string? Found { get; init; }
    public string? Page { get; init; }
}

public sealed record SearchesRequest
{
    public const int PageSize = 25;
    public const int MaxPage = 400;
    private const string Nothing = "nothing";

    public int Days { get; init; } = InsightWindow.Usual;
    public bool OnlyFruitless { get; init; }
    public SearchCause? Cause { get; init; }
    public int Page { get; init; } = 1;

    public static SearchesRequest Read(SearchesChoice choice)
    {
        var cause = Enum.GetValues<SearchCause>().Cast<SearchCause?>().FirstOrDefault(known => SearchWords.Slug(known!.Value) == choice.Found);
        return new()
        {
            Days = InsightWindow.Read(FormNumber.Read(choice.Days)),
            OnlyFruitless = cause is not null || choice.Found == Nothing,
            Cause = cause,
            Page = Math.Clamp(FormNumber.Read(choice.Page) ?? 1, 1, MaxPage),
        };
    }

    public string Href => InsightLinks.Searching + Query(Page);

    public string CsvHref => InsightLinks.Searching + ".csv" + Query(1);

    private string Query(int page)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"?days={Days}");
        if (OnlyFruitless) query += "&found=" + (Cause is { } cause ? SearchWords.Slug(cause) : Nothing);
        return page > 1 ? query + string.Create(CultureInfo.InvariantCulture, $"&page={page}") : query;
    }
}

/// <summary>Why a search found nothing, in words.</summary>
public static class SearchWords
{
    public static string Slug(SearchCause cause) => cause switch
    {
        SearchCause.NoPermission => "no-permission",
        SearchCause.Expired => "expired",
        SearchCause.Misspelt => "misspelt",
        _ => "no-content",
    };

    public static string Label(SearchCause cause) => cause switch
    {
        SearchCause.NoPermission => "No permission",
        SearchCause.Expired => "Expired",
        SearchCause.Misspelt => "Misspelt",
        _ => "No content",
    };

    /// <summary>What can be done about it.</summary>
    public static string Advice(SearchCause cause) => cause switch
    {
        SearchCause.NoPermission => "There is something, for other audiences. Widen its audience, or leave it.",
        SearchCause.Expired => "There was something. Renew it, or name its successor.",
        SearchCause.Misspelt => "Something is there under another spelling. A synonym makes it found.",
        _ => "Nobody has written about it yet.",
    };
}

/// <param name="Text">As somebody typed it.</param>
/// <param name="People">How many, never who.</param>
public sealed record SearchedText(string FoldedText, string Text, int Searches, int People, int Fruitless, int Opened, double? MeanRank, int Played, double? MeanSecondsToPlay)
{
    public SearchCause? Cause { get; init; }

    /// <summary>What was probably meant.</summary>
    public string? Meant { get; init; }

    /// <summary>What would have answered.</summary>
    public int? ItemId { get; init; }

    public int OpenedShare => Searches == 0 ? 0 : (int)Math.Round(100.0 * Opened / Searches);
}

public sealed record CauseCount(SearchCause? Cause, int Searches, int Texts);

public sealed record SearchesPage
{
    public required SearchesRequest Request { get; init; }
    public required int Searches { get; init; }
    public required int Opened { get; init; }
    public required int Fruitless { get; init; }
    public required int FruitlessFiltered { get; init; }
    public required double? MeanRank { get; init; }
    public required double? MeanSecondsToPlay { get; init; }
    public required IReadOnlyList<CauseCount> Causes { get; init; }
    public required IReadOnlyList<SearchedText> Rows { get; init; }

    /// <summary>Different texts that the choice leaves.</summary>
    public required int Texts { get; init; }

    public int OpenedShare => Searches == 0 ? 0 : (int)Math.Round(100.0 * Opened / Searches);

    public int LastPage => Math.Clamp((Texts + SearchesRequest.PageSize - 1) / SearchesRequest.PageSize, 1, SearchesRequest.MaxPage);

    public PagerModel Pages => new(
        ((Request.Page - 1) * SearchesRequest.PageSize) + 1,
        ((Request.Page - 1) * SearchesRequest.PageSize) + Rows.Count,
        Texts,
        Request.Page > 1 ? (Request with { Page = Request.Page - 1 }).Href : null,
        Request.Page < LastPage ? (Request with { Page = Request.Page + 1 }).Href : null);
}
