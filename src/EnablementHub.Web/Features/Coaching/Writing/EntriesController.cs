using EnablementHub.Data;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Coaching.Writing;

/// <param name="Revision">The one that is stored.</param>
public sealed record EntryPage(int Id, int PersonId, string Person, EntryKind Kind, int Revision, EntryForm Form, IReadOnlyList<FieldProblem> Problems);

/// <summary>Coaches change what they wrote.</summary>
[Authorize(Capability.CoachPeople)]
public sealed class EntriesController(HubDbContext database, OrganisationClock clock) : Controller
{
    [HttpGet("/team/entries/{id:int}")]
    public async Task<IActionResult> Edit(int id, CancellationToken cancellationToken) => await FindAsync(id, cancellationToken) is { } page ? View(page) : NotFound();

    [HttpPost("/team/entries/{id:int}")]
    public async Task<IActionResult> Edit(int id, [FromForm] int revision, [FromForm] EntryForm form, [FromServices] SaveCoachingEntry save, CancellationToken cancellationToken)
    {
        var result = await save.RunAsync(new EntryChange { EntryId = id, Revision = revision, Form = form, Author = User.Reader(clock.Today) }, cancellationToken);
        if (result.Outcome == WriteOutcome.NotFound || await FindAsync(id, cancellationToken) is not { } known) return NotFound();
        if (result.Succeeded)
        {
            if (result.Outcome == WriteOutcome.Done) Flash.Say(TempData, new Flash("Saved. What stood there is kept."));
            return LocalRedirect(FormattableString.Invariant($"{CoachingLinks.Person(known.PersonId)}#entry-{id}"));
        }

        var isStale = result.Outcome == WriteOutcome.Stale;
        Response.StatusCode = isStale ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
        return View(known with { Form = form, Problems = isStale ? [new("", "It was changed meanwhile, perhaps by you in another window. What you typed is still here: look at it again and save once more.")] : result.Problems });
    }

    [HttpPost("/team/entries/{id:int}/remove")]
    public async Task<IActionResult> Remove(int id, [FromServices] RemoveCoachingEntry remove, CancellationToken cancellationToken)
    {
        var result = await remove.RunAsync(id, User.Viewer(), cancellationToken);
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        Flash.Say(TempData, result.Succeeded ? new Flash("Taken away. Neither of you sees it any more.") : new Flash("It was changed at this moment. Look at it again.", FlashTone.Warning));
        return LocalRedirect(CoachingLinks.Person(result.ItemId) + "#notes");
    }

    private async Task<EntryPage?> FindAsync(int id, CancellationToken cancellationToken)
    {
        var me = User.PersonId();
        var coached = database.Users.CoachedBy(User.Viewer());
        var entry = await database.CoachingEntries.AsNoTracking().Include(e => e.Moments).Include(e => e.Person)
            .SingleOrDefaultAsync(e => e.Id == id && e.AuthorId == me && e.RemovedAt == null && coached.Any(person => person.Id == e.PersonId), cancellationToken);
        return entry is null ? null : new EntryPage(entry.Id, entry.PersonId, entry.Person.DisplayName, entry.Kind, entry.Revision, EntryForm.From(entry), []);
    }
}
