using EnablementHub.Data;
using EnablementHub.Features.People;
using EnablementHub.Platform.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EnablementHub.Features.Sessions;

[AllowAnonymous]
public sealed class SignInController(UserManager<Person> people, SignInManager<Person> signIn, PersonAccessCache access, HubDbContext database, TimeProvider time, SetUpLink setUp) : Controller
{
    [HttpGet(SessionsFeature.SignInPath)]
    public async Task<IActionResult> SignInForm(string? returnUrl, string? notice, CancellationToken cancellationToken) =>
        User.Identity?.IsAuthenticated == true
            ? LocalRedirect(Local(returnUrl))
            : View(new SignInPage { ReturnUrl = Local(returnUrl), Notice = notice, NeedsSetUp = await setUp.IsNeededAsync(cancellationToken) });

    [HttpPost(SessionsFeature.SignInPath), EnableRateLimiting(RateLimit.SignIn)]
    public async Task<IActionResult> SignInForm([Bind("Email,Password,ReturnUrl")] SignInPage page, CancellationToken cancellationToken)
    {
        // A second sign-in within a living session would go on using its key.
        if (User.Identity?.IsAuthenticated == true) return LocalRedirect(Local(page.ReturnUrl));
        if (!ModelState.IsValid) return Refuse(page, "Enter your e-mail address and your password.");
        var person = await people.FindByEmailAsync(page.Email!.Trim());
        if (person?.PasswordHash is null || await people.IsLockedOutAsync(person))
        {
            // The same work as for everyone else, so that the time taken tells nobody who exists.
            people.PasswordHasher.HashPassword(new Person { DisplayName = "" }, page.Password!);
            return Refuse(page, SignInPage.Refused);
        }

        var result = await signIn.CheckPasswordSignInAsync(person, page.Password!, lockoutOnFailure: true);
        if (result.IsLockedOut)
        {
            database.Record(time.GetUtcNow(), null, "person.locked-out", PersonAudit.Person, person.Id, $"From {HttpContext.Connection.RemoteIpAddress}.");
            await database.SaveChangesAsync(cancellationToken);
        }

        if (!result.Succeeded || person.DisabledAt is not null) return Refuse(page, SignInPage.Refused);
        var rights = await access.FindAsync(person.Id, cancellationToken);
        await HttpContext.SignInAsync(IdentityConstants.ApplicationScheme, rights!.ToPrincipal(IdentityConstants.ApplicationScheme), new AuthenticationProperties { IsPersistent = true });
        return LocalRedirect(Local(page.ReturnUrl));
    }

    [HttpPost("/sign-out")]
    public async Task<IActionResult> EndSession()
    {
        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        return LocalRedirect($"{SessionsFeature.SignInPath}?notice={SignInPage.SignedOut}");
    }

    private ViewResult Refuse(SignInPage page, string sentence)
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View(page with { Error = sentence, Password = null });
    }

    private string Local(string? returnUrl) => Url.IsLocalUrl(returnUrl) ? returnUrl : "/";
}
