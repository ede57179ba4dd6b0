using System.Globalization;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Features.Shared.Components.Forms;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Training.Assigning;

/// <summary>Leads and managers assign training, and see how far people are with it.</summary>
[Authorize(Capability.AssignTraining)]
public sealed class AssignmentsController(AssignmentPages pages) : Controller
{
    [HttpGet(TrainingLinks.Assignments)]
    public async Task<IActionResult> Index([FromQuery] int? page, [FromQuery] string? show, CancellationToken cancellationToken) => View(await pages.ListAsync(User.Viewer(), page ?? 1, show == "all", cancellationToken));

    [HttpGet(TrainingLinks.NewAssignment)]
    public async Task<IActionResult> New([FromQuery] string? target, CancellationToken cancellationToken) => View("New", await pages.NewAsync(new AssignForm { Target = target, Who = "team" }, User.Viewer(), [], cancellationToken));

    [HttpPost(TrainingLinks.NewAssignment)]
    public async Task<IActionResult> New([FromForm] AssignForm form, [FromServices] AssignTraining assign, CancellationToken cancellationToken)
    {
        var result = await assign.RunAsync(form, User.Viewer(), cancellationToken);
        if (!result.Write.Succeeded)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("New", await pages.NewAsync(form, User.Viewer(), result.Write.Problems, cancellationToken));
        }

        Flash.Say(TempData, new Flash(Sentence(result)));
        return LocalRedirect(TrainingLinks.Assignment(result.Write.ItemId));
    }

    [HttpGet("/training/assignments/{id:int}")]
    public async Task<IActionResult> Assignment(int id, [FromQuery] int? page, CancellationToken cancellationToken) => await pages.FindAsync(id, User.Viewer(), page ?? 1, cancellationToken) is { } found ? View(found) : NotFound();

    [HttpGet("/training/assignments/{id:int}/end")]
    public async Task<IActionResult> ConfirmEnding(int id, CancellationToken cancellationToken)
    {
        if (await pages.FindAsync(id, User.Viewer(), 1, cancellationToken) is not { Row: var row }) return NotFound();
        if (row.IsEnded) return LocalRedirect(TrainingLinks.Assignment(id));
        return View("Confirm", new ConfirmPage
        {
            Title = $"Take back “{row.Title}”?",
            Consequences =
            [
                new(row.Open == 0 ? "Nobody has it open." : $"{ItemWords.Count(row.Open, "person has", "people have")} it open; it leaves their training page, and nobody reminds them."),
                new($"What is done stays on record{(row.Done == 0 ? "" : $", that of {ItemWords.Count(row.Done, "person", "people")}")}."),
                .. row.Scope == AssignmentScope.Joiners ? new Consequence[] { new("Whoever joins the team from now on doesn't get it.") } : [],
            ],
            ButtonLabel = "Take it back",
            ActionHref = TrainingLinks.Assignment(id) + "/end",
            BackHref = TrainingLinks.Assignment(id),
            BackLabel = row.Title,
        });
    }

    [HttpPost("/training/assignments/{id:int}/end")]
    public async Task<IActionResult> End(int id, [FromServices] EndAssignment end, CancellationToken cancellationToken)
    {
        var result = await end.RunAsync(id, User.Viewer(), cancellationToken);
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        Flash.Say(TempData, new Flash("Taken back. What was done stays on record."));
        return LocalRedirect(TrainingLinks.Assignments);
    }

    private static string Sentence(AssignResult result)
    {
        if (result.Given == 0) return "The rule holds from now on: whoever joins the team gets it.";
        var text = string.Create(CultureInfo.InvariantCulture, $"Assigned to {result.Given:N0} {(result.Given == 1 ? "person" : "people")}.");
        if (result.Done > 0) text += string.Create(CultureInfo.InvariantCulture, $" {result.Done:N0} had learned it before.");
        if (result.HadIt > 0) text += string.Create(CultureInfo.InvariantCulture, $" {result.HadIt:N0} had it open already and keep their day.");
        return text;
    }
}
