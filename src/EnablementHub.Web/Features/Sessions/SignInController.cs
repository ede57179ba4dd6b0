using EnablementHub.Features.People;
using EnablementHub.Platform.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EnablementHub.Features.Sessions;

public sealed class SignInController(UserManager<Person> people, SignInManager<Person> signIn) : Controller
{
    [HttpGet(SessionsFeature.SignInPath), AllowAnonymous]
    public IActionResult SignInForm(string? returnUrl) =>
        User.Identity?.IsAuthenticated == true ? LocalRedirect(Local(returnUrl)) : View(new SignInPage { ReturnUrl = returnUrl });

    [HttpPost(SessionsFeature.SignInPath), AllowAnonymous, EnableRateLimiting(RateLimit.SignIn)]
    public async Task<IActionResult> SignInForm(SignInPage page, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid) return Refuse(page, "Enter your e-mail address and your password.");
        var person = await people.FindByEmailAsync(page.Email!.Trim());
        if (person is null)
        {
            // The same work as for a real person, so that the time taken tells nobody who exists.
            people.PasswordHasher.HashPassword(new Person { DisplayName = "" }, page.Password!);
            return Refuse(page, SignInPage.WrongPair);
        }

        var result = await signIn.CheckPasswordSignInAsync(person, page.Password!, lockoutOnFailure: true);
        if (result.IsLockedOut) return Refuse(page, "Too many failed attempts. Wait ten minutes, or reset your password.");
        if (!result.Succeeded || person.DisabledAt is not null) return Refuse(page, SignInPage.WrongPair);
        var access = await HttpContext.RequestServices.GetRequiredService<PersonAccessCache>().FindAsync(person.Id, cancellationToken);
        await HttpContext.SignInAsync(IdentityConstants.ApplicationScheme, access!.ToPrincipal(IdentityConstants.ApplicationScheme), new AuthenticationProperties { IsPersistent = true });
        return LocalRedirect(Local(page.ReturnUrl));
    }

    [HttpPost("/sign-out"), AllowAnonymous]
    public async Task<IActionResult> EndSession()
    {
        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        return LocalRedirect(SessionsFeature.SignInPath);
    }

    private ViewResult Refuse(SignInPage page, string sentence)
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View(page with { Error = sentence });
    }

    private string Local(string? returnUrl) => Url.IsLocalUrl(returnUrl) ? returnUrl : "/";
}
