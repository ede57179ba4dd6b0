using EnablementHub.Features.Library.Reading;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Insights.Items;

/// <summary>How one item is used, and how far people get in it.</summary>
[Authorize(Capability.SeeUsage)]
public sealed class ItemInsightsController(ItemInsights insights, OrganisationClock clock) : Controller
{
    [HttpGet("/usage/items/{id:int}")]
    public async Task<IActionResult> Index(int id, [FromQuery] string? days, CancellationToken cancellationToken) =>
        await insights.ReadAsync(id, InsightWindow.Read(FormNumber.Read(days)), User.Reader(clock.Today), cancellationToken) is { } page ? View("Item", page) : NotFound();

    [HttpGet("/usage/items/{id:int}.csv")]
    public async Task<IActionResult> Export(int id, [FromQuery] string? days, CancellationToken cancellationToken)
    {
        if (await insights.ReadAsync(id, InsightWindow.Read(FormNumber.Read(days)), User.Reader(clock.Today), cancellationToken) is not { } page) return NotFound();
        return await CsvFile.WriteAsync(
            FormattableString.Invariant($"usage-of-{id}.csv"),
            ["day", .. page.Timeline.Series.Select(series => series.Name)],
            page.Days.Select((day, row) => page.Timeline.Series.Select(series => (object?)series.Values[row]).Prepend(day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))));
    }
}
