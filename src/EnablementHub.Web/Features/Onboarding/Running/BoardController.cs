using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Onboarding.Offers;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Features.Shared.Components.Forms;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Onboarding.Running;

/// <summary>Managers and leads start people and see how they get on.</summary>
[Authorize(Capability.SeeOnboarding)]
public sealed class BoardController(ChecklistBoard board, ChecklistPages pages, HubDbContext database, OrganisationClock clock) : Controller
{
    [HttpGet(OnboardingLinks.Board)]
    public async Task<IActionResult> Index([FromQuery] string? show, [FromQuery] int? page, CancellationToken cancellationToken) =>
        View("Board", await board.ReadAsync(User.Viewer(), show == "all", page ?? 1, cancellationToken));

    [HttpGet(OnboardingLinks.New)]
    public async Task<IActionResult> New([FromQuery] string? person, CancellationToken cancellationToken) => View("Start", await board.StartPageAsync(new StartForm { PersonId = person }, [], cancellationToken));

    [HttpPost(OnboardingLinks.New)]
    public async Task<IActionResult> New([FromForm] StartForm form, [FromServices] StartChecklist start, CancellationToken cancellationToken)
    {
        DateOnly? startedOn = null;
        if (!string.IsNullOrWhiteSpace(form.StartedOn))
        {
            if (!DateOnly.TryParseExact(form.StartedOn.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return await RefuseAsync(form, [new("StartedOn", "Enter the day as year-month-day, for example 2026-03-02.")], cancellationToken);
            startedOn = day;
        }

        var result = await start.RunAsync(
            new StartRequest
            {
                PersonId = FormNumber.Read(form.PersonId) ?? 0,
                TemplateId = FormNumber.Read(form.TemplateId) ?? 0,
                StartedOn = startedOn,
                BuddyId = string.IsNullOrEmpty(form.BuddyId) ? null : FormNumber.Read(form.BuddyId) ?? 0,
                ManagerId = string.IsNullOrEmpty(form.ManagerId) ? null : FormNumber.Read(form.ManagerId) ?? 0,
                StartedById = User.PersonId(),
            },
            cancellationToken);
        if (!result.Succeeded) return await RefuseAsync(form, result.Problems, cancellationToken);
        Flash.Say(TempData, new Flash("Started. They find it under Onboarding."));
        return LocalRedirect(OnboardingLinks.Checklist(result.ItemId));
    }

    [HttpGet("/onboarding/people/{id:int}")]
    public async Task<IActionResult> Checklist(int id, [FromServices] ChecklistOffers offers, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } page ? View(page with { Offers = (await offers.OpenAsync(page.Checklist, cancellationToken)).Count }) : NotFound();

    [HttpGet("/onboarding/people/{id:int}/end")]
    public async Task<IActionResult> ConfirmEnding(int id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } page) return NotFound();
        if (!page.Checklist.IsRunning) return LocalRedirect(OnboardingLinks.Checklist(id));
        return View("Confirm", new ConfirmPage
        {
            Title = $"End “{page.Checklist.Title}” for {page.Person.Name}?",
            Consequences = [new($"{page.Done} of {page.Steps.Count} steps are done; they stay on record."), new("It leaves their onboarding page, and nothing of it is due any more."), new("It can't be taken up again: start them anew instead.")],
            ButtonLabel = "End it",
            ActionHref = OnboardingLinks.Checklist(id) + "/end",
            BackHref = OnboardingLinks.Checklist(id),
            BackLabel = page.Person.Name,
        });
    }

    [HttpPost("/onboarding/people/{id:int}/end")]
    public async Task<IActionResult> End(int id, CancellationToken cancellationToken)
    {
        if (await database.Checklists.ReachedBy(User.Viewer()).SingleOrDefaultAsync(c => c.Id == id, cancellationToken) is not { } checklist) return NotFound();
        if (checklist.IsRunning)
        {
            checklist.End(clock.Now);
            database.LogAudit(User.PersonId(), "onboarding.ended", "person", checklist.PersonId, clock.Now, checklist.Title);
            await database.SaveChangesAsync(cancellationToken);
            Flash.Say(TempData, new Flash("Ended. What was done stays on record."));
        }

        return LocalRedirect(OnboardingLinks.Board);
    }

    private async Task<ChecklistPage?> FindAsync(int id, CancellationToken cancellationToken) =>
        await database.Checklists.ReachedBy(User.Viewer()).AnyAsync(c => c.Id == id, cancellationToken) ? await pages.FindAsync(id, User.Reader(clock.Today), cancellationToken) : null;

    private async Task<IActionResult> RefuseAsync(StartForm form, IReadOnlyList<FieldProblem> problems, CancellationToken cancellationToken)
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Start", await board.StartPageAsync(form, problems, cancellationToken));
    }
}
