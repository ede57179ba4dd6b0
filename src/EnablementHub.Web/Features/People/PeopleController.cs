using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Sessions;
using EnablementHub.Features.Sessions.Passwords;
using EnablementHub.Features.Shared;
using EnablementHub.Features.Shared.Components.Forms;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.People;

/// <summary>The administrator's people: find, invite, change, close and open.</summary>
[Authorize(Capability.ManagePeople)]
public sealed class PeopleController(PeopleQueries queries, HubDbContext database, TimeProvider time) : Controller
{
    [HttpGet("/people")]
    public async Task<IActionResult> Index([FromQuery] PeopleFilter filter, CancellationToken cancellationToken) =>
        View(await queries.ListAsync(filter, cancellationToken));

    [HttpGet("/people/invite")]
    public async Task<IActionResult> Invite(CancellationToken cancellationToken) =>
        View("PersonPage", new PersonPage { Form = new PersonForm { Roles = [HubRoles.Rep] }, Teams = await queries.TeamsAsync(cancellationToken) });

    [HttpPost("/people/invite")]
    public async Task<IActionResult> Invite([FromForm] PersonForm form, [FromServices] InvitePerson invite, CancellationToken cancellationToken)
    {
        var (details, unreadable) = Read(form);
        var outcome = unreadable ?? await invite.RunAsync(details, User.PersonId(), mail: true, cancellationToken);
        if (!outcome.IsDone)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("PersonPage", new PersonPage { Form = form with { Id = 0 }, Teams = await queries.TeamsAsync(cancellationToken), Errors = outcome.Refusals });
        }

        Flash.Say(TempData, new Flash($"{details.Name.Trim()} is invited. The mail with the link is under way."));
        return RedirectToAction(nameof(Index));
    }

    [HttpGet("/people/{id:int}")]
    public async Task<IActionResult> Person(int id, CancellationToken cancellationToken) =>
        await queries.FindAsync(id, cancellationToken) is { } page ? View("PersonPage", page) : NotFound();

    [HttpPost("/people/{id:int}")]
    public async Task<IActionResult> Person(int id, [FromForm] PersonForm form, [FromServices] ChangePerson change, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(id, cancellationToken) is not { } known) return NotFound();
        var (details, unreadable) = Read(form);
        var outcome = unreadable ?? await change.RunAsync(id, details, User.PersonId(), cancellationToken);
        if (!outcome.IsDone) return Refuse(known with { Form = form with { Id = id }, Errors = outcome.Refusals });
        Flash.Say(TempData, new Flash($"{details.Name.Trim()} is saved. Roles and teams hold from now on."));
        return RedirectToAction(nameof(Person), new { id });
    }

    [HttpGet("/people/{id:int}/disable")]
    public async Task<IActionResult> ConfirmDisabling(int id, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(id, cancellationToken) is not { } known) return NotFound();
        if (known.IsDisabled) return RedirectToAction(nameof(Person), new { id });
        return View("Confirm", new ConfirmPage
        {
            Title = $"Disable {known.Form.Name}?",
            Consequences = await queries.ConsequencesOfDisablingAsync(known, cancellationToken),
            ButtonLabel = $"Disable {known.Form.Name}",
            ActionHref = FormattableString.Invariant($"/people/{id}/disable"),
            BackHref = FormattableString.Invariant($"/people/{id}"),
            BackLabel = known.Form.Name!,
        });
    }

    [HttpPost("/people/{id:int}/disable")]
    public Task<IActionResult> Disable(int id, [FromServices] DisablePerson disable, CancellationToken cancellationToken) => SwitchAsync(id, disable, disabled: true, cancellationToken);

    [HttpPost("/people/{id:int}/enable")]
    public Task<IActionResult> Enable(int id, [FromServices] DisablePerson disable, CancellationToken cancellationToken) => SwitchAsync(id, disable, disabled: false, cancellationToken);

    [HttpPost("/people/{id:int}/password-mail")]
    public async Task<IActionResult> MailPasswordLink(int id, [FromServices] PasswordLinks links, CancellationToken cancellationToken)
    {
        if (await database.Users.FindAsync([id], cancellationToken) is not { } person) return NotFound();
        if (person.DisabledAt is not null) return await RefuseAsync(id, "Enable this person first; a link would not open for them.", cancellationToken);
        if (person.PasswordHash is null) links.WriteInvitation(database, person);
        else if (!links.WriteReset(database, person)) return await RefuseAsync(id, "Such a mail went out less than two minutes ago.", cancellationToken);
        database.Record(time.GetUtcNow(), User.PersonId(), "person.reset-mailed", PersonAudit.Person, id);
        await database.SaveChangesAsync(cancellationToken);
        Flash.Say(TempData, new Flash($"A link to choose a password is under way to {person.Email}."));
        return RedirectToAction(nameof(Person), new { id });
    }

    [HttpPost("/people/{id:int}/end-sessions")]
    public async Task<IActionResult> EndSessions(int id, [FromServices] DatabaseTicketStore tickets, CancellationToken cancellationToken)
    {
        if (await database.Users.FindAsync([id], cancellationToken) is not { } person) return NotFound();
        var ended = await tickets.EndAllAsync(id, exceptKeyHash: null, cancellationToken);
        database.Record(time.GetUtcNow(), User.PersonId(), "person.sessions-ended", PersonAudit.Person, id, ended.ToString(CultureInfo.InvariantCulture));
        await database.SaveChangesAsync(cancellationToken);
        Flash.Say(TempData, new Flash($"{person.DisplayName} is signed out everywhere."));
        return RedirectToAction(nameof(Person), new { id });
    }

    private async Task<IActionResult> SwitchAsync(int id, DisablePerson disable, bool disabled, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(id, cancellationToken) is not { } known) return NotFound();
        if (await disable.RunAsync(id, disabled, User.PersonId(), cancellationToken) is { } refusal) return await RefuseAsync(id, refusal, cancellationToken);
        Flash.Say(TempData, new Flash(disabled ? $"{known.Form.Name} is disabled and signed out everywhere." : $"{known.Form.Name} can sign in again."));
        return RedirectToAction(nameof(Person), new { id });
    }

    private async Task<IActionResult> RefuseAsync(int id, string sentence, CancellationToken cancellationToken) =>
        await queries.FindAsync(id, cancellationToken) is { } known ? Refuse(known with { Errors = PersonOutcome.Refused("", sentence).Refusals }) : NotFound();

    private ViewResult Refuse(PersonPage page)
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("PersonPage", page);
    }

    private (PersonDetails Details, PersonOutcome? Unreadable) Read(PersonForm form)
    {
        DateOnly? started = DateOnly.TryParseExact(form.StartedOn?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        var wrong = started is null && !string.IsNullOrWhiteSpace(form.StartedOn)
            ? PersonOutcome.Refused(nameof(form.StartedOn), "Give the first working day as year-month-day, for example 2026-03-02.")
            : ModelState.IsValid ? null : PersonOutcome.Refused("", "Something in the form could not be read. Choose roles and teams from the lists.");
        return (new PersonDetails { Name = form.Name ?? "", Email = form.Email ?? "", Roles = [.. form.Roles.Distinct()], TeamIds = [.. form.TeamIds.Distinct()], TimeZone = form.TimeZone?.Trim(), StartedOn = started }, wrong);
    }
}
