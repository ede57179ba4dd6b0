using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Approvals.Commenting;

/// <summary>Notes that a comment is dealt with, or not after all. For those who may change the item, and the comment's author.</summary>
public sealed class ResolveComment(HubDbContext database, TimeProvider time)
{
    public async Task<WriteResult> RunAsync(int commentId, bool isResolved, Writer writer, CancellationToken cancellationToken = default)
    {
        var comment = await database.ApprovalComments.Include(c => c.Item).SingleOrDefaultAsync(c => c.Id == commentId && c.AnswersId == null, cancellationToken);
        if (comment is null || (comment.AuthorId != writer.PersonId && !writer.MayChange(comment.Item))) return WriteResult.NotFound;
        if (comment.ResolvedAt is not null == isResolved) return WriteResult.Unchanged(comment.Item);
        comment.ResolvedAt = isResolved ? time.GetUtcNow() : null;
        comment.ResolvedById = isResolved ? writer.PersonId : null;
        await database.SaveChangesAsync(cancellationToken);
        return WriteResult.Done(comment.Item);
    }
}
