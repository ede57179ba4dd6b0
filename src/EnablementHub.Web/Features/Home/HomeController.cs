using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Home;

public sealed class HomeController : Controller
{
    [HttpGet("/")]
    public IActionResult Index() => View();
}
