using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Notifications;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Approvals;

/// <summary>Who hears what of a round. Adds to the caller's unit of work.</summary>
public sealed class ApprovalNotices(HubDbContext database, Notices notices)
{
    /// <summary>The round has its number.</summary>
    public async Task AskedAsync(ApprovalRound round, string title, CancellationToken cancellationToken)
    {
        var by = await NameAsync(round.AskedById, cancellationToken);
        Tell(NoticeKind.ReviewRequested, round.Reviewers.Select(reviewer => reviewer.PersonId), $"review-asked:{round.Id}", $"{by} asks you to review “{title}”.", ApprovalLinks.Round(round.Id));
    }

    public async Task DecidedAsync(ApprovalRound round, int personId, Decision decision, string title, CancellationToken cancellationToken)
    {
        var by = await NameAsync(personId, cancellationToken);
        var sentence = decision == Decision.Approved ? $"{by} approved “{title}”." : $"{by} asks for changes to “{title}”.";
        Tell(decision == Decision.Approved ? NoticeKind.Approved : NoticeKind.ChangesAsked, new[] { round.AskedById, round.Item.OwnerId }.Where(id => id != personId).Distinct(), $"review-decided:{round.Id}:{personId}:{decision}", sentence, ApprovalLinks.InEditor(round.ItemId));
    }

    /// <summary>Who is called by name hears that; the author and owner hear of comments, and whoever wrote the comment of answers to it.</summary>
    public async Task CommentedAsync(ApprovalComment comment, Item item, string title, IReadOnlyCollection<int> called, CancellationToken cancellationToken)
    {
        var by = await NameAsync(comment.AuthorId, cancellationToken);
        var thread = comment.AnswersId ?? comment.Id;
        var people = await database.ApprovalComments.Where(other => other.Id == thread || other.AnswersId == thread).Select(other => other.AuthorId).ToListAsync(cancellationToken);
        people.AddRange([item.OwnerId, item.NewestVersion!.AuthorId]);
        var round = await database.ApprovalRounds.Where(r => r.ItemId == item.Id).OrderByDescending(r => r.Id).Select(r => (int?)r.Id).FirstOrDefaultAsync(cancellationToken);
        var address = round is { } id ? ApprovalLinks.Round(id) + "#comments" : ApprovalLinks.InEditor(item.Id);
        Tell(NoticeKind.Mentioned, called.Where(person => person != comment.AuthorId), $"review-mention:{comment.Id}", $"{by} mentioned you in a comment on “{title}”: {comment.Text}", address);
        Tell(NoticeKind.Commented, people.Distinct().Where(person => person != comment.AuthorId && !called.Contains(person)), $"review-comment:{comment.Id}", $"{by} {(comment.AnswersId is null ? "commented on" : "answered a comment on")} “{title}”.", address);
    }

    private void Tell(NoticeKind kind, IEnumerable<int> people, string key, string sentence, string address) =>
        notices.Tell(people, new Notice { Kind = kind, Key = key, Text = sentence, Address = address });

    private async Task<string> NameAsync(int personId, CancellationToken cancellationToken) =>
        await database.Users.Where(person => person.Id == personId).Select(person => person.DisplayName).SingleAsync(cancellationToken);
}
