using System.Globalization;
using System.Text;
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
public sealed class CalendarController(HubDbContext database, CalendarTokens tokens, OrganisationClock clock) : Controller
{
    private const int MaxEvents = 500;
    private const int MaxLineBytes = 75;

    [HttpGet("/onboarding/calendar/{token}.ics")]
    public async Task<IActionResult> Feed(string token, CancellationToken cancellationToken)
    {
        if (tokens.Read(token) is not { } personId || !await database.Users.AnyAsync(p => p.Id == personId && p.DisabledAt == null, cancellationToken)) return NotFound();
        var steps = await database.ChecklistSteps.AsNoTracking()
            .Where(step => step.Checklist.PersonId == personId && step.Checklist.EndedAt == null && step.State != StepState.Done)
            .OrderBy(step => step.DueOn).ThenBy(step => step.Id).Take(MaxEvents)
            .Select(step => new { step.Id, step.Title, step.DueOn, Checklist = step.Checklist.Title }).ToListAsync(cancellationToken);
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//EnablementHub//Onboarding//EN");
        Line(text, "X-WR-CALNAME:Onboarding");
        var stamp = clock.Now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        foreach (var step in steps)
        {
            Line(text, "BEGIN:VEVENT");
            Line(text, FormattableString.Invariant($"UID:onboarding-step-{step.Id}@{Request.Host.Host}"));
            Line(text, $"DTSTAMP:{stamp}");
            Line(text, $"DTSTART;VALUE=DATE:{step.DueOn.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}");
            Line(text, $"DTEND;VALUE=DATE:{step.DueOn.AddDays(1).ToString("yyyyMMdd", CultureInfo.InvariantCulture)}");
            Line(text, $"SUMMARY:{Escape(step.Title)}");
            Line(text, $"DESCRIPTION:{Escape($"Due in “{step.Checklist}”.")}");
            Line(text, FormattableString.Invariant($"URL:{Request.Scheme}://{Request.Host}{OnboardingLinks.Start}#step-{step.Id}"));
            Line(text, "TRANSP:TRANSPARENT");
            Line(text, "END:VEVENT");
        }

        Line(text, "END:VCALENDAR");
        Response.Headers.CacheControl = "private, max-age=300";
        return Content(text.ToString(), "text/calendar; charset=utf-8");
    }

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).ReplaceLineEndings("\\n");

    /// <summary>Lines longer than 75 bytes go on in the next one, after a space; no character is cut in two.</summary>
    private static void Line(StringBuilder target, string line)
    {
        var used = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (used + rune.Utf8SequenceLength > MaxLineBytes)
            {
                target.Append("\r\n ");
                used = 1;
            }

            target.Append(rune);
            used += rune.Utf8SequenceLength;
        }

        target.Append("\r\n");
    }
}
