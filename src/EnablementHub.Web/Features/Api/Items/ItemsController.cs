using System.ComponentModel;
using EnablementHub.Features.Api.Idempotency;
using EnablementHub.Features.Api.Paging;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Api.Items;

/// <summary>Content: list, read, begin, change and delete.</summary>
[Tags("Items")]
public sealed class ItemsController(ItemRows rows, ItemDoor door) : ApiControllerBase
{
    [HttpGet(Root + "/items"), EndpointSummary("List items"), ApiAnswers(400)]
    [EndpointDescription("What you may see, without the texts. Narrow it by kind, state and the values of facets (a repeated parameter means any of them). With changedSince it is in the order of changes: go on with next until it is null, and begin the next time with the changedAt of the last item.")]
    [ProducesResponseType<ApiPage<ItemAnswer>>(200)]
    [TakesParameters("topic", "persona", "company-size", "sales-stage", "deal-phase", "speaker", "product", "competitor", "format")]
    public async Task<IActionResult> List(
        [FromQuery] string[]? kind,
        [FromQuery, Description("draft, in-review, scheduled, published, expired or archived; left out: all but what is archived and, for readers, published.")] string? state,
        [FromQuery, Description("verified, due or unverified.")] string? trust,
        [FromQuery, Description("Number of a person.")] int? owner,
        [FromQuery] string? language,
        [FromQuery] string? tag,
        [FromQuery, Description("An instant; what was changed then or later.")] DateTimeOffset? changedSince,
        [FromQuery, Description("id (the default) or changed.")] string? sort,
        [FromQuery, Description("1 to 200; 50 by default.")] int? limit,
        [FromQuery, Description("next of the page before.")] string? cursor,
        CancellationToken cancellationToken)
    {
        var query = new ItemListQuery(kind, state, trust, owner, language, tag, changedSince, sort, limit, cursor);
        if (ItemListRequest.Read(query, Request.Query, out var problem) is not { } request) return Refuse(problem!);
        var reader = door.ReaderOf(User);
        var found = await rows.ListAsync(request, reader, cancellationToken);
        return Ok(PageCursor.Cut(found, request.Limit, row => row.ToAnswer(reader), request.EndOf));
    }

    [HttpPost(Root + "/items"), Authorize(Capability.WriteContent), EndpointSummary("Begin an item"), ApiAnswers(400, 403, 409)]
    [EndpointDescription("It is a draft of yours until it is published. An externalId that another item has is answered with 409, which names that item.")]
    [ProducesResponseType<ItemAnswer>(201)]
    public Task<IActionResult> Create([FromBody] NewItem body, [FromServices] IdempotentRequests requests, [FromServices] WriteFromOutside write, CancellationToken cancellationToken) =>
        requests.RunAsync(HttpContext, body, token => CreateAsync(new OutsideWrite
        {
            Kind = ItemKinds.FromSlug(body.Kind)!.Value,
            Title = body.Title,
            Body = body,
            Writer = User.Writer(),
            NamesIt = body.ExternalId is not null,
            ExternalId = body.ExternalId,
        }, write, token), cancellationToken);

    [HttpGet(Root + "/items/{id:int}"), EndpointSummary("Read an item"), ApiAnswers(400, 403, 404, 410), TagsAnswer]
    [EndpointDescription("With the text that readers see; for its owner and for leads, version=pending gives the one that waits. Its ETag is what a change names as If-Match.")]
    [ProducesResponseType<ItemAnswer>(200), ProducesResponseType(304)]
    public async Task<IActionResult> Read(int id, [FromQuery, Description("live (the default) or pending.")] string? version, CancellationToken cancellationToken)
    {
        if (version is not (null or "live" or "pending")) return Refuse(ProblemAnswer.Invalid("version", "version must be one of: live, pending."));
        var (row, problem) = await door.FindAsync(id, version == "pending", User, cancellationToken);
        return row is null ? Refuse(problem!) : door.Show(HttpContext, row);
    }

    [HttpPatch(Root + "/items/{id:int}"), Authorize(Capability.WriteContent), EndpointSummary("Change an item"), ApiAnswers(400, 403, 404, 409, 412, 428), TagsAnswer, NeedsIfMatch]
    [EndpointDescription("What isn't sent stays; null empties. New words of a published item wait as a pending version until it is published; details hold at once. Sending the same twice changes nothing.")]
    [ProducesResponseType<ItemAnswer>(200)]
    public Task<IActionResult> Change(int id, [FromBody] ItemChange body, [FromServices] WriteFromOutside write, CancellationToken cancellationToken) =>
        ChangeAsync(id, new OutsideWrite { Title = body.Has("title") ? body.Title ?? "" : null, Body = body, Writer = User.Writer(), NamesIt = body.Has(ExternalIds.Field), ExternalId = body.ExternalId }, isRequired: true, write, cancellationToken);

    [HttpPut(Root + "/items/{id:int}"), Authorize(Capability.WriteContent), EndpointSummary("Write an item whole"), ApiAnswers(400, 403, 404, 409, 412, 428), TagsAnswer, NeedsIfMatch]
    [EndpointDescription("What isn't sent is emptied, but for owner, audience, language and use.")]
    [ProducesResponseType<ItemAnswer>(200)]
    public Task<IActionResult> Replace(int id, [FromBody] WholeItem body, [FromServices] WriteFromOutside write, CancellationToken cancellationToken) =>
        ChangeAsync(id, new OutsideWrite { Title = body.Title, Body = body, Writer = User.Writer(), IsWhole = true }, isRequired: true, write, cancellationToken, body.Kind);

    [HttpDelete(Root + "/items/{id:int}"), Authorize(Capability.WriteContent), EndpointSummary("Delete an item for good"), ApiAnswers(400, 403, 404, 409, 412, 428), NeedsIfMatch]
    [EndpointDescription("Only a draft that nobody ever saw, or, for leads, what lies in the archive. Nothing brings it back.")]
    [ProducesResponseType(204)]
    public async Task<IActionResult> Delete(int id, [FromQuery, Description("Goes on although others use it.")] bool? despiteUses, [FromServices] DeleteItem delete, CancellationToken cancellationToken)
    {
        var (row, problem) = await door.FindAsync(id, pending: false, User, cancellationToken);
        if (row is null) return Refuse(problem!);
        var (revision, mismatch) = ItemDoor.ReadIfMatch(Request, row, isRequired: true);
        if (mismatch is not null) return Refuse(mismatch);

        // The page has its title typed; here the tag of what was read says as much.
        var newest = row.PendingNumber is not null && User.Writer().MayChange(row.OwnerId) ? (await door.FindAsync(id, pending: true, User, cancellationToken)).Row ?? row : row;
        var result = await delete.RunAsync(new DeleteRequest { ItemId = id, Revision = revision, Writer = User.Writer(), Confirmation = newest.Title, DespiteUses = despiteUses == true }, cancellationToken);
        return result.Succeeded ? NoContent() : Refuse(result);
    }

    [HttpGet(Root + "/items/by-external-id/{**externalId}"), EndpointSummary("Read an item by the name that your system gave it"), ApiAnswers(404, 410), TagsAnswer]
    [ProducesResponseType<ItemAnswer>(200), ProducesResponseType(304)]
    public async Task<IActionResult> ReadByName(string externalId, CancellationToken cancellationToken)
    {
        if (await rows.FindIdAsync(ExternalIds.FromPath(externalId), door.ReaderOf(User), cancellationToken) is not { } id) return Missing("No item that you may see has this externalId.");
        var (row, problem) = await door.FindAsync(id, pending: false, User, cancellationToken);
        return row is null ? Refuse(problem!) : door.Show(HttpContext, row);
    }

    [HttpPut(Root + "/items/by-external-id/{**externalId}"), Authorize(Capability.WriteContent), EndpointSummary("Begin an item, or write it whole"), ApiAnswers(400, 403, 409, 412), TagsAnswer, TakesIfMatch]
    [EndpointDescription("For copying from another system again and again: what is the same changes nothing. With If-None-Match: * it only begins new ones, with If-Match it changes only that state.")]
    [ProducesResponseType<ItemAnswer>(200), ProducesResponseType<ItemAnswer>(201)]
    public async Task<IActionResult> WriteByName(string externalId, [FromBody] WholeItem body, [FromServices] WriteFromOutside write, CancellationToken cancellationToken)
    {
        var name = ExternalIds.FromPath(externalId);
        if (ExternalIds.Check(name) is { } wrong) return Refuse(ProblemAnswer.Invalid(wrong.Field, wrong.Sentence));
        var writer = User.Writer();
        if (await rows.FindIdAsync(name, door.ReaderOf(User), cancellationToken) is { } id)
        {
            if (Request.Headers.IfNoneMatch == "*") return Refuse(ProblemAnswer.Of(StatusCodes.Status412PreconditionFailed) with { Detail = FormattableString.Invariant($"Item {id} has this externalId already.") });
            return await ChangeAsync(id, new OutsideWrite { Title = body.Title, Body = body, Writer = writer, IsWhole = true }, isRequired: false, write, cancellationToken, body.Kind);
        }

        if (Request.Headers.IfMatch.Count > 0) return Refuse(ProblemAnswer.Of(StatusCodes.Status412PreconditionFailed) with { Detail = "No item that you may see has this externalId. Leave If-Match out to begin one." });
        if (body.Kind is null) return Refuse(ProblemAnswer.Invalid("kind", "kind must be given: the item is not there yet."));
        return await CreateAsync(new OutsideWrite { Kind = ItemKinds.FromSlug(body.Kind)!.Value, Title = body.Title, Body = body, Writer = writer, IsWhole = true, NamesIt = true, ExternalId = name }, write, cancellationToken);
    }

    private async Task<IActionResult> CreateAsync(OutsideWrite request, WriteFromOutside write, CancellationToken cancellationToken)
    {
        var result = await write.RunAsync(request, cancellationToken);
        if (!result.Succeeded) return Refuse(result);
        Response.Headers.Location = FormattableString.Invariant($"{Root}/items/{result.ItemId}");
        return await door.ShowChangedAsync(HttpContext, result.ItemId, result.Warnings, cancellationToken, StatusCodes.Status201Created);
    }

    private async Task<IActionResult> ChangeAsync(int id, OutsideWrite request, bool isRequired, WriteFromOutside write, CancellationToken cancellationToken, string? kind = null)
    {
        var (row, problem) = await door.FindAsync(id, pending: false, User, cancellationToken);
        if (row is null) return Refuse(problem!);
        var (revision, mismatch) = ItemDoor.ReadIfMatch(Request, row, isRequired);
        if (mismatch is not null) return Refuse(mismatch);
        if (kind is not null && kind != row.Kind.Slug()) return Refuse(ProblemAnswer.Invalid("kind", $"kind is {row.Kind.Slug()} and never changes. Begin another item, and name it as the successor."));
        var result = await write.RunAsync(request with { ItemId = id, Revision = revision }, cancellationToken);
        return result.Succeeded ? await door.ShowChangedAsync(HttpContext, id, result.Warnings, cancellationToken) : Refuse(result);
    }
}
