using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Admin.Mails;

/// <summary>What waits in the outbox, and what could not be delivered and why. Never what stands in a mail.</summary>
[Authorize(Capability.ManagePeople)]
public sealed class MailsController(MailQueries mails, RetryMails retry) : Controller
{
    public const string Path = "/admin/mails";

    [HttpGet(Path)]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View(await mails.ReadAsync(cancellationToken));

    [HttpPost(Path + "/{id:int}/retry")]
    public async Task<IActionResult> Retry(int id, CancellationToken cancellationToken)
    {
        if (await retry.RunAsync(id, User.PersonId(), cancellationToken) == 0) return NotFound();
        Flash.Say(TempData, new Flash("It is tried again at once."));
        return Redirect(Path);
    }

    [HttpPost(Path + "/retry-all")]
    public async Task<IActionResult> RetryAll(CancellationToken cancellationToken)
    {
        var count = await retry.RunAsync(null, User.PersonId(), cancellationToken);
        Flash.Say(TempData, new Flash(count switch { 0 => "Nothing waits.", 1 => "One mail is tried again at once.", _ => $"{count} mails are tried again at once." }));
        return Redirect(Path);
    }
}
