using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Shared;

/// <summary>Keeps the theme that somebody chose, signed in or not.</summary>
[AllowAnonymous, ApiExplorerSettings(IgnoreApi = true)]
public sealed class AppearanceController : Controller
{
    [HttpPost("/appearance")]
    public IActionResult Choose(string? theme, string? returnUrl)
    {
        if (theme is not (Appearance.Light or Appearance.Dark or Appearance.Automatic)) return BadRequest();
        Response.Cookies.Append(Appearance.CookieName, theme, new CookieOptions
        {
            // The theme switch in the page reads and writes it too.
            HttpOnly = false,
            IsEssential = true,
            MaxAge = TimeSpan.FromDays(365),
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = Request.IsHttps,
        });
        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
    }
}
