using EnablementHub.Features.Library;
using EnablementHub.Features.Shared.Components;
using EnablementHub.Features.Shared.Components.Figures;
using EnablementHub.Features.Taxonomy;

namespace EnablementHub.Features.Insights.Used;

/// <param name="PlaysBefore">In the window of the same length before this one.</param>
/// <param name="Viewers">People who opened its page.</param>
public sealed record UsedItem(int Id, ItemKind Kind, string Title, int Plays, int PlaysBefore, int Views, int Downloads, double SecondsPlayed)
{
    public int Viewers { get; init; }
    public int Players { get; init; }
    public bool IsUnused => Plays + Views + Downloads == 0;
}

public sealed record UsedPage
{
    public required UsedRequest Request { get; init; }

    /// <summary>People who used anything of it in the window, and people who could have.</summary>
    public required int ActivePeople { get; init; }
    public required int People { get; init; }
    public required int Plays { get; init; }
    public required double SecondsPlayed { get; init; }
    public required int UsedItems { get; init; }

    /// <summary>Published items that the filters leave.</summary>
    public required int Items { get; init; }

    /// <summary>Rows of the table in all.</summary>
    public required int Listed { get; init; }
    public required IReadOnlyList<UsedItem> Rows { get; init; }
    public required IReadOnlyList<InsightTeam> Teams { get; init; }
    public required IReadOnlyList<CatalogValue> Topics { get; init; }
    public required ChartModel Timeline { get; init; }

    public InsightTeam? Team => Teams.FirstOrDefault(team => team.Id == Request.TeamId);

    public int LastPage => Math.Clamp((Listed + UsedRequest.PageSize - 1) / UsedRequest.PageSize, 1, UsedRequest.MaxPage);

    public PagerModel Pages => new(
        ((Request.Page - 1) * UsedRequest.PageSize) + 1,
        ((Request.Page - 1) * UsedRequest.PageSize) + Rows.Count,
        Listed,
        Request.Page > 1 ? (Request with { Page = Request.Page - 1 }).Href : null,
        Request.Page < LastPage ? (Request with { Page = Request.Page + 1 }).Href : null);
}
