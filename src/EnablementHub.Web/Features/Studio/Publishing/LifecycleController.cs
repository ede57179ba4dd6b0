using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Links;
using EnablementHub.Features.Studio.Editing;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace EnablementHub.Features.Studio.Publishing;

/// <summary>Publishing, verifying, ending and bringing back: everything that changes what readers find.</summary>
[Authorize(Capability.ManageContent)]
public sealed class LifecycleController(HubDbContext database, ItemDependants dependants, OrganisationClock clock) : Controller
{
    /// <summary>A form without its revision came from no page of ours.</summary>
    public override void OnActionExecuting(ActionExecutingContext context)
    {
        if (!ModelState.IsValid) context.Result = BadRequest();
    }

    [HttpPost("/studio/{id:int}/publish")]
    public async Task<IActionResult> Publish(int id, int revision, string? verified, [FromServices] PublishItem publish, CancellationToken cancellationToken)
    {
        var result = await publish.RunAsync(new PublishRequest { ItemId = id, Revision = revision, Writer = User.Writer(), Verified = verified == "yes" }, cancellationToken);
        var sentence = await database.LoadItemAsync(id, cancellationToken) is { } item ? StudioFlash.Published(item, clock.Today) : "";
        return await AnswerAsync(id, result, sentence, cancellationToken);
    }

    [HttpPost("/studio/{id:int}/verify")]
    public async Task<IActionResult> Verify(int id, int revision, [FromServices] VerifyItem verify, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await verify.RunAsync(id, revision, User.Writer(), cancellationToken), "Verified.", cancellationToken);

    /// <summary>Says what will happen before something goes.</summary>
    [HttpGet("/studio/{id:int}/end")]
    public async Task<IActionResult> End(int id, CancellationToken cancellationToken) =>
        await database.LoadItemAsync(id, cancellationToken) is { } item ? View(await PageAsync(item, [], "", cancellationToken)) : NotFound();

    [HttpPost("/studio/{id:int}/expire")]
    public async Task<IActionResult> Expire(int id, int revision, string? successorId, string? despiteUses, string? links, [FromServices] ExpireItem expire, CancellationToken cancellationToken)
    {
        var (successor, problem) = ReadSuccessor(successorId);
        var result = problem ?? await expire.RunAsync(new ExpireRequest { ItemId = id, Revision = revision, Writer = User.Writer(), SuccessorId = successor, DespiteUses = despiteUses == "yes" }, cancellationToken);
        return await AnswerAsync(id, result, "Expired. It is out of search, and its page says so.", cancellationToken, successorId ?? "", links == "yes");
    }

    [HttpPost("/studio/{id:int}/archive")]
    public async Task<IActionResult> Archive(int id, int revision, string? successorId, string? despiteUses, string? links, [FromServices] ArchiveItem archive, CancellationToken cancellationToken)
    {
        var (successor, problem) = ReadSuccessor(successorId);
        var result = problem ?? await archive.RunAsync(new ArchiveRequest { ItemId = id, Revision = revision, Writer = User.Writer(), SuccessorId = successor, DespiteUses = despiteUses == "yes" }, cancellationToken);
        return await AnswerAsync(id, result, "Archived. You can bring it back at any time.", cancellationToken, successorId ?? "", links == "yes");
    }

    [HttpPost("/studio/{id:int}/restore")]
    public async Task<IActionResult> Restore(int id, int revision, [FromServices] RestoreItem restore, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await restore.RunAsync(id, revision, User.Writer(), cancellationToken), "Back from the archive, as it was.", cancellationToken);

    private static (int? Successor, WriteResult? Problem) ReadSuccessor(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return (null, null);
        return ItemLinks.ReadNumber(typed) is { } number
            ? (number, null)
            : (null, WriteResult.Invalid("SuccessorId", "Choose the successor from the titles that are offered, or paste the address of its page."));
    }

    private async Task<IActionResult> AnswerAsync(int id, WriteResult result, string done, CancellationToken cancellationToken, string typedSuccessor = "", bool seesLinks = false)
    {
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        if (result.Succeeded)
        {
            this.Tell(result.Outcome == WriteOutcome.Done ? done : "It was so already.");
            return LocalRedirect(seesLinks ? LinkPaths.Retired([id]) : StudioLinks.Editor(id));
        }

        if (await database.LoadItemAsync(id, cancellationToken) is not { } item) return NotFound();
        var problems = result.Outcome == WriteOutcome.Stale
            ? [new FieldProblem("", "Somebody has changed it since you opened the page. Look at it again, then decide.")]
            : result.Problems;
        Response.StatusCode = result.Status();
        return View("End", await PageAsync(item, problems, typedSuccessor, cancellationToken));
    }

    private async Task<EndPage> PageAsync(Item item, IReadOnlyList<FieldProblem> problems, string typedSuccessor, CancellationToken cancellationToken) => new()
    {
        Item = item,
        Status = item.StatusOn(clock.Today),
        Dependants = await dependants.FindAsync(item.Id, cancellationToken),
        SuccessorTyped = typedSuccessor.Length > 0 ? typedSuccessor : item.SuccessorId?.ToString(CultureInfo.InvariantCulture) ?? "",
        Problems = problems,
    };
}

/// <summary>What depends on an item, and the two ways of ending it.</summary>
public sealed record EndPage
{
    public required Item Item { get; init; }
    public required PublicationStatus Status { get; init; }
    public required IReadOnlyList<Dependant> Dependants { get; init; }
    public required string SuccessorTyped { get; init; }
    public required IReadOnlyList<FieldProblem> Problems { get; init; }
}
