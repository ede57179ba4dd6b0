using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Insights.Searching;

/// <summary>Do people find it?</summary>
[Authorize(Capability.SeeUsage)]
public sealed class SearchesController(SearchesReport report) : Controller
{
    [HttpGet(InsightLinks.Searching)]
    public async Task<IActionResult> Index([FromQuery] SearchesChoice choice, CancellationToken cancellationToken) => View("Searches", await report.ReadAsync(SearchesRequest.Read(choice), cancellationToken));

    [HttpGet(InsightLinks.Searching + ".csv")]
    public async Task<IActionResult> Export([FromQuery] SearchesChoice choice, CancellationToken cancellationToken) => await CsvFile.WriteAsync(
        "searches.csv",
        ["words", "searches", "people", "found nothing", "why", "result opened", "mean rank opened", "played", "mean seconds to the first play"],
        (await report.ExportAsync(SearchesRequest.Read(choice), cancellationToken)).Select(row => new object?[] { row.Text, row.Searches, row.People, row.Fruitless, row.Cause?.ToString(), row.Opened, row.MeanRank, row.Played, row.MeanSecondsToPlay }));
}
