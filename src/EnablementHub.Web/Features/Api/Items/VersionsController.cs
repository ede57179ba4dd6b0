using System.ComponentModel;
using EnablementHub.Data;
using EnablementHub.Features.Api.Idempotency;
using EnablementHub.Features.Api.Paging;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Api.Items;

/// <summary>The history of an item, for those who may change it.</summary>
[Tags("Items"), Authorize(Capability.WriteContent)]
public sealed class VersionsController(HubDbContext database, ItemDoor door) : ApiControllerBase
{
    private const char ByNumber = 'v';

    [HttpGet(Root + "/items/{id:int}/versions"), EndpointSummary("List the versions of an item"), ApiAnswers(400, 403, 404)]
    [EndpointDescription("The newest first.")]
    [ProducesResponseType<ApiPage<VersionAnswer>>(200)]
    public async Task<IActionResult> List(int id, [FromQuery, Description("1 to 200; 50 by default.")] int? limit, [FromQuery, Description("next of the page before.")] string? cursor, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > PageCursor.MaxLimit) return Refuse(ProblemAnswer.Invalid("limit", PageCursor.LimitRefusal));
        if (!PageCursor.TryRead(cursor, ByNumber, out var after)) return Refuse(ProblemAnswer.Invalid("cursor", PageCursor.Refusal));
        var (row, problem) = await FindAsync(id, cancellationToken);
        if (row is null) return Refuse(problem!);
        var below = after?.First ?? long.MaxValue;
        var size = limit ?? PageCursor.DefaultLimit;
        var versions = await database.ItemVersions.AsNoTracking().Where(version => version.ItemId == id && version.Number < below).OrderByDescending(version => version.Number).Take(size + 1)
            .Select(version => new VersionAnswer(version.Number, version.Title, new PersonRef(version.AuthorId, version.Author.DisplayName), version.CreatedAt, version.PublishedAt, version.Note, version.IsMajor,
                version.Number == row.LiveNumber, version.Number == row.PendingNumber)).ToListAsync(cancellationToken);
        return Ok(PageCursor.Cut(versions, size, version => version, version => new PageCursor(ByNumber, version.Number)));
    }

    [HttpGet(Root + "/items/{id:int}/versions/{number:int}"), EndpointSummary("Read a version"), ApiAnswers(403, 404)]
    [ProducesResponseType<VersionTextAnswer>(200)]
    public async Task<IActionResult> Read(int id, int number, CancellationToken cancellationToken)
    {
        var (row, problem) = await FindAsync(id, cancellationToken);
        if (row is null) return Refuse(problem!);
        var found = await database.ItemVersions.AsNoTracking().Where(version => version.ItemId == id && version.Number == number)
            .Select(version => new VersionTextAnswer(
                version.Number, version.Title, version.Summary, version.Body, version.Context, version.Recap, version.CheatSheet, version.LinkUrl,
                version.MediaFile == null ? null : new MediaAnswer(version.MediaFile.Id, version.MediaFile.FileName, version.MediaFile.ContentType, version.MediaFile.Length, version.MediaFile.Sha256, version.MediaFile.DurationSeconds, "/media/" + version.MediaFile.Id),
                new PersonRef(version.AuthorId, version.Author.DisplayName), version.CreatedAt, version.PublishedAt, version.Note, version.IsMajor, version.Number == row.LiveNumber, version.Number == row.PendingNumber))
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? Missing("The item has no version of this number.") : Ok(found);
    }

    [HttpPost(Root + "/items/{id:int}/versions/{number:int}/restore"), EndpointSummary("Go back to a version"), ApiAnswers(400, 403, 404, 409, 412), TagsAnswer, TakesIfMatch]
    [EndpointDescription("Its words become a new pending version; the earlier one stays as it is.")]
    [ProducesResponseType<ItemAnswer>(200)]
    public Task<IActionResult> Restore(int id, int number, [FromServices] RestoreVersion restore, [FromServices] IdempotentRequests requests, CancellationToken cancellationToken) => requests.RunAsync(HttpContext, null, async token =>
    {
        var (row, problem) = await FindAsync(id, token);
        if (row is null) return Refuse(problem!);
        var (revision, mismatch) = ItemDoor.ReadIfMatch(Request, row, isRequired: false);
        if (mismatch is not null) return Refuse(mismatch);
        var result = await restore.RunAsync(id, number, revision, User.Writer(), token);
        return result.Succeeded ? await door.ShowChangedAsync(HttpContext, id, result.Warnings, token) : Refuse(result);
    }, cancellationToken);

    private async Task<(ItemRow? Row, ProblemAnswer? Problem)> FindAsync(int id, CancellationToken cancellationToken)
    {
        var (row, problem) = await door.FindAsync(id, pending: false, User, cancellationToken);
        return row is not null && !User.Writer().MayChange(row.OwnerId) ? (null, ProblemAnswer.Of(StatusCodes.Status403Forbidden) with { Detail = Writer.NotYours }) : (row, problem);
    }
}
