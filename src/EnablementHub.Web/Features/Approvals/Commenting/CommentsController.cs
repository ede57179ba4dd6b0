using EnablementHub.Features.Approvals.Deciding;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Shared;
using EnablementHub.Features.Studio;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Approvals.Commenting;

/// <summary>Comments and answers, from the review page and from the editor.</summary>
[Authorize(Capability.WriteContent)]
public sealed class CommentsController(OrganisationClock clock) : Controller
{
    /// <param name="round">The review page that the form stood on; none: the editor.</param>
    [HttpPost("/approvals/items/{id:int}/comments")]
    public async Task<IActionResult> Add(int id, int? round, string? text, string? quote, string? moment, int? answers, [FromServices] AddComment add, [FromServices] RoundPages pages, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid) return BadRequest();
        var fields = new CommentFields(text ?? "", quote ?? "", moment ?? "", answers);
        var result = await add.RunAsync(id, fields, User.Writer(), cancellationToken);
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        if (result.Succeeded)
        {
            if (result.Warnings.Count > 0) Flash.Say(TempData, new Flash(string.Join(' ', result.Warnings), FlashTone.Warning));
            return LocalRedirect(Back(id, round));
        }

        Response.StatusCode = result.Status();
        return round is { } shown && await pages.ReadAsync(shown, User.Reader(clock.Today), new RoundForm { Comment = fields, Problems = result.Problems }, cancellationToken) is { } page
            ? View("/Features/Approvals/Deciding/Round.cshtml", page)
            : View("Answer", new AnswerPage(id, fields, result.Problems));
    }

    [HttpPost("/approvals/comments/{id:int}/resolve")]
    public async Task<IActionResult> Resolve(int id, int? round, string? open, [FromServices] ResolveComment resolve, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid) return BadRequest();
        var result = await resolve.RunAsync(id, isResolved: open != "yes", User.Writer(), cancellationToken);
        return result.Succeeded ? LocalRedirect(Back(result.ItemId, round)) : NotFound();
    }

    private static string Back(int itemId, int? round) => round is { } shown ? ApprovalLinks.Round(shown) + "#comments" : ApprovalLinks.InEditor(itemId);
}

/// <summary>A refused answer from the editor, to be mended on a page of its own.</summary>
public sealed record AnswerPage(int ItemId, CommentFields Fields, IReadOnlyList<FieldProblem> Problems);
