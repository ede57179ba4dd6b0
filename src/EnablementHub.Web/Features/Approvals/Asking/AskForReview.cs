using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Approvals.Asking;

public sealed record AskRequest
{
    public required int ItemId { get; init; }

    /// <summary>The revision that the person looked at.</summary>
    public required int Revision { get; init; }
    public required Writer Writer { get; init; }
    public required IReadOnlyList<int> ReviewerIds { get; init; }
    public bool NeedsAll { get; init; }

    /// <summary>To the reviewers.</summary>
    public string Words { get; init; } = "";

    /// <summary>One sentence on what changed; stored on the version, as is whether it is a major change.</summary>
    public string Note { get; init; } = "";
    public bool IsMajor { get; init; }
}

/// <summary>Puts the newest version before reviewers; a round that was going on ends with that.</summary>
public sealed class AskForReview(HubDbContext database, ApprovalNotices notices, TimeProvider time)
{
    public const string Action = "item.review-asked";

    public Task<WriteResult> RunAsync(AskRequest request, CancellationToken cancellationToken = default) =>
        database.InUnitAsync(token => StoreAsync(request, token), result => result.Succeeded, cancellationToken);

    private async Task<WriteResult> StoreAsync(AskRequest request, CancellationToken cancellationToken)
    {
        if (await database.LoadItemAsync(request.ItemId, cancellationToken) is not { } item) return WriteResult.NotFound;
        if (!request.Writer.MayChange(item)) return WriteResult.NotAllowed(Writer.NotYours);
        var reviewers = request.ReviewerIds.Distinct().ToList();
        var last = await database.ApprovalRounds.Include(round => round.Reviewers).Where(round => round.ItemId == item.Id).OrderByDescending(round => round.Id).FirstOrDefaultAsync(cancellationToken);
        if (IsTheSame(item, last, request, reviewers)) return WriteResult.Unchanged(item);
        if (item.Revision != request.Revision) return WriteResult.Stale(item);
        var version = item.NewestVersion!;
        var (words, note) = (Text(request.Words), Text(request.Note).Replace('\n', ' '));
        var problems = await FindProblemsAsync(item, version, reviewers, words, note, request.IsMajor, cancellationToken);
        if (problems.Count > 0) return WriteResult.Invalid(problems);

        var now = time.GetUtcNow();
        var next = new ApprovalRound { ItemId = item.Id, VersionNumber = version.Number, AskedById = request.Writer.PersonId, AskedAt = now, NeedsAll = request.NeedsAll, Words = words };
        next.Ask(reviewers);
        database.ApprovalRounds.Add(next);
        if (note.Length > 0) version.Note = note;
        version.IsMajor = request.IsMajor;
        item.SetReviewing(isAsked: true, now);
        database.LogAudit(request.Writer.PersonId, Action, "item", item.Id, now, $"version {version.Number}, {reviewers.Count} {(reviewers.Count == 1 ? "reviewer" : "reviewers")}");

        // What is told to the reviewers leads to the round, which needs its number.
        await database.SaveChangesAsync(cancellationToken);
        await notices.AskedAsync(next, version.Title, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        return WriteResult.Done(item);
    }

    private async Task<List<FieldProblem>> FindProblemsAsync(Item item, ItemVersion version, List<int> reviewers, string words, string note, bool isMajor, CancellationToken cancellationToken)
    {
        var problems = new List<FieldProblem>();
        if (item.State == PublicationState.Archived) problems.Add(new("", "It is archived. Bring it back from the archive first."));
        if (reviewers.Count == 0) problems.Add(new("reviewers", "Choose at least one reviewer."));
        if (reviewers.Count > ApprovalRound.MaxReviewers) problems.Add(new("reviewers", $"You chose {reviewers.Count} reviewers; at most {ApprovalRound.MaxReviewers} fit."));
        else if (reviewers.Contains(version.AuthorId)) problems.Add(new("reviewers", "Whoever wrote this version can't review it. Choose somebody else."));
        else if (await database.PossibleReviewers().CountAsync(person => reviewers.Contains(person.Id), cancellationToken) != reviewers.Count)
            problems.Add(new("reviewers", "One of those whom you chose isn't in the hub any more, or doesn't review. Choose again."));
        if (words.Length > ApprovalRound.MaxWordsLength) problems.Add(new("words", FormattableString.Invariant($"Your message has {words.Length:N0} characters; at most {ApprovalRound.MaxWordsLength:N0} fit. Shorten it.")));
        if (note.Length > ItemVersion.MaxNoteLength) problems.Add(new("note", $"The sentence has {note.Length} characters; at most {ItemVersion.MaxNoteLength} fit. Shorten it."));
        if (isMajor && note.Length == 0 && version.Note.Length == 0) problems.Add(new("note", "Say in one sentence what changed: people who know the item will read it."));
        return problems;
    }

    /// <summary>The same form sent twice asks once.</summary>
    private static bool IsTheSame(Item item, ApprovalRound? last, AskRequest request, List<int> reviewers) =>
        last is not null && item.Approval == ApprovalState.Waiting && last.VersionNumber == item.NewestNumber && last.NeedsAll == request.NeedsAll && last.Words == Text(request.Words)
        && last.Reviewers.Where(reviewer => reviewer.WasAsked).Select(reviewer => reviewer.PersonId).ToHashSet().SetEquals(reviewers);

    private static string Text(string? text) => (text ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal).Trim();
}
