using EnablementHub.Data;
using EnablementHub.Features.Sessions;
using EnablementHub.Features.Sessions.Passwords;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.People.Profile;

/// <summary>What everyone settles for themselves. For browsers only: a token must not open more than it was made for.</summary>
[Authorize(AuthenticationSchemes = SessionsFeature.BrowserScheme)]
public sealed class ProfileController(HubDbContext database, PersonAccessCache access, DatabaseTicketStore tickets, OrganisationClock clock) : Controller
{
    private static readonly string[] Themes = [Appearance.Light, Appearance.Dark, Appearance.Automatic];

    [HttpGet("/profile")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View(await ReadAsync(cancellationToken));

    [HttpPost("/profile")]
    public async Task<IActionResult> Save([FromForm] ProfileForm form, CancellationToken cancellationToken)
    {
        var theme = form.Theme is null || Themes.Contains(form.Theme, StringComparer.Ordinal) ? null : "Choose the light, the dark or the device's own theme.";
        var refusals = new[] { PersonDetails.NameRefusal(form.Name), PersonDetails.TimeZoneRefusal(form.TimeZone?.Trim()), theme }.OfType<string>().ToList();
        if (refusals.Count > 0) return Refuse(await ReadAsync(cancellationToken) with { Form = form, ProfileError = string.Join(' ', refusals) });
        var person = await database.Users.SingleAsync(p => p.Id == User.PersonId(), cancellationToken);
        person.DisplayName = form.Name!.Trim();
        person.TimeZone = string.IsNullOrWhiteSpace(form.TimeZone) ? null : form.TimeZone.Trim();
        if (form.Theme is not null) person.Theme = form.Theme == Appearance.Automatic ? null : form.Theme;
        database.Record(clock.Now, person.Id, "person.profile-saved", PersonAudit.Person, person.Id);
        await database.SaveChangesAsync(cancellationToken);
        access.Forget(person.Id);

        // The switch in the frame is this browser's own choice; who settles it here means every browser, this one too.
        if (form.Theme is not null) Response.Cookies.Delete(Appearance.CookieName);
        Say("Your profile is saved.");
        return RedirectToAction(nameof(Index));
    }

    [HttpPost("/profile/password"), EnableRateLimiting(RateLimit.SignIn)]
    public async Task<IActionResult> ChangePassword([FromForm] PasswordForm form, [FromServices] UserManager<Person> people, [FromServices] SetPassword set, CancellationToken cancellationToken)
    {
        var person = await database.Users.SingleAsync(p => p.Id == User.PersonId(), cancellationToken);
        var refusal = await people.IsLockedOutAsync(person) ? "Too many attempts. Wait ten minutes, then try again." : null;
        if (refusal is null && !(form.Current is { Length: > 0 and <= PasswordRules.MaxLength } current && await people.CheckPasswordAsync(person, current)))
        {
            await people.AccessFailedAsync(person);
            refusal = "That isn't your current password.";
        }

        if (refusal is null && form.Password != form.Repeat) refusal = "The two new passwords differ. Type the same one twice.";
        refusal ??= await set.RunAsync(person, form.Password ?? "", person.Id, DatabaseTicketStore.CurrentKeyHash(HttpContext), cancellationToken);
        if (refusal is not null) return Refuse(await ReadAsync(cancellationToken) with { PasswordError = refusal });
        Say("Your password is changed. All your other browsers are signed out.");
        return RedirectToAction(nameof(Index));
    }

    [HttpPost("/profile/sessions/{id:int}/end")]
    public async Task<IActionResult> EndSession(int id, CancellationToken cancellationToken)
    {
        if (!await tickets.EndAsync(User.PersonId(), id, cancellationToken)) return NotFound();
        Say("That browser is signed out.");
        return RedirectToAction(nameof(Index));
    }

    [HttpPost("/profile/sessions/end-others")]
    public async Task<IActionResult> EndOtherSessions(CancellationToken cancellationToken)
    {
        var ended = await tickets.EndAllAsync(User.PersonId(), DatabaseTicketStore.CurrentKeyHash(HttpContext), cancellationToken);
        Say(ended == 1 ? "One other browser is signed out." : $"{ended} other browsers are signed out.");
        return RedirectToAction(nameof(Index));
    }

    private void Say(string sentence) => Flash.Say(TempData, new Flash(sentence));

    private ViewResult Refuse(ProfilePage page)
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View(nameof(Index), page);
    }

    private async Task<ProfilePage> ReadAsync(CancellationToken cancellationToken)
    {
        var personId = User.PersonId();
        var current = DatabaseTicketStore.CurrentKeyHash(HttpContext);
        var rights = (await access.FindAsync(personId, cancellationToken))!;
        var sessions = await database.SignInSessions.AsNoTracking().Where(session => session.PersonId == personId && session.ExpiresAt > clock.Now)
            .OrderByDescending(session => session.LastSeenAt)
            .Select(session => new { session.Id, session.UserAgent, session.Address, session.CreatedAt, session.LastSeenAt, IsThisOne = session.KeyHash == current })
            .Take(100).ToListAsync(cancellationToken);
        return new ProfilePage
        {
            Form = new ProfileForm { Name = rights.Name, TimeZone = rights.TimeZone, Theme = rights.Theme ?? "auto" },
            Email = rights.Email,
            Roles = rights.Roles,
            Sessions = [.. sessions.Select(row => new SessionRow(row.Id, BrowserName.Of(row.UserAgent), row.Address, row.CreatedAt, row.LastSeenAt, row.IsThisOne))],
        };
    }
}
