using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EnablementHub.Features.Api.Bodies;
using EnablementHub.Features.Api.Idempotency;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Taxonomy;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Api.Facets;

/// <param name="Group">Its name in addresses, and in the facets of items.</param>
/// <param name="AllowsSeveral">False: an item carries one value at most.</param>
public sealed record FacetGroupAnswer(string Group, string Label, bool AllowsSeveral, IReadOnlyList<FacetValueAnswer> Values);

/// <param name="Value">Its name in addresses, and in the facets of items; it never changes.</param>
/// <param name="IsRetired">No longer given to items; those that carry it keep it.</param>
public sealed record FacetValueAnswer(int Id, string Group, string Value, string Label, bool IsRetired);

/// <summary>A new value.</summary>
public sealed record NewFacetValue : ApiBody
{
    [MaxLength(FacetValue.MaxLabelLength)]
    public required string Label { get; init; }
}

/// <summary>A change of a value: what isn't sent stays.</summary>
public sealed record FacetChange : ApiBody
{
    [MaxLength(FacetValue.MaxLabelLength)]
    public string? Label { get; init; }
    public bool? IsRetired { get; init; }
}

/// <summary>What items are filed by. The groups are fixed; their values are the leads'.</summary>
[Tags("Facets")]
public sealed class FacetsController(TaxonomyCatalog catalog) : ApiControllerBase
{
    [HttpGet(Root + "/facets"), EndpointSummary("List the facets and their values")]
    [ProducesResponseType<IReadOnlyList<FacetGroupAnswer>>(200)]
    public async Task<IActionResult> List(CancellationToken cancellationToken)
    {
        var taxonomy = await catalog.ReadAsync(cancellationToken);
        return Ok(FacetGroups.Edited.Select(group => Answer(group, taxonomy)).ToList());
    }

    [HttpGet(Root + "/facets/{group}"), EndpointSummary("List the values of a facet"), ApiAnswers(404)]
    [ProducesResponseType<FacetGroupAnswer>(200)]
    public async Task<IActionResult> Read(string group, CancellationToken cancellationToken) =>
        FacetGroups.Edited.FirstOrDefault(known => known.Slug == group) is { } found ? Ok(Answer(found, await catalog.ReadAsync(cancellationToken))) : Missing(NoGroup);

    [HttpPost(Root + "/facets/{group}/values"), Authorize(Capability.ManageTaxonomy), EndpointSummary("Add a value"), ApiAnswers(400, 403, 404, 409)]
    [EndpointDescription("Its name in addresses follows from its label.")]
    [ProducesResponseType<FacetValueAnswer>(201)]
    public Task<IActionResult> Add(string group, [FromBody] NewFacetValue body, [FromServices] AddFacetValue add, [FromServices] IdempotentRequests requests, CancellationToken cancellationToken) => requests.RunBesideAsync(HttpContext, body, async token =>
    {
        var result = await add.RunAsync(group, body.Label, User.PersonId(), token);
        if (!result.Succeeded) return result.Outcome == WriteOutcome.NotFound ? Missing(NoGroup) : Refuse(result);
        return await ShowAsync(result.ItemId, StatusCodes.Status201Created, token);
    }, cancellationToken);

    [HttpPatch(Root + "/facets/values/{id:int}"), Authorize(Capability.ManageTaxonomy), EndpointSummary("Rename or retire a value"), ApiAnswers(400, 403, 404)]
    [ProducesResponseType<FacetValueAnswer>(200)]
    public async Task<IActionResult> Change(int id, [FromBody] FacetChange body, [FromServices] ChangeFacetValue change, CancellationToken cancellationToken)
    {
        var result = await change.RunAsync(new FacetValueChange { ValueId = id, PersonId = User.PersonId(), Label = body.Has("label") ? body.Label ?? "" : null, IsRetired = body.IsRetired }, cancellationToken);
        return result.Succeeded ? await ShowAsync(id, StatusCodes.Status200OK, cancellationToken) : Refuse(result);
    }

    [HttpDelete(Root + "/facets/values/{id:int}"), Authorize(Capability.ManageTaxonomy), EndpointSummary("Delete a value"), ApiAnswers(400, 403, 404)]
    [ProducesResponseType(204)]
    public async Task<IActionResult> Remove(int id, [FromQuery, Description("The value that its items get in its place; needed where items carry it.")] int? mergeInto, [FromServices] RemoveFacetValue remove, CancellationToken cancellationToken)
    {
        var result = await remove.RunAsync(id, mergeInto, User.PersonId(), cancellationToken);
        return result.Succeeded ? NoContent() : Refuse(result);
    }

    private const string NoGroup = "There is no such facet. GET /api/v1/facets lists them.";

    private async Task<IActionResult> ShowAsync(int id, int status, CancellationToken cancellationToken)
    {
        var value = (await catalog.ReadAsync(cancellationToken)).Find(id);
        return value is null ? Missing("There is no such value.") : StatusCode(status, new FacetValueAnswer(value.Id, value.Group, value.Value, value.Label, value.IsRetired));
    }

    private static FacetGroupAnswer Answer(FacetGroup group, TaxonomySnapshot taxonomy) =>
        new(group.Slug, group.Label, group.AllowsSeveral, [.. taxonomy.ValuesOf(group.Slug).Select(value => new FacetValueAnswer(value.Id, value.Group, value.Value, value.Label, value.IsRetired))]);
}
