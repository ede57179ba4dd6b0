using EnablementHub.Features.People;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EnablementHub.Features.Search;

public sealed class SearchController(ContentSearch search, SearchLog searches, OrganisationClock clock) : Controller
{
    private const string FieldId = "q";

    [HttpGet(SearchRequest.Path), EnableRateLimiting(RateLimit.Search)]
    public async Task<IActionResult> Find(CancellationToken cancellationToken)
    {
        var isPartial = Request.Headers.ContainsKey("HX-Request") && !Request.Headers.ContainsKey("HX-History-Restore-Request");
        var isTyping = isPartial && Request.Headers["HX-Trigger"] == FieldId;
        var request = SearchRequest.From(Request.Query) with { IsTyping = isTyping };
        var viewer = User.Viewer();
        var page = await ReadAsync(request, viewer, cancellationToken);
        if (page.Outcome.Total > 0 && request.Page > page.LastPage)
        {
            // A link to the seventh page from a time when there was one.
            request = request.OnPage(page.LastPage);
            page = await ReadAsync(request, viewer, cancellationToken);
        }

        // One address serves the page and its piece: no cache may take one for the other.
        Response.Headers.Vary = "HX-Request";
        Response.Headers.CacheControl = "no-cache, no-store";
        if (!isPartial) return View(page);
        var address = Uri.EscapeDataString(request.Text).Length > MaxAddressInHeader ? SearchRequest.Path : request.ToAddress();
        Response.Headers[isTyping ? "HX-Replace-Url" : "HX-Push-Url"] = address;
        return PartialView("_Found", page);
    }

    [HttpGet("/search/suggest"), EnableRateLimiting(RateLimit.Search)]
    public IActionResult Suggest(string? q, CancellationToken cancellationToken) =>
        Json(search.Suggest(q ?? "", User.Viewer(), cancellationToken));

    /// <summary>A result was opened or played.</summary>
    [HttpPost("/search/{searchId:guid}/click"), EnableRateLimiting(RateLimit.Beacon)]
    public IActionResult Click(Guid searchId, int item, int rank)
    {
        if (item < 1 || rank is < 1 or > SearchRequest.MaxOffset + 100) return BadRequest();
        searches.Clicked(searchId, User.PersonId(), item, rank);
        return NoContent();
    }

    /// <summary>Longer texts work but don't fit into a header that every proxy lets through.</summary>
    private const int MaxAddressInHeader = 4_000;

    private async Task<SearchPage> ReadAsync(SearchRequest request, Viewer viewer, CancellationToken cancellationToken)
    {
        var answer = await search.FindAsync(request, viewer, cancellationToken);
        return new SearchPage
        {
            Answer = answer,
            Today = clock.Today,
            Now = clock.Now,
            Drops = answer.Outcome.Total == 0 && request.Filters.Count > 0 ? Drops(request, viewer, cancellationToken) : [],
        };
    }

    private List<FilterDrop> Drops(SearchRequest request, Viewer viewer, CancellationToken cancellationToken) =>
    [
        .. request.Filters.Keys
            .Select(dimension => (dimension, without: request.Without(dimension)))
            .Select(drop => new FilterDrop(drop.dimension, search.Count(drop.without, viewer, cancellationToken), drop.without.ToAddress()))
            .Where(drop => drop.Count > 0)
            .OrderByDescending(drop => drop.Count),
    ];
}
