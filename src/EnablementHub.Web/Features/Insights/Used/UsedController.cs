using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Insights.Used;

/// <summary>Is our content used?</summary>
[Authorize(Capability.SeeUsage)]
public sealed class UsedController(UsedReport report, OrganisationClock clock) : Controller
{
    [HttpGet(InsightLinks.Used)]
    public async Task<IActionResult> Index([FromQuery] UsedChoice choice, CancellationToken cancellationToken) =>
        View(await report.ReadAsync(UsedRequest.Read(choice), User.Reader(clock.Today), ReaderZone.Of(HttpContext), cancellationToken));

    [HttpGet(InsightLinks.Used + ".csv")]
    public async Task<IActionResult> Export([FromQuery] UsedChoice choice, CancellationToken cancellationToken)
    {
        var rows = await report.ExportAsync(UsedRequest.Read(choice), User.Reader(clock.Today), cancellationToken);
        return await CsvFile.WriteAsync(
            "usage.csv",
            ["id", "title", "kind", "plays", "plays before", "people who played", "seconds played", "views", "viewers", "downloads"],
            rows.Select(row => new object?[] { row.Id, row.Title, row.Kind, row.Plays, row.PlaysBefore, row.Players, Math.Round(row.SecondsPlayed), row.Views, row.Viewers, row.Downloads }));
    }
}
