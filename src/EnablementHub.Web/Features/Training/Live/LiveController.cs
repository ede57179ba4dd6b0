using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Training.Live;

/// <summary>Sessions of experts: what is coming, signing up, who was there.</summary>
public sealed class LiveController(LivePages pages, SignUpForSession signUp, HubAddress address, OrganisationClock clock) : Controller
{
    [HttpGet(TrainingLinks.Live)]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View(await pages.ListAsync(Reader, cancellationToken));

    [HttpGet("/training/live/{id:int}")]
    public async Task<IActionResult> Session(int id, CancellationToken cancellationToken) => await pages.FindAsync(id, Reader, cancellationToken) is { } page ? View(page) : NotFound();

    [HttpGet("/training/live/{id:int}.ics")]
    public async Task<IActionResult> Calendar(int id, CancellationToken cancellationToken)
    {
        if (await pages.FindAsync(id, Reader, cancellationToken) is not { Row: var row } page) return NotFound();
        var text = new CalendarText().Line("BEGIN:VCALENDAR").Line("VERSION:2.0").Line("PRODID:-//EnablementHub//Training//EN").Line($"METHOD:{(row.IsCancelled ? "CANCEL" : "PUBLISH")}")
            .Line("BEGIN:VEVENT")
            .Line(FormattableString.Invariant($"UID:live-session-{id}@{address.Host}"))
            .Line(FormattableString.Invariant($"SEQUENCE:{page.Sequence}"))
            .Line($"DTSTAMP:{CalendarText.Moment(clock.Now)}")
            .Line($"DTSTART:{CalendarText.Moment(row.StartsAt)}")
            .Line($"DTEND:{CalendarText.Moment(row.StartsAt.AddMinutes(row.Minutes))}")
            .Line($"SUMMARY:{CalendarText.Escape(row.Title)}")
            .Line($"DESCRIPTION:{CalendarText.Escape($"With {row.Expert}. {page.Words}".Trim())}");
        if (row.Place.Length > 0) text.Line($"LOCATION:{CalendarText.Escape(row.Place)}");
        if (row.IsCancelled) text.Line("STATUS:CANCELLED");
        text.Line($"URL:{address.Link(TrainingLinks.LiveSession(id))}").Line("END:VEVENT").Line("END:VCALENDAR");
        return File(System.Text.Encoding.UTF8.GetBytes(text.ToString()), "text/calendar; charset=utf-8", FormattableString.Invariant($"session-{id}.ics"));
    }

    [HttpPost("/training/live/{id:int}/sign-up")]
    public async Task<IActionResult> SignUp(int id, CancellationToken cancellationToken) => await AnswerAsync(id, await signUp.RunAsync(id, User.PersonId(), cancels: false, cancellationToken), null, cancellationToken);

    [HttpPost("/training/live/{id:int}/sign-off")]
    public async Task<IActionResult> SignOff(int id, CancellationToken cancellationToken) => await AnswerAsync(id, await signUp.RunAsync(id, User.PersonId(), cancels: true, cancellationToken), null, cancellationToken);

    [HttpGet(TrainingLinks.NewLive), Authorize(Capability.WriteContent)]
    public async Task<IActionResult> New(CancellationToken cancellationToken) => View("Editor", await pages.EditAsync(0, null, Reader, [], cancellationToken));

    [HttpPost(TrainingLinks.NewLive), Authorize(Capability.WriteContent)]
    public Task<IActionResult> New([FromForm] LiveForm form, [FromServices] SaveLiveSession save, CancellationToken cancellationToken) => SaveAsync(null, 0, form, save, cancellationToken);

    [HttpGet("/training/live/{id:int}/edit"), Authorize(Capability.WriteContent)]
    public async Task<IActionResult> Edit(int id, CancellationToken cancellationToken) => await pages.EditAsync(id, null, Reader, [], cancellationToken) is { } page ? View("Editor", page) : NotFound();

    [HttpPost("/training/live/{id:int}/edit"), Authorize(Capability.WriteContent)]
    public Task<IActionResult> Edit(int id, [FromForm] int revision, [FromForm] LiveForm form, [FromServices] SaveLiveSession save, CancellationToken cancellationToken) => SaveAsync(id, revision, form, save, cancellationToken);

    [HttpPost("/training/live/{id:int}/cancel"), Authorize(Capability.WriteContent)]
    public async Task<IActionResult> Cancel(int id, [FromServices] CancelLiveSession cancel, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await cancel.RunAsync(id, User.Viewer(), cancellationToken), "Cancelled. Whoever wanted to come hears of it.", cancellationToken);

    [HttpPost("/training/live/{id:int}/attendance"), Authorize(Capability.WriteContent)]
    public async Task<IActionResult> Attended(int id, [FromForm] string[]? attended, [FromServices] NoteAttendance note, CancellationToken cancellationToken)
    {
        var result = await note.RunAsync(id, [.. (attended ?? []).Select(FormNumber.Read).OfType<int>()], User.Viewer(), cancellationToken);
        if (result.Outcome == WriteOutcome.Stale) result = WriteResult.Invalid("", "Somebody changed the session meanwhile. Say once more who was there.");
        return await AnswerAsync(id, result, "Noted. It counts as training for those who were there.", cancellationToken);
    }

    private ItemReader Reader => User.Reader(clock.Today);

    private async Task<IActionResult> SaveAsync(int? id, int revision, LiveForm form, SaveLiveSession save, CancellationToken cancellationToken)
    {
        var result = await save.RunAsync(new LiveChange { SessionId = id, Revision = revision, Form = form, Writer = User.Viewer() }, cancellationToken);
        if (result.Succeeded)
        {
            Flash.Say(TempData, new Flash(id is null ? "Announced. People find it under Live sessions." : "Saved."));
            return LocalRedirect(TrainingLinks.LiveSession(result.ItemId));
        }

        var isStale = result.Outcome == WriteOutcome.Stale;
        IReadOnlyList<FieldProblem> problems = isStale ? [new("", "Somebody changed or joined this session meanwhile. What you typed is still here: look at it again and save once more.")] : result.Problems;
        if (result.Outcome == WriteOutcome.NotFound || await pages.EditAsync(id ?? 0, form, Reader, problems, cancellationToken) is not { } page) return NotFound();
        Response.StatusCode = isStale ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
        return View("Editor", page);
    }

    private async Task<IActionResult> AnswerAsync(int id, WriteResult result, string? sentence, CancellationToken cancellationToken)
    {
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        if (result.Succeeded)
        {
            if ((result.Warnings.Count > 0 ? result.Warnings[0] : sentence) is { } told) Flash.Say(TempData, new Flash(told));
            return LocalRedirect(TrainingLinks.LiveSession(id));
        }

        if (await pages.FindAsync(id, Reader, cancellationToken) is not { } page) return NotFound();
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Session", page with { Problem = result.Problems[0].Sentence });
    }
}
