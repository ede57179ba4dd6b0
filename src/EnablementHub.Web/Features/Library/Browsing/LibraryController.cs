using EnablementHub.Features.Library.Reading;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Library.Browsing;

/// <summary>Everything that its reader may see, narrowed by filters.</summary>
public sealed class LibraryController(LibraryLists lists, OrganisationClock clock) : Controller
{
    [HttpGet("/library")]
    public async Task<IActionResult> Index([FromQuery(Name = LibraryFilter.ChosenParameter)] string? chosen, CancellationToken cancellationToken)
    {
        var reader = User.Reader(clock.Today);
        var page = await lists.ReadAsync(LibraryFilter.Read(Request.Query, reader), reader, cancellationToken) with { Chosen = (chosen ?? "").Split(',').Select(FormNumber.Read).OfType<int>().ToHashSet() };
        Response.Headers.Vary = "HX-Request";
        return Request.Headers.ContainsKey("HX-Request") && !Request.Headers.ContainsKey("HX-Boosted") && !Request.Headers.ContainsKey("HX-History-Restore-Request")
            ? PartialView("_LibraryList", page)
            : View("Index", page);
    }
}
