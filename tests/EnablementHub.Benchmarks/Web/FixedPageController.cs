using EnablementHub.Benchmarks.Web;
using Microsoft.AspNetCore.Mvc;

// The room's own namespace: the view's parts are looked for where the controller's namespace says.
namespace EnablementHub.Features.Search;

/// <summary>The bare limit of the search page: the same view from a model that is there already.</summary>
public sealed class FixedPageController(FixedPages pages) : Controller
{
    [HttpGet("/bench/search")]
    public IActionResult FixedSearch() => View("/Features/Search/Find.cshtml", pages.Search);
}
