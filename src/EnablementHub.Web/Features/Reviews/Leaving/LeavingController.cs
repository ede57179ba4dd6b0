using EnablementHub.Features.Library.Bulk;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Reviews.Leaving;

/// <summary>Before an account is disabled: what counts on the person, and what becomes of it.</summary>
[Authorize(Capability.ManagePeople)]
public sealed class LeavingController(LeavingQueries queries) : Controller
{
    [HttpGet("/people/{id:int}/leaving")]
    public async Task<IActionResult> Index(int id, CancellationToken cancellationToken) => await queries.ReadAsync(id, cancellationToken) is { } page ? View("Leaving", page) : NotFound();

    /// <summary>The form sends <c>ids</c>, <c>action</c> (reassign, accept, or archive, which shows first what depends on the items), and <c>to</c> for the first.</summary>
    [HttpPost("/people/{id:int}/leaving")]
    public async Task<IActionResult> Settle(int id, [FromServices] HandOver handOver, CancellationToken cancellationToken)
    {
        if (await queries.ReadAsync(id, cancellationToken) is not { } page) return NotFound();
        var (ids, areWhole) = Read(Request.Form["ids"]);
        var to = Request.Form["to"].ToString();
        var report = (areWhole, Request.Form["action"].ToString()) switch
        {
            (false, _) => Unreadable("One of the chosen items can't be read. Choose again."),
            (_, "reassign") => await handOver.ReassignAsync(id, ids, FormNumber.Read(to), User.Writer(), cancellationToken),
            (_, "accept") => await handOver.AcceptAsync(id, ids, User.Writer(), cancellationToken),
            (_, "archive") when page.Rows.All(row => !ids.Contains(row.Id)) || ids.Except(page.Rows.Select(row => row.Id)).Any() => Unreadable(ids.Count == 0 ? "Choose the items first." : "Some of the items don't count on this person any more. Choose again."),
            (_, "archive") => new BulkReport(WriteOutcome.Unchanged, 0, 0, []),
            _ => Unreadable("Choose what becomes of them."),
        };
        if (report.Outcome == WriteOutcome.Unchanged) return LocalRedirect(EndingLinks.Consequences(EndingKind.Archive, [.. ids], Address(id)));
        if (report.Outcome == WriteOutcome.Done)
        {
            Flash.Say(TempData, new Flash(report.Changed == 1 ? "1 item is settled." : FormattableString.Invariant($"{report.Changed} items are settled.")));
            return LocalRedirect(Address(id));
        }

        Response.StatusCode = report.Outcome switch
        {
            WriteOutcome.Stale => StatusCodes.Status409Conflict,
            WriteOutcome.NotAllowed => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status400BadRequest,
        };
        return View("Leaving", page with { Chosen = ids, ToTyped = to, Obstacles = report.Obstacles });
    }

    private static string Address(int personId) => FormattableString.Invariant($"/people/{personId}/leaving");

    private static BulkReport Unreadable(string sentence) => new(WriteOutcome.Invalid, 0, 0, [new BulkObstacle(0, "", sentence)]);

    private static (HashSet<int> Ids, bool AreWhole) Read(IEnumerable<string?> texts)
    {
        var numbers = texts.Select(FormNumber.Read).ToList();
        return ([.. numbers.OfType<int>()], !numbers.Contains(null));
    }
}
