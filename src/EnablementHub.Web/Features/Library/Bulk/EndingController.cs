using EnablementHub.Data;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Links;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;

namespace EnablementHub.Features.Library.Bulk;

/// <summary>One page of consequences before many items expire or are archived, and what became of the order.</summary>
[Authorize(Capability.ManageContent)]
public sealed class EndingController(HubDbContext database, ItemDependants dependants, OrganisationClock clock) : Controller
{
    private const string ListPath = "/library";

    [HttpGet("/library/ending")]
    public async Task<IActionResult> Consequences(CancellationToken cancellationToken) =>
        EndingLinks.KindOf(Request.Query["kind"]) is { } kind && Read(Request.Query["ids"]) is { Count: > 0 and <= ChangeManyItems.MaxItems } ids
            ? await ShowAsync(kind, ids, Request.Query["returnUrl"], _ => "", false, [], StatusCodes.Status200OK, cancellationToken)
            : await ShowAsync(EndingKind.Archive, [], Request.Query["returnUrl"], _ => "", false, [new(0, "", "Choose the items in the library first.")], StatusCodes.Status400BadRequest, cancellationToken);

    [HttpPost("/library/ending")]
    public async Task<IActionResult> End([FromServices] EndManyItems end, [FromServices] CarryOutEnding carryOut, CancellationToken cancellationToken)
    {
        var form = Request.Form;
        var (kind, ids, despiteUses) = (EndingLinks.KindOf(form["kind"]), Read(form["ids"]), form["despiteUses"] == "yes");
        if (kind is null || ids is null)
            return await ShowAsync(kind ?? EndingKind.Archive, ids ?? [], form["returnUrl"], Typed, despiteUses, [new(0, "", "The form was incomplete. Choose the items in the library again.")], StatusCodes.Status400BadRequest, cancellationToken);
        var unread = ids.Where(id => Typed(id).Trim().Length > 0 && ItemLinks.ReadNumber(Typed(id)) is null).Select(id => new BulkObstacle(id, "", "Choose the successor from the titles that are offered, or paste the address of its page.")).ToList();
        var items = ids.Select(id => new EndedItem(id, ItemLinks.ReadNumber(Typed(id)))).ToList();
        var report = unread.Count > 0
            ? new EndManyReport(WriteOutcome.Invalid, 0, unread)
            : await end.RunAsync(new EndManyRequest { Kind = kind.Value, Writer = User.Writer(), Items = items, DespiteUses = despiteUses }, cancellationToken);
        if (report.Outcome != WriteOutcome.Done) return await ShowAsync(kind.Value, ids, form["returnUrl"], Typed, despiteUses, report.Obstacles, StatusCodes.Status400BadRequest, cancellationToken);

        // The order is stored: whoever closes the page now doesn't stop it half way.
        await carryOut.RunAsync(report.EndingId, CancellationToken.None);
        var ended = (await database.ReadEndedAsync(report.EndingId, cancellationToken))!;
        if (ended.Rows.Any(row => row.State != EndingState.Done)) return LocalRedirect(EndingLinks.Outcome(report.EndingId));
        Flash.Say(TempData, new Flash(ItemWords.Count(ended.Rows.Count, "item", "items") + (kind == EndingKind.Expire ? " expired." : " archived.")));
        return LocalRedirect(form["links"] == "yes" ? LinkPaths.Retired(ids) : Back(form["returnUrl"]));

        string Typed(int id) => form[FormattableString.Invariant($"successor-{id}")].ToString();
    }

    [HttpGet("/library/ending/{id:int}")]
    public async Task<IActionResult> Outcome(int id, CancellationToken cancellationToken) => await database.ReadEndedAsync(id, cancellationToken) is { } page ? View("Ended", page) : NotFound();

    private async Task<IActionResult> ShowAsync(
        EndingKind kind, IReadOnlyList<int> ids, string? returnUrl, Func<int, string> typed, bool despiteUses, IReadOnlyList<BulkObstacle> obstacles, int status, CancellationToken cancellationToken)
    {
        Response.StatusCode = status;
        var rows = await database.ReadEndingRowsAsync(dependants, kind, [.. ids.Take(ChangeManyItems.MaxItems)], clock.Today, typed, obstacles, cancellationToken);
        return View("Ending", new EndingPage(kind, rows, Back(returnUrl), despiteUses, obstacles));
    }

    private string Back(string? returnUrl) => Url.IsLocalUrl(returnUrl) ? returnUrl : ListPath;

    /// <summary>Null when one of them is no number.</summary>
    private static IReadOnlyList<int>? Read(StringValues texts)
    {
        var numbers = texts.Select(FormNumber.Read).Distinct().ToList();
        return numbers.Contains(null) ? null : [.. numbers.OfType<int>()];
    }
}
