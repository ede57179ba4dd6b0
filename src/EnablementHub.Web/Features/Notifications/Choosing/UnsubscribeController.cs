using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Notifications.Choosing;

/// <param name="Token">Null: the link is none of ours.</param>
/// <param name="Email">Whose mails were ended; null: it is still to be confirmed.</param>
public sealed record UnsubscribePage(string? Token, string? Email = null);

/// <summary>
/// Ends mails without signing in (RFC 8058). Mail programs post to the address in the mail's header; a person who follows
/// it gets a page that asks first, because programs that look for dangerous links follow every link too.
/// </summary>
[AllowAnonymous]
public sealed class UnsubscribeController(UnsubscribeLinks links, EndMails end) : Controller
{
    public const string Path = "/unsubscribe";

    [HttpGet(Path)]
    public IActionResult Ask([FromQuery] string? token) => links.Read(token) is null ? Refuse() : View("Unsubscribe", new UnsubscribePage(token));

    /// <summary>The token is the permission, so that a mail program may send it, which has no antiforgery token.</summary>
    [HttpPost(Path), IgnoreAntiforgeryToken]
    public async Task<IActionResult> End([FromQuery] string? token, CancellationToken cancellationToken) =>
        links.Read(token) is { } personId && await end.RunAsync(personId, cancellationToken) is { } email ? View("Unsubscribe", new UnsubscribePage(token, email)) : Refuse();

    private ViewResult Refuse()
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Unsubscribe", new UnsubscribePage(null));
    }
}
