using System.Security.Claims;

namespace EnablementHub.Features.Shared;

/// <summary>Light or dark: the choice made in this browser, else the person's own, else what the system prefers.</summary>
public static class Appearance
{
    public const string CookieName = "hub.theme";
    public const string Light = "light";
    public const string Dark = "dark";
    public const string Automatic = "auto";
    private const string PersonClaim = "hub:theme";

    /// <summary>One of the three constants, the value of <c>data-bs-theme</c>. With "auto" the style sheet asks the system, so no script has to run first.</summary>
    public static string Choice(HttpContext context) =>
        (context.Request.Cookies[CookieName] ?? context.User.FindFirstValue(PersonClaim)) is (Light or Dark) and var choice ? choice : Automatic;
}
