using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Studio.Publishing;

public sealed record DeletePage(Item Item, IReadOnlyList<Dependant> Dependants, string Typed, IReadOnlyList<FieldProblem> Problems)
{
    public string? ProblemOf(string field) => Problems.FirstOrDefault(problem => problem.Field == field)?.Sentence;
}

/// <summary>Deletes drafts and what is archived, after saying what goes with them.</summary>
[Authorize(Capability.WriteContent)]
public sealed class DeleteController(HubDbContext database, ItemDependants dependants) : Controller
{
    [HttpGet("/studio/{id:int}/delete")]
    public Task<IActionResult> Ask(int id, CancellationToken cancellationToken) => ShowAsync(id, "", [], StatusCodes.Status200OK, cancellationToken);

    [HttpPost("/studio/{id:int}/delete")]
    public async Task<IActionResult> Delete(int id, int revision, string? confirmation, string? despiteUses, [FromServices] DeleteItem delete, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid) return BadRequest();
        var result = await delete.RunAsync(new DeleteRequest { ItemId = id, Revision = revision, Writer = User.Writer(), Confirmation = confirmation ?? "", DespiteUses = despiteUses == "yes" }, cancellationToken);
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        if (result.Outcome == WriteOutcome.NotAllowed) return Forbid();
        if (result.Succeeded)
        {
            this.Tell("Deleted, with all its versions.");
            return LocalRedirect(StudioLinks.Start);
        }

        IReadOnlyList<FieldProblem> problems = result.Outcome == WriteOutcome.Stale ? [new("", "Somebody has changed it since you opened the page. Look at it again, then decide.")] : result.Problems;
        return await ShowAsync(id, confirmation ?? "", problems, result.Status(), cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(int id, string typed, IReadOnlyList<FieldProblem> problems, int status, CancellationToken cancellationToken)
    {
        if (await database.LoadItemAsync(id, cancellationToken) is not { } item) return NotFound();
        var writer = User.Writer();
        if (!writer.MayChange(item)) return Forbid();
        if (problems.Count == 0 && !DeleteItem.IsPossible(item, writer)) return LocalRedirect(StudioLinks.Editor(id));
        Response.StatusCode = status;
        return View("Delete", new DeletePage(item, await dependants.FindAsync(id, cancellationToken, forGood: true), typed, problems));
    }
}
