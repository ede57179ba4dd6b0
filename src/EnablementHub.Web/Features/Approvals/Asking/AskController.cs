using EnablementHub.Data;
using EnablementHub.Features.Approvals.Deciding;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Shared;
using EnablementHub.Features.Studio;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Approvals.Asking;

/// <summary>Asks for review of the newest version, and takes the question back.</summary>
[Authorize(Capability.WriteContent)]
public sealed class AskController(HubDbContext database) : Controller
{
    [HttpGet("/approvals/ask/{id:int}")]
    public Task<IActionResult> Ask(int id, CancellationToken cancellationToken) => ShowAsync(id, null, [], StatusCodes.Status200OK, cancellationToken);

    [HttpPost("/approvals/ask/{id:int}")]
    public async Task<IActionResult> Ask(int id, int revision, [FromServices] AskForReview ask, CancellationToken cancellationToken)
    {
        var form = Request.Form;
        var reviewers = form["reviewers"].Select(text => FormNumber.Read(text) ?? 0).ToList();
        var typed = new AskFields([.. reviewers], form["needs"] == "all", form["words"].ToString(), form["note"].ToString(), form["weight"] == "major");
        var result = ModelState.IsValid
            ? await ask.RunAsync(new AskRequest { ItemId = id, Revision = revision, Writer = User.Writer(), ReviewerIds = reviewers, NeedsAll = typed.NeedsAll, Words = typed.Words, Note = typed.Note, IsMajor = typed.IsMajor }, cancellationToken)
            : WriteResult.Invalid("", "The form was incomplete. Send it again from here.");
        if (result.Outcome == WriteOutcome.NotAllowed) return Forbid();
        if (!result.Succeeded)
        {
            IReadOnlyList<FieldProblem> problems = result.Outcome == WriteOutcome.Stale ? [new("", "It was changed since you opened this page. Look at it again, then send it.")] : result.Problems;
            return await ShowAsync(id, typed, problems, result.Status(), cancellationToken);
        }

        Flash.Say(TempData, new Flash("Sent for review. You see here what the reviewers say."));
        return LocalRedirect(ApprovalLinks.InEditor(id));
    }

    [HttpPost("/approvals/ask/{id:int}/withdraw")]
    public async Task<IActionResult> Withdraw(int id, int revision, [FromServices] WithdrawRound withdraw, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid) return BadRequest();
        var result = await withdraw.RunAsync(id, revision, User.Writer(), cancellationToken);
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        if (result.Outcome == WriteOutcome.NotAllowed) return Forbid();
        if (result.Succeeded)
        {
            Flash.Say(TempData, new Flash("Taken back. The reviewers need not look any more."));
            return LocalRedirect(ApprovalLinks.InEditor(id));
        }

        return await ShowAsync(id, null, [new("", "It was changed since you opened the page. Look at it again, then decide.")], result.Status(), cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(int id, AskFields? typed, IReadOnlyList<FieldProblem> problems, int status, CancellationToken cancellationToken)
    {
        if (await database.LoadItemAsync(id, cancellationToken) is not { } item) return NotFound();
        if (!User.Writer().MayChange(item)) return Forbid();
        var version = item.NewestVersion!;
        var topics = item.Facets.Select(facet => facet.FacetValueId).ToArray();
        var byTopic = await database.TopicReviewers.AsNoTracking().Where(reviewer => topics.Contains(reviewer.FacetValueId)).Select(reviewer => new { reviewer.PersonId, reviewer.FacetValue.Label }).ToListAsync(cancellationToken);
        var labels = byTopic.ToLookup(reviewer => reviewer.PersonId, reviewer => reviewer.Label);
        var people = await database.PossibleReviewers().AsNoTracking().Where(person => person.Id != version.AuthorId).OrderBy(person => person.DisplayName)
            .Select(person => new { person.Id, person.DisplayName }).ToListAsync(cancellationToken);
        Response.StatusCode = status;
        return View("Ask", new AskPage
        {
            Item = item,
            Version = version,
            People = [.. people.Select(person => new PossibleReviewer(person.Id, person.DisplayName, [.. labels[person.Id].Order(StringComparer.CurrentCulture)])).OrderBy(person => person.Topics.Count == 0)],
            Fields = typed ?? new AskFields([.. people.Select(person => person.Id).Where(labels.Contains)], false, "", version.Note, version.IsMajor),
            Problems = problems,
        });
    }
}
