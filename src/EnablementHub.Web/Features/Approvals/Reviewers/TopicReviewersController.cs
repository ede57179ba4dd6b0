using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Features.Taxonomy;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Approvals.Reviewers;

public sealed record ReviewerChoice(int Id, string Name, bool IsChosen);

public sealed record TopicReviewersRow(int FacetValueId, string Label, IReadOnlyList<ReviewerChoice> People);

public sealed record TopicReviewersPage(IReadOnlyList<TopicReviewersRow> Topics, int? RefusedId = null, string? Problem = null);

/// <summary>A lead's setting: who is offered as a reviewer for which topic.</summary>
[Authorize(Capability.ManageContent)]
public sealed class TopicReviewersController(HubDbContext database, TaxonomyCatalog catalog) : Controller
{
    [HttpGet(ApprovalLinks.TopicReviewers)]
    public async Task<IActionResult> Show(CancellationToken cancellationToken) => View("TopicReviewers", new TopicReviewersPage(await RowsAsync(null, [], cancellationToken)));

    [HttpPost("/approvals/reviewers/{id:int}")]
    public async Task<IActionResult> Set(int id, [FromServices] SetTopicReviewers set, CancellationToken cancellationToken)
    {
        var chosen = Request.Form["people"].Select(text => FormNumber.Read(text) ?? 0).ToList();
        var result = await set.RunAsync(id, chosen, User.PersonId(), cancellationToken);
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        if (result.Succeeded)
        {
            Flash.Say(TempData, new Flash("Saved. They are offered first when somebody asks for review."));
            return LocalRedirect(ApprovalLinks.TopicReviewers);
        }

        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("TopicReviewers", new TopicReviewersPage(await RowsAsync(id, chosen, cancellationToken), id, result.Problems[0].Sentence));
    }

    private async Task<IReadOnlyList<TopicReviewersRow>> RowsAsync(int? typedId, IReadOnlyList<int> typed, CancellationToken cancellationToken)
    {
        var people = await database.PossibleReviewers().AsNoTracking().OrderBy(person => person.DisplayName).Select(person => new { person.Id, person.DisplayName }).ToListAsync(cancellationToken);
        var set = (await database.TopicReviewers.AsNoTracking().Select(reviewer => new { reviewer.FacetValueId, reviewer.PersonId }).ToListAsync(cancellationToken)).ToLookup(row => row.FacetValueId, row => row.PersonId);
        var snapshot = await catalog.ReadAsync(cancellationToken);
        return [.. snapshot.ValuesOf(SetTopicReviewers.Topic).Where(value => !value.IsRetired).Select(value => new TopicReviewersRow(value.Id, value.Label,
            [.. people.Select(person => new ReviewerChoice(person.Id, person.DisplayName, value.Id == typedId ? typed.Contains(person.Id) : set[value.Id].Contains(person.Id)))]))];
    }
}
