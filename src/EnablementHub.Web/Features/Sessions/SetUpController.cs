using EnablementHub.Features.People;
using EnablementHub.Platform.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EnablementHub.Features.Sessions;

/// <summary>The page behind the set-up link of a hub without people.</summary>
[AllowAnonymous]
public sealed class SetUpController(SetUpLink link, PersonAccessCache access) : Controller
{
    public const string DeadLink = "This link doesn't open a set-up: it has been used, is older than a day, or was cut off. If the hub has no people yet, start it again and use the link that it prints.";

    [HttpGet(SetUpLink.Path)]
    public async Task<IActionResult> SetUp(string? token, CancellationToken cancellationToken) =>
        await link.IsOpenAsync(token, cancellationToken)
            ? View(new SetUpPage { Token = token, IsOpen = true })
            : Refuse(new SetUpPage(), DeadLink);

    [HttpPost(SetUpLink.Path), EnableRateLimiting(RateLimit.SignIn)]
    public async Task<IActionResult> SetUp([Bind("Token,Name,Email,Password,Repeat")] SetUpPage page, CancellationToken cancellationToken)
    {
        if (!await link.IsOpenAsync(page.Token, cancellationToken)) return Refuse(new SetUpPage(), DeadLink);
        var open = page with { IsOpen = true };
        if (PersonDetails.NameRefusal(page.Name) is { } nameRefusal) return Refuse(open, nameRefusal, nameof(page.Name));
        if (PersonDetails.EmailRefusal(page.Email) is { } emailRefusal) return Refuse(open, emailRefusal, nameof(page.Email));
        if (string.IsNullOrEmpty(page.Password)) return Refuse(open, "Choose a password.", nameof(page.Password));
        if (page.Password != page.Repeat) return Refuse(open, "The two passwords differ. Type the same one twice.", nameof(page.Repeat));
        var (person, refusal) = await link.UseAsync(page.Token!, page.Name!.Trim(), page.Email!.Trim(), page.Password, cancellationToken);
        if (person is null) return Refuse(open, refusal!, nameof(page.Password));
        var rights = await access.FindAsync(person.Id, cancellationToken);
        await HttpContext.SignInAsync(IdentityConstants.ApplicationScheme, rights!.ToPrincipal(IdentityConstants.ApplicationScheme), new AuthenticationProperties { IsPersistent = true });
        return LocalRedirect("/");
    }

    private ViewResult Refuse(SetUpPage page, string sentence, string? field = null)
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View(page with { Error = sentence, ErrorField = field });
    }
}
