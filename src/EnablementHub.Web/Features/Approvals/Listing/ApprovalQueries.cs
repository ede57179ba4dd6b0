using EnablementHub.Data;
using EnablementHub.Features.Library;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Approvals.Listing;

/// <summary>A round in a list.</summary>
public sealed record RoundRow
{
    public required int RoundId { get; init; }
    public required int ItemId { get; init; }
    public required ItemKind Kind { get; init; }
    public required string Title { get; init; }
    public required bool IsExternal { get; init; }
    public required bool IsChange { get; init; }
    public required string AskedBy { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public required ApprovalState State { get; init; }
    public required int Asked { get; init; }
    public required int Approved { get; init; }
    public required int OpenComments { get; init; }
}

/// <param name="Mine">What waits on the viewer.</param>
/// <param name="Asked">What the viewer asked for or owns, and others look at.</param>
/// <param name="Others">Everything else in review; for leads.</param>
public sealed record ApprovalsPage(IReadOnlyList<RoundRow> Mine, IReadOnlyList<RoundRow> Asked, IReadOnlyList<RoundRow> Others, bool ManagesContent);

/// <summary>Reads for the room's first page.</summary>
public sealed class ApprovalQueries(HubDbContext database)
{
    public const int MaxListed = 100;

    public async Task<ApprovalsPage> ReadAsync(int personId, bool managesContent, CancellationToken cancellationToken)
    {
        var mine = await ProjectAsync(WaitingOn(personId).OrderBy(round => round.Id), cancellationToken);
        var asked = await ProjectAsync(database.InEffect().Where(round => round.AskedById == personId || round.Item.OwnerId == personId).OrderByDescending(round => round.Id), cancellationToken);
        if (!managesContent) return new ApprovalsPage(mine, asked, [], false);
        var others = await ProjectAsync(
            database.InEffect().Where(round => round.AskedById != personId && round.Item.OwnerId != personId
                && !round.Reviewers.Any(reviewer => reviewer.PersonId == personId && reviewer.Decision == Decision.Waiting)).OrderBy(round => round.Id), cancellationToken);
        return new ApprovalsPage(mine, asked, others, true);
    }

    public Task<int> CountWaitingAsync(int personId, CancellationToken cancellationToken) => WaitingOn(personId).CountAsync(cancellationToken);

    private IQueryable<ApprovalRound> WaitingOn(int personId) => database.InEffect()
        .Where(round => round.Item.Approval == ApprovalState.Waiting && round.Reviewers.Any(reviewer => reviewer.PersonId == personId && reviewer.Decision == Decision.Waiting));

    private async Task<IReadOnlyList<RoundRow>> ProjectAsync(IQueryable<ApprovalRound> rounds, CancellationToken cancellationToken) => await rounds.AsNoTracking().Take(MaxListed)
        .Select(round => new RoundRow
        {
            RoundId = round.Id,
            ItemId = round.ItemId,
            Kind = round.Item.Kind,
            Title = database.ItemVersions.Where(version => version.ItemId == round.ItemId && version.Number == round.VersionNumber).Select(version => version.Title).First(),
            IsExternal = round.Item.Use == ItemUse.External,
            IsChange = round.Item.LiveNumber != null,
            AskedBy = round.AskedBy.DisplayName,
            AskedAt = round.AskedAt,
            State = round.Item.Approval,
            Asked = round.Reviewers.Count(reviewer => reviewer.WasAsked),
            Approved = round.Reviewers.Count(reviewer => reviewer.Decision == Decision.Approved),
            OpenComments = database.ApprovalComments.Count(comment => comment.ItemId == round.ItemId && comment.AnswersId == null && comment.ResolvedAt == null),
        }).ToListAsync(cancellationToken);
}
