using EnablementHub.Data;
using EnablementHub.Features.People;
using EnablementHub.Platform.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EnablementHub.Features.Sessions.Passwords;

/// <summary>A new password by mail, and the page where it is chosen.</summary>
[AllowAnonymous]
public sealed class PasswordController(UserManager<Person> people, PasswordLinks links, IServiceScopeFactory scopes, ILogger<PasswordController> logger) : Controller
{
    public const string ForgottenPath = "/forgotten-password";
    public const string ChoosePath = "/choose-password";
    private const string DeadLink = "This link has been used or is too old. Ask for a new one.";

    [HttpGet(ForgottenPath)]
    public IActionResult ForgottenPassword() => View(new ForgottenPasswordPage());

    [HttpPost(ForgottenPath), EnableRateLimiting(RateLimit.SignIn)]
    public IActionResult ForgottenPassword([Bind(nameof(ForgottenPasswordPage.Email))] ForgottenPasswordPage page)
    {
        if (!ModelState.IsValid || !page.Email!.Contains('@', StringComparison.Ordinal))
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View(page with { Error = "Enter the e-mail address that you sign in with." });
        }

        // After the answer, so that the time it takes tells nobody which addresses exist.
        var email = page.Email.Trim();
        Response.OnCompleted(() => MailAsync(email));
        return View(page with { IsAsked = true });
    }

    [HttpGet(ChoosePath)]
    public async Task<IActionResult> ChoosePassword(string? token) =>
        await FindAsync(token) is { } person
            ? View(new ChoosePasswordPage { Token = token, Name = person.DisplayName, Email = person.Email! })
            : Refuse(new ChoosePasswordPage(), DeadLink);

    [HttpPost(ChoosePath), EnableRateLimiting(RateLimit.SignIn)]
    public async Task<IActionResult> ChoosePassword([Bind("Token,Password,Repeat")] ChoosePasswordPage page, [FromServices] SetPassword set, CancellationToken cancellationToken)
    {
        if (await FindAsync(page.Token) is not { } person) return Refuse(new ChoosePasswordPage(), DeadLink);
        var known = page with { Name = person.DisplayName, Email = person.Email! };
        if (page.Password != page.Repeat) return Refuse(known, "The two passwords differ. Type the same one twice.");
        if (await set.RunAsync(person, page.Password ?? "", person.Id, keepKeyHash: null, cancellationToken) is { } refusal) return Refuse(known, refusal);
        return Redirect($"{SessionsFeature.SignInPath}?notice={SignInPage.PasswordSet}");
    }

    private ViewResult Refuse(ChoosePasswordPage page, string sentence)
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View(nameof(ChoosePassword), page with { Error = sentence });
    }

    private async Task<Person?> FindAsync(string? token)
    {
        if (links.Read(token) is not { } link) return null;
        var person = await people.FindByIdAsync(link.PersonId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return person is { DisabledAt: null } && person.SecurityStamp == link.Stamp ? person : null;
    }

    private async Task MailAsync(string email)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var person = await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().FindByEmailAsync(email);
            if (person is not { DisabledAt: null }) return;
            var database = scope.ServiceProvider.GetRequiredService<HubDbContext>();
            var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();

            // Together with the look at the last mail, so that two requests at once make one.
            await database.InUnitAsync(
                async token =>
                {
                    if (!links.WriteReset(database, person)) return;
                    database.Record(now, null, "person.reset-mailed", PersonAudit.Person, person.Id);
                    await database.SaveChangesAsync(token);
                },
                CancellationToken.None);
        }
        catch (Exception error) when (error is Microsoft.EntityFrameworkCore.DbUpdateException or System.Data.Common.DbException)
        {
            logger.LogError(error, "A reset mail could not be written.");
        }
    }
}
