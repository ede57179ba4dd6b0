using EnablementHub.Features.Library;
using EnablementHub.Features.People;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Mvc;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EnablementHub.Features.Search.Api;

/// <summary>Search for other programs, by cookie or bearer token. Its names and shapes stay as they are.</summary>
[ApiController, Tags("Search")]
public sealed class SearchApiController(ContentSearch search) : ControllerBase
{
    /// <summary>Finds what the caller may see. Names that the address doesn't know are refused: a misspelt filter would otherwise find too much.</summary>
    [HttpGet("/api/v1/search"), EnableRateLimiting(RateLimit.Search), EndpointSummary("Search"), ApiAnswers(400, 503)]
    [EndpointDescription("Finds what you may see, with facets and their counts. Matching words stand between U+0002 and U+0003; each hit brings the sentences of its transcript that match, with their seconds.")]
    [TakesParameters("q", "kind", "topic", "persona", "company-size", "sales-stage", "deal-phase", "speaker", "product", "competitor", "format", "language", "sort", "limit", "offset")]
    [ProducesResponseType<ApiAnswer>(200, "application/json")]
    public async Task<IActionResult> Search(CancellationToken cancellationToken)
    {
        if (SearchApiRequest.Read(Request.Query, out var request) is { } fault) return Refuse(fault);
        var answer = await search.FindAsync(request, User.Viewer(), cancellationToken);
        if (answer.IsIncomplete && answer.Items.Count == 0)
        {
            Response.Headers.RetryAfter = "5";
            return new ProblemResult(ProblemAnswer.Of(StatusCodes.Status503ServiceUnavailable) with { Detail = "The search index is being built. Try again in a few seconds." });
        }

        return Ok(Answer(answer));
    }

    /// <summary>What to offer for words that are still being typed.</summary>
    [HttpGet("/api/v1/suggest"), EnableRateLimiting(RateLimit.Search), EndpointSummary("Suggest while typing"), ApiAnswers(400), TakesParameters(SearchRequest.TextParameter)]
    [ProducesResponseType<IReadOnlyList<ApiSuggestion>>(200, "application/json")]
    public IActionResult Suggest(CancellationToken cancellationToken)
    {
        foreach (var name in Request.Query.Keys)
        {
            if (name != SearchRequest.TextParameter) return Refuse(SearchApiRequest.Unknown(name, [SearchRequest.TextParameter]));
        }

        return Ok(search.Suggest(Request.Query[SearchRequest.TextParameter].ToString(), User.Viewer(), cancellationToken)
            .Select(suggestion => new ApiSuggestion(suggestion.Text, suggestion.Type, suggestion.Url)));
    }

    private static ProblemResult Refuse(ApiFault fault) => new(ProblemAnswer.Invalid(fault.Parameter, fault.Sentence));

    private static ApiAnswer Answer(SearchAnswer answer) => new(
        answer.Outcome.Total,
        new ApiQuery(answer.Request.Text, answer.Outcome.Corrected),
        [
            .. answer.Items.Select(item => new ApiHit(
                item.Card.Id,
                item.Card.Kind.Slug(),
                item.Hit.Title,
                SearchLinks.Item(item.Card.Id),
                item.Hit.Snippet.Length > 0 ? item.Hit.Snippet : item.Card.Summary,
                item.Hit.Score,
                item.Card is { IsPlayable: true, MediaFileId: { } media } ? SearchLinks.Media(media) : null,
                [.. item.Hit.Cues.Select(cue => new ApiCue(cue.Start, cue.End, cue.Speaker, cue.Text))])),
        ],
        answer.Facets.ToDictionary(group => group.Slug, group => (IReadOnlyList<ApiFacet>)[.. group.Values.Select(value => new ApiFacet(value.Value, value.Label, value.Count))], StringComparer.Ordinal));
}

public sealed record ApiAnswer(int Total, ApiQuery Query, IReadOnlyList<ApiHit> Hits, IReadOnlyDictionary<string, IReadOnlyList<ApiFacet>> Facets);

/// <param name="Text">The words as asked.</param>
/// <param name="Corrected">The words that were searched instead, or null.</param>
public sealed record ApiQuery(string Text, string? Corrected);

/// <param name="Title">Marked: matching words stand between U+0002 and U+0003, as in <paramref name="Summary"/> and the cues.</param>
/// <param name="Url">Path of the item's page.</param>
/// <param name="Score">Comparable within one answer.</param>
/// <param name="Media">Path of the playable file, or null.</param>
public sealed record ApiHit(int Id, string Kind, string Title, string Url, string Summary, double Score, string? Media, IReadOnlyList<ApiCue> Cues);

/// <param name="Start">Seconds from the start of the media.</param>
/// <param name="End">Seconds from the start of the media.</param>
public sealed record ApiCue(double Start, double End, string Speaker, string Text);

public sealed record ApiFacet(string Value, string Label, int Count);

public sealed record ApiSuggestion(string Text, string Type, string Url);
