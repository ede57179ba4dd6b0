using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Taxonomy;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Approvals.Reviewers;

/// <summary>Says who is offered as a reviewer for a topic.</summary>
public sealed class SetTopicReviewers(HubDbContext database, TimeProvider time)
{
    public const string Topic = "topic";

    public async Task<WriteResult> RunAsync(int facetValueId, IReadOnlyList<int> personIds, int byPersonId, CancellationToken cancellationToken = default)
    {
        if (await database.FacetValues.AsNoTracking().SingleOrDefaultAsync(value => value.Id == facetValueId && value.Group == Topic, cancellationToken) is not { } topic) return WriteResult.NotFound;
        var wanted = personIds.Distinct().ToList();
        var known = await database.TopicReviewers.Where(reviewer => reviewer.FacetValueId == facetValueId).ToListAsync(cancellationToken);
        var added = wanted.Except(known.Select(reviewer => reviewer.PersonId)).ToList();
        if (wanted.Count > ApprovalRound.MaxReviewers) return WriteResult.Invalid("people", $"You chose {wanted.Count} people; at most {ApprovalRound.MaxReviewers} fit.");
        if (await database.PossibleReviewers().CountAsync(person => added.Contains(person.Id), cancellationToken) != added.Count)
            return WriteResult.Invalid("people", "One of those whom you chose isn't in the hub any more, or doesn't review. Choose again.");
        if (added.Count == 0 && known.TrueForAll(reviewer => wanted.Contains(reviewer.PersonId))) return new WriteResult(WriteOutcome.Unchanged);
        database.TopicReviewers.RemoveRange(known.Where(reviewer => !wanted.Contains(reviewer.PersonId)));
        database.TopicReviewers.AddRange(added.Select(id => new TopicReviewer { FacetValueId = facetValueId, PersonId = id }));
        database.LogAudit(byPersonId, "topic.reviewers-set", "facet", facetValueId, time.GetUtcNow(), $"{topic.Label}: {wanted.Count}");
        await database.SaveChangesAsync(cancellationToken);
        return new WriteResult(WriteOutcome.Done);
    }
}
