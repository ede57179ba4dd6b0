using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Showing;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EnablementHub.Features.Reviews.Reports;

/// <param name="IsPlayable">It has moments.</param>
public sealed record ReportPage(int ItemId, string Title, bool IsPlayable, ReportForm Form, IReadOnlyList<FieldProblem> Problems)
{
    public string? ProblemOf(string field) => Problems.FirstOrDefault(problem => problem.Field == field)?.Sentence;
}

/// <summary>"Out of date?": the form on an item's page, and the same form alone when it was refused.</summary>
public sealed class ReportsController(ItemPages items, OrganisationClock clock) : Controller
{
    [HttpGet("/items/{id:int}/out-of-date")]
    public async Task<IActionResult> Form(int id, [FromQuery] string? moment, CancellationToken cancellationToken) =>
        await PageAsync(id, new ReportForm { Moment = moment }, [], cancellationToken);

    [HttpPost("/items/{id:int}/out-of-date"), EnableRateLimiting(RateLimit.Report)]
    public async Task<IActionResult> Send(int id, [FromForm] ReportForm form, [FromServices] ReportOutOfDate report, CancellationToken cancellationToken)
    {
        var result = await report.RunAsync(id, form, User.Reader(clock.Today), cancellationToken);
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        if (!result.Succeeded)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await PageAsync(id, form, result.Problems, cancellationToken);
        }

        Flash.Say(TempData, new Flash("Thank you. Whoever answers for it sees your report, and you hear what comes of it."));
        return LocalRedirect(ItemLinks.To(id));
    }

    private async Task<IActionResult> PageAsync(int id, ReportForm form, IReadOnlyList<FieldProblem> problems, CancellationToken cancellationToken)
    {
        var reader = User.Reader(clock.Today);
        if (await items.FindAsync(new ItemRequest(id), reader, cancellationToken) is not { IsLive: true } item || item.StatusOn(reader.Today) != PublicationStatus.Published) return NotFound();
        return View("OutOfDate", new ReportPage(id, item.Title, item.Kind.IsPlayable(), form, problems));
    }
}
