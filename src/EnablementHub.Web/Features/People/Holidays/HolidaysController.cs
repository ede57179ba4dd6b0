using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.People.Holidays;

public sealed record HolidayRow(int Id, DateOnly Day, string Name, string Region);

/// <param name="Regions">As teams name them.</param>
/// <param name="Typed">What was refused.</param>
public sealed record HolidaysPage(IReadOnlyList<HolidayRow> Rows, int Total, int Page, IReadOnlyList<string> Regions, string? Typed, IReadOnlyList<FieldProblem> Problems)
{
    public const int Size = 100;

    public int LastPage => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>Days on which nobody works, everywhere or in a region: what is due so many working days later passes them over.</summary>
[Authorize(Capability.ManageContent)]
public sealed class HolidaysController(HubDbContext database, WorkCalendar calendar, OrganisationClock clock) : Controller
{
    [HttpGet("/onboarding/holidays")]
    public async Task<IActionResult> Index([FromQuery] int? page, CancellationToken cancellationToken) => View(await ReadAsync(page ?? 1, null, [], cancellationToken));

    [HttpPost("/onboarding/holidays")]
    public async Task<IActionResult> Add([FromForm] string? lines, [FromServices] SaveHolidays save, CancellationToken cancellationToken)
    {
        var result = await save.RunAsync(lines, User.PersonId(), cancellationToken);
        if (!result.Write.Succeeded)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("Index", await ReadAsync(1, lines, result.Write.Problems, cancellationToken));
        }

        var known = result.Known == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {result.Known} {(result.Known == 1 ? "was" : "were")} there already.");
        Flash.Say(TempData, new Flash(string.Create(CultureInfo.InvariantCulture, $"{result.Added} {(result.Added == 1 ? "holiday is" : "holidays are")} added.{known} Whoever is started from now on has them in their days.")));
        return RedirectToAction(nameof(Index));
    }

    [HttpPost("/onboarding/holidays/{id:int}/remove")]
    public async Task<IActionResult> Remove(int id, CancellationToken cancellationToken)
    {
        if (await database.Holidays.FindAsync([id], cancellationToken) is not { } holiday) return NotFound();
        database.Remove(holiday);
        database.LogAudit(User.PersonId(), "holiday.removed", "holidays", id, clock.Now, string.Create(CultureInfo.InvariantCulture, $"{holiday.Day:yyyy-MM-dd} {holiday.Name}"));
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody else removed it at this moment.
        }

        Flash.Say(TempData, new Flash($"{holiday.Name} is a working day again. Days that are due already stay."));
        return RedirectToAction(nameof(Index));
    }

    private async Task<HolidaysPage> ReadAsync(int page, string? typed, IReadOnlyList<FieldProblem> problems, CancellationToken cancellationToken)
    {
        var from = new DateOnly(clock.Today.Year, 1, 1);
        var shown = database.Holidays.AsNoTracking().Where(holiday => holiday.Day >= from);
        var total = await shown.CountAsync(cancellationToken);
        page = Math.Clamp(page, 1, Math.Max(1, (total + HolidaysPage.Size - 1) / HolidaysPage.Size));
        var rows = await shown.OrderBy(holiday => holiday.Day).ThenBy(holiday => holiday.Region).Skip((page - 1) * HolidaysPage.Size).Take(HolidaysPage.Size)
            .Select(holiday => new HolidayRow(holiday.Id, holiday.Day, holiday.Name, holiday.Region)).ToListAsync(cancellationToken);
        return new HolidaysPage(rows, total, page, await calendar.RegionsAsync(cancellationToken), typed, problems);
    }
}
