using System.Diagnostics.Metrics;
using EnablementHub.Features.People;
using EnablementHub.Features.Search.Cards;
using EnablementHub.Features.Search.Engine;
using EnablementHub.Features.Search.Index;
using EnablementHub.Features.Taxonomy;
using EnablementHub.Platform.Telemetry;

namespace EnablementHub.Features.Search;

/// <summary>The one way to search, for pages and API alike: the viewer's audience goes into the engine's own query, cards come from memory.</summary>
public sealed class ContentSearch(ISearchEngine engine, ContentCards cards, FacetNames names, SearchLog searches, ChangeSignal signal, TimeProvider time)
{
    private const int MaxSuggestions = 8;
    private static readonly Histogram<double> Duration = HubTelemetry.Meter.CreateHistogram<double>("hub.search.duration", "ms", "Time a search took, cards included.");
    private static readonly SearchOutcome Nothing = new() { Total = 0, Hits = [] };

    public async ValueTask<SearchAnswer> FindAsync(SearchRequest request, Viewer viewer, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var query = QueryOf(request, viewer);
        var isIncomplete = engine.NeedsRebuild;
        var outcome = Nothing;
        try
        {
            outcome = Search(query, request, cancellationToken);
        }
        catch (IndexReadException)
        {
            // The projector sees it too and builds the index anew.
            isIncomplete = true;
            signal.Raise();
        }

        var found = await cards.FindAsync([.. outcome.Hits.Select(hit => hit.Id)], cancellationToken);
        var items = new List<FoundItem>(outcome.Hits.Count);
        for (var at = 0; at < outcome.Hits.Count; at++)
        {
            // What was archived a moment ago has no card any more.
            if (found.TryGetValue(outcome.Hits[at].Id, out var card)) items.Add(new FoundItem(outcome.Hits[at], card, request.Offset + at + 1));
        }

        var took = time.GetElapsedTime(started);
        Duration.Record(took.TotalMilliseconds);
        var answer = new SearchAnswer
        {
            SearchId = Guid.CreateVersion7(time.GetUtcNow()),
            Request = request,
            Outcome = outcome,
            Items = items,
            Facets = FacetsOf(request, outcome),
            Took = took,
            IsIncomplete = isIncomplete,
        };
        if (!isIncomplete) searches.Record(answer, viewer.PersonId);
        return answer;
    }

    public IReadOnlyList<FoundSuggestion> Suggest(string text, Viewer viewer, CancellationToken cancellationToken)
    {
        var typed = new SearchRequest { Text = text }.Text;
        if (typed.Length == 0) return [];
        try
        {
            return
            [
                .. engine.Suggest(new SuggestQuery { Text = typed, Viewer = VisibilityOf(viewer), Now = time.GetUtcNow(), Limit = MaxSuggestions }, cancellationToken).Select(SuggestionOf),
            ];
        }
        catch (IndexReadException)
        {
            signal.Raise();
            return [];
        }
    }

    /// <summary>How many the request would find; no cards, no record.</summary>
    public int Count(SearchRequest request, Viewer viewer, CancellationToken cancellationToken)
    {
        try
        {
            return engine.Search(QueryOf(request, viewer) with { Limit = 0, Offset = 0, WithFacets = false }, cancellationToken).Total;
        }
        catch (IndexReadException)
        {
            return 0;
        }
    }

    public static Visibility VisibilityOf(Viewer viewer) => viewer.SeesEverything ? Visibility.Everything : Visibility.Of(viewer.GrantTokens);

    /// <summary>A last word that nobody wrote like this may be the beginning of one; only then is it a typo.</summary>
    private SearchOutcome Search(SearchQuery query, SearchRequest request, CancellationToken cancellationToken)
    {
        var outcome = engine.Search(query, cancellationToken);
        if (request.IsTyping || request.IsExact || request.Text.Length == 0 || (outcome.Total > 0 && outcome.Corrected is null && !outcome.AnyWord)) return outcome;
        var begun = engine.Search(query with { LastWordUnfinished = true, ForgiveTypos = false }, cancellationToken);
        return begun.Total > 0 && !begun.AnyWord ? begun : outcome;
    }

    private SearchQuery QueryOf(SearchRequest request, Viewer viewer) => new()
    {
        Text = request.Text,
        Filters = request.Filters,

        // Without words nothing is more relevant than anything else: the newest is the better start.
        Sort = request.Text.Length == 0 && request.Sort == SearchSort.Relevance ? SearchSort.Newest : request.Sort,
        Offset = request.Offset,
        Limit = request.Limit,
        Viewer = VisibilityOf(viewer),
        Now = time.GetUtcNow(),
        WithFacets = true,
        LastWordUnfinished = request.IsTyping,
        ForgiveTypos = !request.IsExact,
    };

    private List<FoundFacet> FacetsOf(SearchRequest request, SearchOutcome outcome)
    {
        var groups = new List<FoundFacet>(SearchRequest.Dimensions.Count);
        foreach (var dimension in SearchRequest.Dimensions)
        {
            var chosen = request.Filters.GetValueOrDefault(dimension, []);
            var counts = outcome.Facets.GetValueOrDefault(dimension, []);
            var values = counts
                .Select(count => new FoundValue(count.Value, names.Label(dimension, count.Value), count.Count, chosen.Contains(count.Value, StringComparer.Ordinal)))
                .Concat(chosen.Where(value => !counts.Any(count => count.Value == value)).Select(value => new FoundValue(value, names.Label(dimension, value), 0, true)))
                .ToList();
            if (values.Count > 0) groups.Add(new FoundFacet(dimension, LabelOf(dimension), values));
        }

        return groups;
    }

    private FoundSuggestion SuggestionOf(Suggestion suggestion)
    {
        var text = MarkedText.Unmark(suggestion.Text);
        return suggestion.Kind switch
        {
            SuggestionKind.Title => new(text, "title", "", SearchLinks.Item(suggestion.ItemId!.Value)),
            SuggestionKind.Speaker => new(text, "speaker", LabelOf(FacetGroups.Speaker), suggestion.Value is null ? new SearchRequest { Text = $"\"{text}\"" }.ToAddress() : AddressOf(FacetGroups.Speaker, suggestion.Value)),
            _ => new(text, "topic", LabelOf(suggestion.Dimension!), AddressOf(suggestion.Dimension!, suggestion.Value!)),
        };
    }

    private static string AddressOf(string dimension, string value) =>
        new SearchRequest { Filters = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [dimension] = [value] } }.ToAddress();

    public static string LabelOf(string dimension) =>
        dimension == IndexedItem.KindDimension ? "Kind" : FacetGroups.All.FirstOrDefault(group => group.Slug == dimension)?.Label ?? dimension;
}
