using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Learning.Choosing;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Live;

/// <summary>Sessions of experts, for whoever lets people come to one. Offered are those that are still to come.</summary>
internal sealed class LiveSessionSource(HubDbContext database, TimeProvider time) : ILearningSource
{
    public LearningKind Kind => LearningKind.LiveSession;

    public Task<IReadOnlyList<LearningTarget>> FindAsync(IReadOnlyCollection<int> ids, CancellationToken cancellationToken) =>
        ReadAsync(database.LiveSessions.Where(session => ids.Contains(session.Id)), ids.Count, cancellationToken);

    public Task<IReadOnlyList<LearningTarget>> OfferAsync(string words, Viewer viewer, int take, CancellationToken cancellationToken)
    {
        var (pattern, now) = (TextPattern.InOrder(words), time.GetUtcNow());
        return ReadAsync(database.LiveSessions.Where(session => session.CancelledAt == null && session.StartsAt > now && EF.Functions.Like(session.Title, pattern, TextPattern.Escape)), take, cancellationToken);
    }

    private async Task<IReadOnlyList<LearningTarget>> ReadAsync(IQueryable<LiveSession> sessions, int take, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var found = await sessions.AsNoTracking().OrderBy(session => session.StartsAt).ThenBy(session => session.Id).Take(take)
            .Select(session => new { session.Id, session.Title, session.Minutes, IsOpen = session.CancelledAt == null && session.StartsAt > now }).ToListAsync(cancellationToken);
        return [.. found.Select(session => new LearningTarget(LearningKind.LiveSession, session.Id, session.Title, TrainingLinks.LiveSession(session.Id), 0, session.Minutes, session.IsOpen))];
    }
}
