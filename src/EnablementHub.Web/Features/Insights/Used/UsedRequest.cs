using System.Globalization;
using EnablementHub.Features.Library;
using EnablementHub.Platform.Mvc;

namespace EnablementHub.Features.Insights.Used;

public enum UsedSort
{
    Plays,
    Rising,
    Views,
    Viewers,
    Least,
    Title,
}

/// <summary>As the address says it, all of it text that anybody may change.</summary>
public sealed record UsedChoice
{
    public string? Days { get; init; }
    public string? Team { get; init; }
    public string? Kind { get; init; }
    public string? Topic { get; init; }
    public string? Use { get; init; }
    public string? Sort { get; init; }
    public string? Page { get; init; }
}

/// <summary>What the page is asked for; anything that makes no sense falls back to the usual.</summary>
public sealed record UsedRequest
{
    public const int PageSize = 25;
    public const int MaxPage = 1_000;
    private const string Never = "never";

    public int Days { get; init; } = InsightWindow.Usual;
    public int? TeamId { get; init; }
    public ItemKind? Kind { get; init; }

    /// <summary>Slug of a topic.</summary>
    public string? Topic { get; init; }

    /// <summary>Only what nobody used within the window.</summary>
    public bool OnlyUnused { get; init; }
    public UsedSort Sort { get; init; }
    public int Page { get; init; } = 1;

    public static UsedRequest Read(UsedChoice choice) => new()
    {
        Days = InsightWindow.Read(FormNumber.Read(choice.Days)),
        TeamId = FormNumber.Read(choice.Team),
        Kind = ItemKinds.FromSlug(choice.Kind),
        Topic = string.IsNullOrWhiteSpace(choice.Topic) ? null : choice.Topic,
        OnlyUnused = choice.Use == Never,
        Sort = Enum.GetValues<UsedSort>().FirstOrDefault(value => string.Equals(value.ToString(), choice.Sort, StringComparison.OrdinalIgnoreCase)),
        Page = Math.Clamp(FormNumber.Read(choice.Page) ?? 1, 1, MaxPage),
    };

    public string Href => InsightLinks.Used + Query(Page);

    public string CsvHref => InsightLinks.Used + ".csv" + Query(page: 1);

    private string Query(int page)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"?days={Days}&sort={Sort.ToString().ToLowerInvariant()}");
        if (TeamId is { } team) query += string.Create(CultureInfo.InvariantCulture, $"&team={team}");
        if (Kind is { } kind) query += $"&kind={kind.Slug()}";
        if (Topic is { } topic) query += $"&topic={Uri.EscapeDataString(topic)}";
        if (OnlyUnused) query += $"&use={Never}";
        return page > 1 ? query + string.Create(CultureInfo.InvariantCulture, $"&page={page}") : query;
    }
}
