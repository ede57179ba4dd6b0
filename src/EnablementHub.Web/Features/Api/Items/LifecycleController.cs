using EnablementHub.Features.Api.Idempotency;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace EnablementHub.Features.Api.Items;

/// <summary>What changes what readers find.</summary>
[Tags("Items")]
public sealed class LifecycleController(ItemDoor door, IdempotentRequests requests) : ApiControllerBase
{
    [HttpPost(Root + "/items/{id:int}/publish"), Authorize(Capability.ManageContent), EndpointSummary("Publish what waits"), ApiAnswers(400, 403, 404, 409, 412), TagsAnswer, TakesIfMatch]
    [EndpointDescription("The pending version becomes the live one, at once or on the day of `from`. What it still lacks is answered with 409, a sentence each.")]
    [ProducesResponseType<ItemAnswer>(200)]
    public Task<IActionResult> Publish(int id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] PublishBody? body, [FromServices] PublishItem publish, CancellationToken cancellationToken) =>
        RunAsync(id, body, (revision, token) => publish.RunAsync(new PublishRequest { ItemId = id, Revision = revision, Writer = User.Writer(), Verified = body?.Verified == true, Note = body?.Note ?? "", IsMajor = body?.IsMajor, From = body?.From }, token), cancellationToken);

    [HttpPost(Root + "/items/{id:int}/verify"), Authorize(Capability.WriteContent), EndpointSummary("Say that it is right"), ApiAnswers(400, 403, 404, 409, 412), TagsAnswer, TakesIfMatch]
    [EndpointDescription("You checked the live version. It is verified until its next review.")]
    [ProducesResponseType<ItemAnswer>(200)]
    public Task<IActionResult> Verify(int id, [FromServices] VerifyItem verify, CancellationToken cancellationToken) =>
        RunAsync(id, null, (revision, token) => verify.RunAsync(id, revision, User.Writer(), token), cancellationToken);

    [HttpPost(Root + "/items/{id:int}/expire"), Authorize(Capability.ManageContent), EndpointSummary("Let it expire at once"), ApiAnswers(400, 403, 404, 409, 412), TagsAnswer, TakesIfMatch]
    [EndpointDescription("Its last day is yesterday. What others use needs a successor, or despiteUses.")]
    [ProducesResponseType<ItemAnswer>(200)]
    public Task<IActionResult> Expire(int id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] EndBody? body, [FromServices] ExpireItem expire, CancellationToken cancellationToken) =>
        RunAsync(id, body, (revision, token) => expire.RunAsync(new ExpireRequest { ItemId = id, Revision = revision, Writer = User.Writer(), SuccessorId = body?.SuccessorId, DespiteUses = body?.DespiteUses == true }, token), cancellationToken);

    [HttpPost(Root + "/items/{id:int}/archive"), Authorize(Capability.ManageContent), EndpointSummary("Archive it"), ApiAnswers(400, 403, 404, 409, 412), TagsAnswer, TakesIfMatch]
    [EndpointDescription("Readers find it no more; it can be brought back at any time. What others use needs a successor, or despiteUses.")]
    [ProducesResponseType<ItemAnswer>(200)]
    public Task<IActionResult> Archive(int id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] EndBody? body, [FromServices] ArchiveItem archive, CancellationToken cancellationToken) =>
        RunAsync(id, body, (revision, token) => archive.RunAsync(new ArchiveRequest { ItemId = id, Revision = revision, Writer = User.Writer(), SuccessorId = body?.SuccessorId, DespiteUses = body?.DespiteUses == true }, token), cancellationToken);

    [HttpPost(Root + "/items/{id:int}/restore"), Authorize(Capability.ManageContent), EndpointSummary("Bring it back from the archive"), ApiAnswers(400, 403, 404, 409, 412), TagsAnswer, TakesIfMatch]
    [EndpointDescription("As it was: published, or a draft.")]
    [ProducesResponseType<ItemAnswer>(200)]
    public Task<IActionResult> Restore(int id, [FromServices] RestoreItem restore, CancellationToken cancellationToken) =>
        RunAsync(id, null, (revision, token) => restore.RunAsync(id, revision, User.Writer(), token), cancellationToken);

    [HttpPost(Root + "/items/{id:int}/discard"), Authorize(Capability.WriteContent), EndpointSummary("Give up what waits"), ApiAnswers(400, 403, 404, 409, 412), TagsAnswer, TakesIfMatch]
    [EndpointDescription("Readers go on with the live version; the history keeps both.")]
    [ProducesResponseType<ItemAnswer>(200)]
    public Task<IActionResult> Discard(int id, [FromServices] DiscardPending discard, CancellationToken cancellationToken) =>
        RunAsync(id, null, (revision, token) => discard.RunAsync(id, revision, User.Writer(), token), cancellationToken);

    private Task<IActionResult> RunAsync(int id, object? body, Func<int, CancellationToken, Task<WriteResult>> write, CancellationToken cancellationToken) => requests.RunAsync(HttpContext, body, async token =>
    {
        var (row, problem) = await door.FindAsync(id, pending: false, User, token);
        if (row is null) return Refuse(problem!);
        var (revision, mismatch) = ItemDoor.ReadIfMatch(Request, row, isRequired: false);
        if (mismatch is not null) return Refuse(mismatch);
        var result = await write(revision, token);
        return result.Succeeded ? await door.ShowChangedAsync(HttpContext, id, result.Warnings, token) : Refuse(result);
    }, cancellationToken);
}
