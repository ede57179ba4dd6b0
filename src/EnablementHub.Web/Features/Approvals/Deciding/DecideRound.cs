using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Approvals.Deciding;

public sealed record DecisionRequest
{
    public required int RoundId { get; init; }
    public required Writer Writer { get; init; }
    public required Decision Decision { get; init; }
    public string Words { get; init; } = "";
}

/// <summary>Notes what a reviewer says of the version that they looked at. Of a round that is over nothing more is taken.</summary>
public sealed class DecideRound(HubDbContext database, ApprovalNotices notices, TimeProvider time)
{
    public const string Approved = "item.approved";
    public const string ChangesAsked = "item.changes-asked";

    public Task<WriteResult> RunAsync(DecisionRequest request, CancellationToken cancellationToken = default) =>
        database.InUnitAsync(token => StoreAsync(request, token), result => result.Succeeded, cancellationToken);

    private async Task<WriteResult> StoreAsync(DecisionRequest request, CancellationToken cancellationToken)
    {
        var round = await database.ApprovalRounds.Include(r => r.Reviewers).Include(r => r.Item).SingleOrDefaultAsync(r => r.Id == request.RoundId, cancellationToken);
        if (round is null || (!request.Writer.ManagesContent && !round.Reviewers.Any(reviewer => reviewer.PersonId == request.Writer.PersonId))) return WriteResult.NotFound;
        var (item, person) = (round.Item, request.Writer.PersonId);
        var words = request.Words.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal).Trim();
        var version = await database.ItemVersions.AsNoTracking().Where(v => v.ItemId == item.Id && v.Number == round.VersionNumber).Select(v => new { v.AuthorId, v.Title }).SingleAsync(cancellationToken);
        if (version.AuthorId == person) return WriteResult.NotAllowed("You wrote this version, so somebody else decides on it.");
        if (await database.WhyOverAsync(round, cancellationToken) is { } over) return new WriteResult(WriteOutcome.Stale, item.Id, item.Revision) { Problems = [new("", over)] };
        if (request.Decision is not (Decision.Approved or Decision.ChangesAsked)) return WriteResult.Invalid("decision", "Choose whether you approve it or ask for changes.");
        if (request.Decision == Decision.ChangesAsked && words.Length == 0) return WriteResult.Invalid("words", "Say what should change.");
        if (words.Length > ApprovalRound.MaxWordsLength) return WriteResult.Invalid("words", FormattableString.Invariant($"That has {words.Length:N0} characters; at most {ApprovalRound.MaxWordsLength:N0} fit. Shorten it, or leave comments at the passages."));

        var now = time.GetUtcNow();
        if (!round.Decide(person, request.Decision, words, now)) return WriteResult.Unchanged(item);
        item.SetOutcome(round.Outcome);
        database.LogAudit(person, request.Decision == Decision.Approved ? Approved : ChangesAsked, "item", item.Id, now, $"version {round.VersionNumber}");
        await notices.DecidedAsync(round, person, request.Decision, version.Title, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        return WriteResult.Done(item);
    }
}

/// <summary>Why a round takes no more words.</summary>
internal static class RoundEnds
{
    /// <summary>A sentence; null while the round is in effect.</summary>
    public static async Task<string?> WhyOverAsync(this HubDbContext database, ApprovalRound round, CancellationToken cancellationToken)
    {
        var item = round.Item;
        var later = await database.ApprovalRounds.Where(r => r.ItemId == item.Id && r.Id > round.Id).OrderByDescending(r => r.Id).Select(r => (int?)r.VersionNumber).FirstOrDefaultAsync(cancellationToken);
        if (item.State == PublicationState.Archived) return "The item was archived meanwhile, so nothing waits for you here.";
        if (later is { } version)
            return version == round.VersionNumber ? "Its author asked anew meanwhile. Open the newest round to decide." : $"Version {version} was sent for review meanwhile. Look at that one.";
        if (item.NewestNumber != round.VersionNumber) return $"Its author has gone on: version {item.NewestNumber} stands where you looked at {round.VersionNumber}. They will ask again when it is ready.";
        if (item.Approval != ApprovalState.None) return null;
        return item.LiveNumber == round.VersionNumber && item.PendingNumber is null ? $"Version {round.VersionNumber} is published already." : "Its author took the question back.";
    }
}
