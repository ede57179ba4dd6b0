using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Reviews.Deciding;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Reviews.Queue;

/// <summary>Where a decision was made: the item as the person saw it, and how far they had come.</summary>
public sealed record DecisionForm
{
    public int? Revision { get; init; }
    public string? Who { get; init; }
    public int? Done { get; init; }
    public int? Of { get; init; }
    public string? Verifier { get; init; }
    public int? Days { get; init; }
    public string? Reason { get; init; }
    public string? DespiteUses { get; init; }
}

/// <summary>The review queue: one item at a time, one decision each, then the next.</summary>
[Authorize(Capability.WriteContent)]
public sealed class ReviewsController(QueuePages pages, OrganisationClock clock) : Controller
{
    [HttpGet("/reviews")]
    public async Task<IActionResult> Index([FromQuery] string? who, [FromQuery] int? done, [FromQuery] int? of, [FromQuery] int? item, CancellationToken cancellationToken)
    {
        var reader = User.Reader(clock.Today);
        return Answer(await pages.ReadAsync(QueueRequest.Read(reader.Manages, who, done, of, item), reader, cancellationToken));
    }

    [HttpPost("/reviews/{id:int}/keep")]
    public Task<IActionResult> Keep(int id, [FromForm] DecisionForm form, [FromServices] VerifyItem verify, CancellationToken cancellationToken) =>
        DecideAsync(id, "keep", form, revision => verify.RunAsync(id, revision, User.Writer(), cancellationToken), "Verified.", cancellationToken);

    [HttpPost("/reviews/{id:int}/archive"), Authorize(Capability.ManageContent)]
    public Task<IActionResult> Archive(int id, [FromForm] DecisionForm form, [FromServices] ArchiveItem archive, CancellationToken cancellationToken) =>
        DecideAsync(id, "archive", form, revision => archive.RunAsync(new ArchiveRequest { ItemId = id, Revision = revision, Writer = User.Writer(), DespiteUses = form.DespiteUses == "yes" }, cancellationToken), "Archived.", cancellationToken);

    /// <summary>Takes an archive decision back: the item is where it was, and its turn comes again.</summary>
    [HttpPost("/reviews/{id:int}/restore"), Authorize(Capability.ManageContent)]
    public async Task<IActionResult> Restore(int id, [FromQuery] int? revision, [FromQuery] string? who, [FromQuery] int? done, [FromQuery] int? of, [FromServices] RestoreItem restore, CancellationToken cancellationToken)
    {
        var request = QueueRequest.Read(User.Can(Capability.ManageContent), who, done, of, id);
        var result = ModelState.IsValid && revision is { } known ? await restore.RunAsync(id, known, User.Writer(), cancellationToken) : WriteResult.Invalid("", "The form can't be read.");
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        Flash.Say(TempData, result.Succeeded ? new Flash("Back from the archive, as it was.") : new Flash("Somebody has changed it since, so it stays as it is. Its editor brings it back.", FlashTone.Warning));
        return LocalRedirect((result.Succeeded ? request with { Done = Math.Max(0, request.Done - 1) } : request with { ItemId = null }).Href);
    }

    [HttpPost("/reviews/{id:int}/reassign")]
    public Task<IActionResult> Reassign(int id, [FromForm] DecisionForm form, [FromServices] ReassignReview reassign, CancellationToken cancellationToken) =>
        DecideAsync(id, "reassign", form, revision => reassign.RunAsync(id, revision, form.Verifier, User.Writer(), cancellationToken), "It has a new verifier.", cancellationToken);

    [HttpPost("/reviews/{id:int}/postpone")]
    public Task<IActionResult> Postpone(int id, [FromForm] DecisionForm form, [FromServices] PostponeReview postpone, CancellationToken cancellationToken) =>
        DecideAsync(id, "postpone", form, revision => postpone.RunAsync(id, revision, form.Days, form.Reason, User.Writer(), cancellationToken), "Postponed.", cancellationToken);

    [HttpPost("/reviews/{id:int}/claim")]
    public Task<IActionResult> Claim(int id, [FromForm] DecisionForm form, [FromServices] ClaimReview claim, CancellationToken cancellationToken) =>
        DecideAsync(id, "claim", form, revision => claim.RunAsync(id, revision, User.Writer(), cancellationToken), "Yours now.", cancellationToken);

    private async Task<IActionResult> DecideAsync(int id, string decision, DecisionForm form, Func<int, Task<WriteResult>> decide, string said, CancellationToken cancellationToken)
    {
        var reader = User.Reader(clock.Today);
        var request = QueueRequest.Read(reader.Manages, form.Who, form.Done, form.Of, id);
        var isReadable = form.Revision is not null && (ModelState.IsValid || ModelState["Days"]?.Errors.Count > 0);
        var result = isReadable ? await decide(form.Revision!.Value) : WriteResult.Invalid("", "The form can't be read. Look at the item again, then decide.");
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        if (result.Succeeded)
        {
            // A claim decides nothing: the item stays where it is.
            var next = decision == "claim" ? request : request with { Done = Math.Min(request.Done + 1, Math.Max(1, request.Planned)), Planned = Math.Max(1, request.Planned), ItemId = null };
            Flash.Say(TempData, decision == "archive" && result.Outcome == WriteOutcome.Done ? new Flash(said, UndoAction: next.UndoHref(id, result.Revision)) : new Flash(said));
            return LocalRedirect(next.Href);
        }

        Response.StatusCode = result.Outcome switch
        {
            WriteOutcome.NotAllowed => StatusCodes.Status403Forbidden,
            WriteOutcome.Stale => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status400BadRequest,
        };
        var problems = result.Outcome == WriteOutcome.Stale ? [new FieldProblem("", "Somebody has changed it since you saw it. Look at it again, then decide.")] : result.Problems;
        return Answer(await pages.ReadAsync(request, reader, cancellationToken) with { Refused = new RefusedDecision(decision, problems, form.Reason ?? "", form.Days ?? 0) });
    }

    private ViewResult Answer(QueuePage page)
    {
        Response.Headers.Vary = "HX-Request";
        return Request.Headers.ContainsKey("HX-Request") ? View("Piece", page) : View("Index", page);
    }
}
