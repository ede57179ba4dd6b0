using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Approvals.Commenting;

public sealed record ShownComment(int Id, int VersionNumber, int AuthorId, string Author, DateTimeOffset At, string Text, string Quote, double? Moment, int? AnswersId, DateTimeOffset? ResolvedAt);

/// <summary>A comment with its answers.</summary>
/// <param name="QuoteIsThere">The passage still stands in the newest version.</param>
public sealed record CommentThread(ShownComment First, IReadOnlyList<ShownComment> Answers, bool QuoteIsThere);

/// <summary>A list of threads with the forms that belong to them.</summary>
public sealed record ThreadList
{
    public required int ItemId { get; init; }
    public required IReadOnlyList<CommentThread> Threads { get; init; }
    public required int PersonId { get; init; }
    public required bool MayChange { get; init; }

    /// <summary>The page to come back to.</summary>
    public required string Page { get; init; }

    public IEnumerable<CommentThread> Open => Threads.Where(thread => thread.First.ResolvedAt is null);
    public IEnumerable<CommentThread> Resolved => Threads.Where(thread => thread.First.ResolvedAt is not null);
}

public static class CommentThreads
{
    private const int MaxListed = 500;

    /// <param name="texts">The newest version's texts, to see whether a passage still stands there.</param>
    public static async Task<IReadOnlyList<CommentThread>> ReadThreadsAsync(this HubDbContext database, int itemId, IEnumerable<string> texts, CancellationToken cancellationToken)
    {
        var all = await database.ApprovalComments.AsNoTracking().Where(comment => comment.ItemId == itemId).OrderBy(comment => comment.Id).Take(MaxListed)
            .Select(comment => new ShownComment(comment.Id, comment.VersionNumber, comment.AuthorId, comment.Author.DisplayName, comment.At, comment.Text, comment.Quote, comment.Moment, comment.AnswersId, comment.ResolvedAt))
            .ToListAsync(cancellationToken);
        var answers = all.Where(comment => comment.AnswersId is not null).ToLookup(comment => comment.AnswersId!.Value);
        var folded = Fold(string.Join('\n', texts));
        return [.. all.Where(comment => comment.AnswersId is null)
            .Select(comment => new CommentThread(comment, [.. answers[comment.Id]], comment.Quote.Length == 0 || folded.Contains(Fold(comment.Quote), StringComparison.Ordinal)))];
    }

    /// <summary>A passage is selected on a page, where marks and line ends of the text don't show.</summary>
    private static string Fold(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
