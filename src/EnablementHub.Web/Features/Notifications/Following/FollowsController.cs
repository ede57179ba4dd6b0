using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Notifications.Following;

/// <summary>The fields of a button that follows something; one of them is filled.</summary>
public sealed record FollowForm
{
    public string? Item { get; init; }
    public string? Topic { get; init; }
    public string? Search { get; init; }
}

/// <summary>Following items, topics and searches, and the list of it below the profile.</summary>
public sealed class FollowsController(FollowQueries follows, OrganisationClock clock) : Controller
{
    public const string ListPath = "/profile/follows";
    public const string Path = "/follows";

    [HttpGet(ListPath)]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View("Follows", await follows.ReadAsync(User.Reader(clock.Today), cancellationToken));

    [HttpPost(Path)]
    public async Task<IActionResult> Start([FromForm] FollowForm form, [FromServices] StartFollowing start, CancellationToken cancellationToken)
    {
        var request = new FollowRequest { Reader = User.Reader(clock.Today), ItemId = FormNumber.Read(form.Item), FacetValueId = FormNumber.Read(form.Topic), Search = form.Search };
        if ((form.Item is not null && request.ItemId is null) || (form.Topic is not null && request.FacetValueId is null)) return NotFound();
        var result = await start.RunAsync(request, cancellationToken);
        if (result.Outcome == FollowOutcome.NotFound) return NotFound();
        if (result.Outcome == FollowOutcome.Invalid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("Follows", await follows.ReadAsync(request.Reader, cancellationToken) with { Error = result.Problem });
        }

        Flash.Say(TempData, new Flash($"You follow {result.Name}. What is new comes to the bell.", UndoAction: $"{Path}/{result.FollowId}/end", UndoLabel: "Undo"));
        return Redirect(result.Address);
    }

    [HttpPost(Path + "/{id:long}/end")]
    public async Task<IActionResult> End(long id, [FromForm] string? returnUrl, [FromServices] EndFollowing end, CancellationToken cancellationToken)
    {
        await end.RunAsync(User.PersonId(), id, cancellationToken);
        Flash.Say(TempData, new Flash("You no longer follow it."));
        return Redirect(Url.IsLocalUrl(returnUrl) ? returnUrl : ListPath);
    }
}
