using System.Globalization;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Notifications.Reading;

/// <summary>What a person was told, behind the bell.</summary>
public sealed class NotificationsController(NotificationQueries notices, ReadNotices read, OrganisationClock clock) : Controller
{
    public const string Path = "/notifications";
    private const string Unread = "unread";

    [HttpGet(Path)]
    public async Task<IActionResult> Index([FromQuery] string? show, [FromQuery] string? page, CancellationToken cancellationToken)
    {
        var number = int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 1;
        return View(await notices.ReadAsync(User.Reader(clock.Today), show == Unread, number, cancellationToken));
    }

    /// <summary>From the row's button, or by script when its link is followed.</summary>
    [HttpPost(Path + "/{id:long}/read")]
    public async Task<IActionResult> Read(long id, [FromForm] string? show, CancellationToken cancellationToken)
    {
        if (!await read.RunAsync(User.PersonId(), id, cancellationToken)) return NotFound();
        return Back(show);
    }

    [HttpPost(Path + "/read-all")]
    public async Task<IActionResult> ReadAll([FromForm] string? newest, [FromForm] string? show, CancellationToken cancellationToken)
    {
        if (!long.TryParse(newest, NumberStyles.None, CultureInfo.InvariantCulture, out var until)) return BadRequest();
        var marked = await read.RunForAllAsync(User.PersonId(), until, cancellationToken);
        Flash.Say(TempData, new Flash(marked switch { 0 => "Nothing was unread.", 1 => "One notification is marked as read.", _ => $"{marked} notifications are marked as read." }));
        return Back(show);
    }

    private RedirectResult Back(string? show) => Redirect(show == Unread ? $"{Path}?show={Unread}" : Path);
}
