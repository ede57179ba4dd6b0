using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Taxonomy;

/// <summary>Facet values and synonyms, for those who manage them.</summary>
[Authorize(Capability.ManageTaxonomy)]
public sealed class TaxonomyController(HubDbContext database, TaxonomyCatalog catalog) : Controller
{
    [HttpGet("/admin/facets")]
    public async Task<IActionResult> Facets(CancellationToken cancellationToken) => View(await FacetsPageAsync(cancellationToken));

    [HttpPost("/admin/facets/{group}")]
    public async Task<IActionResult> AddValue(string group, string? label, [FromServices] AddFacetValue add, CancellationToken cancellationToken) =>
        await AnswerAsync(await add.RunAsync(group, label, User.PersonId(), cancellationToken), new FacetFormState { Group = group, Typed = label ?? "" }, $"“{label?.Trim()}” is added.", cancellationToken);

    [HttpPost("/admin/facets/values/{id:int}")]
    public async Task<IActionResult> ChangeValue(int id, string? label, string? retired, string? move, [FromServices] ChangeFacetValue change, CancellationToken cancellationToken)
    {
        var wanted = new FacetValueChange
        {
            ValueId = id,
            PersonId = User.PersonId(),
            Label = label,
            IsRetired = retired switch { "yes" => true, "no" => false, _ => null },
            Move = move switch { "up" => -1, "down" => 1, _ => 0 },
        };

        // A renamed value's empty field arrives as null: the button says that it was meant.
        if (label is null && Request.Form.ContainsKey("label")) wanted = wanted with { Label = "" };
        return await AnswerAsync(await change.RunAsync(wanted, cancellationToken), new FacetFormState { ValueId = id, Typed = label ?? "" }, Describe(wanted), cancellationToken);
    }

    [HttpPost("/admin/facets/values/{id:int}/delete")]
    public async Task<IActionResult> DeleteValue(int id, int? mergeInto, [FromServices] RemoveFacetValue remove, CancellationToken cancellationToken) =>
        ModelState.IsValid
            ? await AnswerAsync(await remove.RunAsync(id, mergeInto, User.PersonId(), cancellationToken), new FacetFormState { ValueId = id }, mergeInto is null ? "The value is deleted." : "The value is deleted; its items carry the other one now.", cancellationToken)
            : await AnswerAsync(WriteResult.Invalid("mergeInto", "Choose another value of the same group."), new FacetFormState { ValueId = id }, "", cancellationToken);

    [HttpGet("/admin/synonyms")]
    public async Task<IActionResult> Synonyms(CancellationToken cancellationToken) => View(await SynonymsPageAsync(cancellationToken));

    [HttpPost("/admin/synonyms")]
    public Task<IActionResult> AddSynonyms(string? terms, [FromServices] SaveSynonyms save, CancellationToken cancellationToken) =>
        AnswerAsync(save, new SynonymChange { ListId = null, Terms = terms ?? "", PersonId = User.PersonId() }, cancellationToken);

    [HttpPost("/admin/synonyms/{id:int}")]
    public Task<IActionResult> ChangeSynonyms(int id, string? terms, string? before, [FromServices] SaveSynonyms save, CancellationToken cancellationToken) =>
        AnswerAsync(save, new SynonymChange { ListId = id, Terms = terms ?? "", PersonId = User.PersonId(), Before = before }, cancellationToken);

    [HttpPost("/admin/synonyms/{id:int}/delete")]
    public Task<IActionResult> DeleteSynonyms(int id, [FromServices] SaveSynonyms save, CancellationToken cancellationToken) =>
        AnswerAsync(save, new SynonymChange { ListId = id, Terms = null, PersonId = User.PersonId() }, cancellationToken);

    private static string Describe(FacetValueChange change) =>
        change.Move != 0 ? "The value is moved."
        : change.IsRetired is { } retired ? retired ? "The value is retired: nobody is offered it, and items keep it." : "The value is offered again."
        : $"The value is called “{change.Label?.Trim()}” now.";

    private async Task<IActionResult> AnswerAsync(WriteResult result, FacetFormState state, string done, CancellationToken cancellationToken)
    {
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        if (result.Succeeded)
        {
            Flash.Say(TempData, new Flash(done));
            return LocalRedirect("/admin/facets");
        }

        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Facets", await FacetsPageAsync(cancellationToken) with { State = state with { Problem = result.Problems[0].Sentence } });
    }

    private async Task<IActionResult> AnswerAsync(SaveSynonyms save, SynonymChange change, CancellationToken cancellationToken)
    {
        var result = await save.RunAsync(change, cancellationToken);
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        if (result.Succeeded)
        {
            Flash.Say(TempData, new Flash(change.Terms is null ? "The list is removed. Searches take its words apart from now on." : "The list is saved. Searches use it from now on."));
            return LocalRedirect("/admin/synonyms");
        }

        Response.StatusCode = result.Outcome == WriteOutcome.Stale ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
        return View("Synonyms", await SynonymsPageAsync(cancellationToken) with { ListId = change.ListId, Typed = change.Terms ?? "", Problem = result.Problems[0].Sentence });
    }

    private async Task<FacetsPage> FacetsPageAsync(CancellationToken cancellationToken)
    {
        var uses = await database.ItemFacets.GroupBy(facet => facet.FacetValueId).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(row => row.Key, row => row.Count, cancellationToken);
        var snapshot = await catalog.ReadAsync(cancellationToken);
        return new FacetsPage([.. FacetGroups.Edited.Select(group => new FacetGroupRows(group,
            [.. snapshot.ValuesOf(group.Slug).Select(value => new FacetValueRow(value, uses.GetValueOrDefault(value.Id)))]))]);
    }

    private async Task<SynonymsPage> SynonymsPageAsync(CancellationToken cancellationToken) =>
        new(await database.SynonymLists.AsNoTracking().OrderBy(list => list.Terms).ToListAsync(cancellationToken));
}
