using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Links;
using EnablementHub.Features.Links.Rewriting;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Duplicates;

/// <summary>What resembles each other, side by side; of two one stays after its lead has seen what that does, or both.</summary>
[Authorize(Capability.ManageContent)]
public sealed class DuplicatesController(DuplicateQueries queries) : Controller
{
    [HttpGet(DuplicateLinks.List)]
    public async Task<IActionResult> List(CancellationToken cancellationToken) => View(await queries.ListAsync(DuplicateQueries.MaxListed, cancellationToken));

    [HttpGet(DuplicateLinks.Merge)]
    public async Task<IActionResult> Consequences(int survivor, int loser, [FromServices] HubDbContext context, [FromServices] RewritePages pages, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || survivor == loser) return await RefuseAsync("Choose two different items.", StatusCodes.Status400BadRequest, cancellationToken);
        var sides = await queries.SidesAsync([survivor, loser], cancellationToken);
        if (!sides.TryGetValue(survivor, out var stays) || !sides.TryGetValue(loser, out var goes)) return NotFound();
        if (stays.State != PublicationState.Published) return await RefuseAsync("The one that stays must be published: readers of the other one are led there.", StatusCodes.Status400BadRequest, cancellationToken);
        var preview = new RewritePreview
        {
            Title = $"Keep “{stays.Title}” and archive “{goes.Title}”?",
            Consequences = await ConsequencesAsync(context, stays, goes, cancellationToken),
            Action = DuplicateLinks.Merge,
            Fields = [("survivor", Text(survivor)), ("loser", Text(loser)), ("revision", Text(goes.Revision))],
            Items = 0,
            Planned = [],
            Button = "Merge them",
            BackHref = DuplicateLinks.List,
            BackLabel = "Near-duplicates",
        };
        return View("/Features/Links/Rewriting/Preview.cshtml", await pages.PreviewAsync(preview, [MergeItems.MoveOf(loser, survivor).Rule()], cancellationToken));
    }

    [HttpPost(DuplicateLinks.Merge)]
    public async Task<IActionResult> Merge(int survivor, int loser, int revision, [FromServices] MergeItems merge, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid) return await RefuseAsync("The form was incomplete. Choose again.", StatusCodes.Status400BadRequest, cancellationToken);
        var (result, rewrite) = await merge.RunAsync(new MergeRequest { SurvivorId = survivor, LoserId = loser, Revision = revision, Writer = User.Writer() }, cancellationToken);
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        if (result.Succeeded)
        {
            Flash.Say(TempData, new Flash(rewrite is null ? "They were merged already." : "Merged. The other one is in the archive and leads here."));
            return LocalRedirect(rewrite is { } id ? LinkPaths.Rewrite(id) : DuplicateLinks.List);
        }

        var isStale = result.Outcome == WriteOutcome.Stale;
        return await RefuseAsync(isStale ? "Somebody has changed it since you opened the page. Look at both again, then decide." : result.Problems[0].Sentence, isStale ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest, cancellationToken);
    }

    [HttpPost("/duplicates/dismiss")]
    public Task<IActionResult> Dismiss(int first, int second, [FromServices] DismissPair dismiss, CancellationToken cancellationToken) => SetAsync(first, second, true, dismiss, cancellationToken);

    [HttpPost("/duplicates/{first:int}/{second:int}/show-again")]
    public Task<IActionResult> ShowAgain(int first, int second, [FromServices] DismissPair dismiss, CancellationToken cancellationToken) => SetAsync(first, second, false, dismiss, cancellationToken);

    private async Task<IActionResult> SetAsync(int first, int second, bool isDismissed, DismissPair dismiss, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid) return await RefuseAsync("The form was incomplete. Choose again.", StatusCodes.Status400BadRequest, cancellationToken);
        if (!(await dismiss.RunAsync(first, second, isDismissed, User.PersonId(), cancellationToken)).Succeeded) return NotFound();
        Flash.Say(TempData, isDismissed
            ? new Flash("Both stay. They are named here again when one of the texts changes.", UndoAction: DuplicateLinks.ShowAgain(first, second))
            : new Flash("They stand in the list again."));
        return LocalRedirect(DuplicateLinks.List);
    }

    private static async Task<IReadOnlyList<string>> ConsequencesAsync(HubDbContext database, DuplicateSide stays, DuplicateSide goes, CancellationToken cancellationToken)
    {
        var followers = await database.Follows.CountAsync(follow => follow.ItemId == goes.ItemId, cancellationToken);
        var some = await database.ItemAudiences.AnyAsync(entry => entry.ItemId == stays.ItemId, cancellationToken);
        return
        [
            $"“{goes.Title}” goes to the archive. Its address leads to “{stays.Title}” for good, and so do the links below.",
            $"What was counted of it ({goes.PlaysInWords} in 90 days) counts for the one that stays, {(followers == 0 ? "and nobody follows it" : $"and {ItemWords.Count(followers, "person who follows", "people who follow")} it will follow that one")}.",
            "Onboarding steps, courses, certifications, playlists and items that lead to it lead to the one that stays.",
            "Who learned it counts as having learned the one that stays, and keeps their record. How far somebody played it counts there when both play the same recording.",
            .. some ? new[] { "Not everybody finds the one that stays: look at who does first." } : [],
            "Links, the address, steps, courses, certifications and playlists can be taken back, and the item can be brought back from the archive; counts, followers and what was learned stay where they are then.",
        ];
    }

    private async Task<IActionResult> RefuseAsync(string sentence, int status, CancellationToken cancellationToken)
    {
        Response.StatusCode = status;
        return View("List", await queries.ListAsync(DuplicateQueries.MaxListed, cancellationToken) with { Problem = sentence });
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
