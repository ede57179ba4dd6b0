using EnablementHub.Data;
using EnablementHub.Features.Notifications.Mailing;
using EnablementHub.Features.People;
using EnablementHub.Features.Sessions;
using EnablementHub.Features.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Notifications.Choosing;

/// <summary>What comes by mail, chosen below the profile.</summary>
[Authorize(AuthenticationSchemes = SessionsFeature.BrowserScheme)]
public sealed class MailSettingsController(HubDbContext database, PersonAccessCache access) : Controller
{
    public const string Path = "/profile/notifications";

    [HttpGet(Path)]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) =>
        View("MailSettings", await PageAsync(MailForm.From(await MailPlan.ReadAsync(database, User.PersonId(), cancellationToken)), cancellationToken));

    [HttpPost(Path)]
    public async Task<IActionResult> Save([FromForm] MailForm form, [FromServices] SaveMailSettings save, CancellationToken cancellationToken)
    {
        var problems = await save.RunAsync(User.PersonId(), form, cancellationToken);
        if (problems.Count > 0)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("MailSettings", await PageAsync(form, cancellationToken) with { Errors = problems });
        }

        Flash.Say(TempData, new Flash(form.IsOn ? "Your choice is saved." : "Mails are off. In the hub, notifications go on."));
        return Redirect(Path);
    }

    private async Task<MailSettingsPage> PageAsync(MailForm form, CancellationToken cancellationToken) => new()
    {
        Form = form,
        Email = (await access.FindAsync(User.PersonId(), cancellationToken))!.Email,
        Zone = ReaderZone.Of(HttpContext).Id,
    };
}
