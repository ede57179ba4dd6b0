using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Archiving;

/// <summary>The archive queue for owners and leads, and the rules behind it for leads.</summary>
[Authorize(Capability.WriteContent)]
public sealed class ArchivingController(ArchivingQueries queries) : Controller
{
    [HttpGet(ArchivingLinks.Queue)]
    public async Task<IActionResult> Queue(CancellationToken cancellationToken) => View(await queries.ReadAsync(User.Writer(), cancellationToken));

    [HttpGet(ArchivingLinks.WhatIf), Authorize(Capability.ManageContent)]
    public async Task<IActionResult> WhatIf(string? kind, string? days, CancellationToken cancellationToken)
    {
        var (wanted, number, problem) = Read(kind, days);
        return problem is null ? View(await queries.WhatIfAsync(wanted, number!.Value, cancellationToken)) : await RefuseAsync(kind, days, [problem], cancellationToken);
    }

    [HttpPost("/archiving/rules"), Authorize(Capability.ManageContent)]
    public async Task<IActionResult> Add(string? kind, string? days, [FromServices] AddArchiveRule add, CancellationToken cancellationToken)
    {
        var (wanted, number, problem) = Read(kind, days);
        var result = problem is null ? await add.RunAsync(wanted, number, User.PersonId(), cancellationToken) : WriteResult.Invalid([problem]);
        if (!result.Succeeded) return await RefuseAsync(kind, days, result.Problems, cancellationToken);
        Flash.Say(TempData, new Flash(result.Outcome == WriteOutcome.Done ? "Saved. What it takes is announced within the hour, and goes seven days later." : "That rule is there already."));
        return LocalRedirect(ArchivingLinks.Queue);
    }

    [HttpPost("/archiving/rules/{id:int}/remove"), Authorize(Capability.ManageContent)]
    public async Task<IActionResult> Remove(int id, [FromServices] RemoveArchiveRule remove, CancellationToken cancellationToken)
    {
        if ((await remove.RunAsync(id, User.PersonId(), cancellationToken)).Outcome == WriteOutcome.NotFound) return NotFound();
        Flash.Say(TempData, new Flash("The rule is gone, and its notices with it: what it had announced leaves the queue, unless another rule takes it."));
        return LocalRedirect(ArchivingLinks.Queue);
    }

    [HttpPost("/archiving/items/{id:int}/keep")]
    public async Task<IActionResult> Keep(int id, [FromServices] KeepItem keep, CancellationToken cancellationToken)
    {
        var result = await keep.RunAsync(id, User.Writer(), cancellationToken);
        if (result.Outcome is WriteOutcome.NotFound) return NotFound();
        if (result.Outcome is WriteOutcome.NotAllowed) return Forbid();
        Flash.Say(TempData, result.Succeeded ? new Flash("Kept. It is out of the queue.") : new Flash("Somebody changed it at the same moment, so it stays out of the archive anyway.", FlashTone.Warning));
        return LocalRedirect(ArchivingLinks.Queue);
    }

    private static (ItemKind? Kind, int? Days, FieldProblem? Problem) Read(string? kind, string? days)
    {
        var number = FormNumber.Read(days);
        var known = string.IsNullOrEmpty(kind) ? (ItemKind?)null : ItemKinds.FromSlug(kind);
        if (!string.IsNullOrEmpty(kind) && known is null) return (null, number, new FieldProblem("kind", "Choose the kind from the list."));
        return (known, number, AddArchiveRule.Problem(number) is { } problem ? new FieldProblem("days", problem) : null);
    }

    private async Task<IActionResult> RefuseAsync(string? kind, string? days, IReadOnlyList<FieldProblem> problems, CancellationToken cancellationToken)
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Queue", await queries.ReadAsync(User.Writer(), cancellationToken) with { KindTyped = kind, DaysTyped = days ?? "", Problems = problems });
    }
}
