using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Benchmarks.Web;

/// <summary>All that the empty application has.</summary>
public sealed class EmptyController : Controller
{
    public IActionResult Index() => Content("ready");
}
