using System.Globalization;
using EnablementHub.Features.Search.Cards;
using EnablementHub.Features.Search.Engine;
using EnablementHub.Features.Shared;
using EnablementHub.Features.Shared.Components.Items;
using EnablementHub.Features.Taxonomy;

namespace EnablementHub.Features.Search;

/// <param name="Dimension">The filter without which there would be hits.</param>
public sealed record FilterDrop(string Dimension, int Count, string Address)
{
    public string Label => ContentSearch.LabelOf(Dimension);
}

public sealed record SearchPage
{
    /// <summary>Values of a group that are shown at once; the others wait behind "more".</summary>
    public const int ValuesShown = 5;

    private const int MaxShownText = 80;

    public required SearchAnswer Answer { get; init; }
    public required DateOnly Today { get; init; }
    public required DateTimeOffset Now { get; init; }

    /// <summary>Filters that leave nothing, the most promising first.</summary>
    public required IReadOnlyList<FilterDrop> Drops { get; init; }

    public SearchRequest Request => Answer.Request;
    public SearchOutcome Outcome => Answer.Outcome;

    /// <summary>The words that the results are for, as much of them as a line holds.</summary>
    public string ShownText => Shorten(Outcome.Corrected ?? Request.Text);

    public string Title => Request.Text.Length == 0 ? "Search" : $"{Shorten(Request.Text)} – search";

    /// <summary>Groups that can still narrow what was found.</summary>
    public IEnumerable<FoundFacet> Groups => Answer.Facets
        .Where(group => group.Values.Count > 1 || group.Values.Any(value => value.IsChosen))
        .OrderBy(group => Place(group.Slug));

    public int LastPage => Math.Min((Math.Min(Outcome.Total, SearchRequest.MaxOffset) + Request.Limit - 1) / Request.Limit, SearchRequest.MaxOffset / Request.Limit);

    /// <summary>Rows of this page that can be heard.</summary>
    public int PlayableCount => Answer.Items.Count(item => item.Card.IsPlayable);

    /// <summary>"1 result", "about 1,200 results".</summary>
    public string CountText => string.Create(CultureInfo.InvariantCulture, $"{(Outcome.IsEstimate ? "About " : "")}{Outcome.Total:N0} {(Outcome.Total == 1 ? "result" : "results")}");

    public string TookText => Answer.Took.TotalMilliseconds < 1 ? "under 1 ms" : string.Create(CultureInfo.InvariantCulture, $"{Answer.Took.TotalMilliseconds:N0} ms");

    public static string WhyText(WhyPart part) => part.Reason switch
    {
        WhyReason.Matched => part.Field switch
        {
            SearchField.Title => "Your words are in the title",
            SearchField.Summary => "Your words are in the summary",
            SearchField.Tags => "Your words are among its tags",
            SearchField.Speaker => "Your words name the speaker",
            SearchField.Transcript => "Your words are said in it",
            _ => "Your words are in the text",
        },
        WhyReason.Close => "Your words stand close together",
        WhyReason.Fresh => "It is recent",
        WhyReason.Verified => "It is verified",
        WhyReason.WellUsed => "Others use it a lot",
        _ => part.Reason.ToString(),
    };

    /// <summary>What of the score it gave, in tenths of the whole, for a bar and a word.</summary>
    public static int Share(SearchHit hit, WhyPart part)
    {
        var whole = hit.Why.Sum(why => why.Points);
        return whole <= 0 ? 0 : (int)Math.Round(100 * part.Points / whole);
    }

    /// <summary>Speaker · company size · stage · length, as far as the item has them.</summary>
    public static IEnumerable<string> Facts(ContentCard card)
    {
        if (card.Speaker.Length > 0) yield return card.Speaker;
        if (card.CompanySizes.Count > 0) yield return string.Join(", ", card.CompanySizes.Take(2));
        if (card.Stages.Count > 0) yield return string.Join(", ", card.Stages.Take(2));
        if (card.Duration is { } seconds) yield return ReadableTime.Duration(seconds);
    }

    public static string Shorten(string text)
    {
        if (text.Length <= MaxShownText) return text;
        var end = char.IsHighSurrogate(text[MaxShownText - 1]) ? MaxShownText - 1 : MaxShownText;
        return text[..end].TrimEnd() + "…";
    }

    public TrustMark Trust(ContentCard card) => card.Trust(Today, Now);

    private static readonly string[] Order =
        [IndexedItem.KindDimension, "topic", "persona", "sales-stage", "deal-phase", "company-size", FacetGroups.Speaker, "competitor", "product", FacetGroups.Format, FacetGroups.Language];

    private static int Place(string slug) => Array.IndexOf(Order, slug) is var place and >= 0 ? place : Order.Length;
}
