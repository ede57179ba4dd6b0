using EnablementHub.Features.Library;
using EnablementHub.Features.Shared.Components;

namespace EnablementHub.Features.Usage;

public enum UsageSort
{
    Plays,
    Views,
    Viewers,
    Least,
    Title,
}

/// <summary>What the page is asked for; anything that makes no sense falls back to the usual.</summary>
public sealed record UsageRequest(int Days, UsageSort Sort, int Page)
{
    public const int PageSize = 25;
    public const int MaxPage = 1_000;
    public const int UsualDays = 30;

    public static IReadOnlyList<int> Windows { get; } = [7, 30, 90];

    public static UsageRequest Read(int? days, string? sort, int? page) => new(
        days is { } window && Windows.Contains(window) ? window : UsualDays,
        Enum.GetValues<UsageSort>().FirstOrDefault(value => string.Equals(value.ToString(), sort, StringComparison.OrdinalIgnoreCase)),
        Math.Clamp(page ?? 1, 1, MaxPage));

    public string Href => FormattableString.Invariant($"/usage?days={Days}&sort={Sort.ToString().ToLowerInvariant()}") + (Page > 1 ? FormattableString.Invariant($"&page={Page}") : "");
}

/// <param name="Viewers">People who opened its page.</param>
public sealed record UsedItem(int Id, ItemKind Kind, string Title, int Plays, int Views, int Downloads, double SecondsPlayed)
{
    public int Viewers { get; init; }
    public int Players { get; init; }
}

/// <param name="Text">As somebody typed it.</param>
/// <param name="People">How many, never who.</param>
/// <param name="Followed">Searches in which a result was opened or played.</param>
public sealed record SearchedText(string Text, int Count, int People, int Followed, double? SecondsToFirstPlay)
{
    public int Share => Count == 0 ? 0 : (int)Math.Round(100.0 * Followed / Count);
}

public sealed record UsagePage
{
    public required UsageRequest Request { get; init; }

    /// <summary>People who did anything in the window, and people who could have.</summary>
    public required int ActivePeople { get; init; }
    public required int People { get; init; }
    public required int Plays { get; init; }
    public required double SecondsPlayed { get; init; }
    public required int UsedItems { get; init; }

    /// <summary>Published items, and how many of them the table has in all.</summary>
    public required int Items { get; init; }
    public required int Searches { get; init; }
    public required int SearchesFollowed { get; init; }
    public required IReadOnlyList<UsedItem> Rows { get; init; }
    public required IReadOnlyList<SearchedText> NotFound { get; init; }
    public required IReadOnlyList<SearchedText> Top { get; init; }

    public int LastPage => Math.Clamp((Items + UsageRequest.PageSize - 1) / UsageRequest.PageSize, 1, UsageRequest.MaxPage);

    public PagerModel Pages => new(
        ((Request.Page - 1) * UsageRequest.PageSize) + 1,
        ((Request.Page - 1) * UsageRequest.PageSize) + Rows.Count,
        Items,
        Request.Page > 1 ? (Request with { Page = Request.Page - 1 }).Href : null,
        Request.Page < LastPage ? (Request with { Page = Request.Page + 1 }).Href : null);
}
