using EnablementHub.Data;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Onboarding.Calendar;

/// <summary>One's due days for any calendar (iCalendar, RFC 5545). Shows titles and days, nothing else.</summary>
[AllowAnonymous]
public sealed class CalendarController(HubDbContext database, CalendarTokens tokens, HubAddress address, OrganisationClock clock) : Controller
{
    private const int MaxEvents = 500;

    [HttpGet("/onboarding/calendar/{token}.ics")]
    public async Task<IActionResult> Feed(string token, CancellationToken cancellationToken)
    {
        if (tokens.Read(token) is not { } personId || !await database.Users.AnyAsync(p => p.Id == personId && p.DisabledAt == null, cancellationToken)) return NotFound();
        var steps = await database.ChecklistSteps.AsNoTracking()
            .Where(step => step.Checklist.PersonId == personId && step.Checklist.EndedAt == null && step.State != StepState.Done)
            .OrderBy(step => step.DueOn).ThenBy(step => step.Id).Take(MaxEvents)
            .Select(step => new { step.Id, step.Title, step.DueOn, Checklist = step.Checklist.Title }).ToListAsync(cancellationToken);
        var text = new CalendarText().Line("BEGIN:VCALENDAR").Line("VERSION:2.0").Line("PRODID:-//EnablementHub//Onboarding//EN").Line("X-WR-CALNAME:Onboarding");
        foreach (var step in steps)
        {
            text.Line("BEGIN:VEVENT")
                .Line(FormattableString.Invariant($"UID:onboarding-step-{step.Id}@{address.Host}"))
                .Line($"DTSTAMP:{CalendarText.Moment(clock.Now)}")
                .Line($"DTSTART;VALUE=DATE:{CalendarText.Day(step.DueOn)}")
                .Line($"DTEND;VALUE=DATE:{CalendarText.Day(step.DueOn.AddDays(1))}")
                .Line($"SUMMARY:{CalendarText.Escape(step.Title)}")
                .Line($"DESCRIPTION:{CalendarText.Escape($"Due in “{step.Checklist}”.")}")
                .Line(FormattableString.Invariant($"URL:{address.Link(OnboardingLinks.Start)}#step-{step.Id}"))
                .Line("TRANSP:TRANSPARENT")
                .Line("END:VEVENT");
        }

        text.Line("END:VCALENDAR");
        Response.Headers.CacheControl = "private, max-age=300";
        return Content(text.ToString(), "text/calendar; charset=utf-8");
    }
}
