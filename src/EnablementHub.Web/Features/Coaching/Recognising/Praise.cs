using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Learning.Choosing;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Coaching.Recognising;

/// <param name="Target">The training behind it; null where none was named, or where the reader may not see it.</param>
public sealed record PraiseRow(int Id, RecognitionKind Kind, string Person, string Author, string Text, DateTimeOffset At, LearningTarget? Target, bool MayRemove);

/// <summary>Reads what people were praised for.</summary>
public sealed class Praise(HubDbContext database, LearningTargets targets, OrganisationClock clock)
{
    private const int WeekDays = 7;

    /// <summary>Of the last seven days, the newest first.</summary>
    public Task<IReadOnlyList<PraiseRow>> OfTheWeekAsync(ItemReader reader, int take, CancellationToken cancellationToken)
    {
        var since = clock.StartOf(clock.Today.AddDays(-WeekDays));
        return ReadAsync(database.Recognitions.Where(r => r.CreatedAt >= since), reader, take, cancellationToken);
    }

    public Task<IReadOnlyList<PraiseRow>> OfAsync(int personId, ItemReader reader, int take, CancellationToken cancellationToken) =>
        ReadAsync(database.Recognitions.Where(r => r.PersonId == personId), reader, take, cancellationToken);

    private async Task<IReadOnlyList<PraiseRow>> ReadAsync(IQueryable<Recognition> wanted, ItemReader reader, int take, CancellationToken cancellationToken)
    {
        var rows = await wanted.AsNoTracking().Where(r => r.RemovedAt == null && r.Person.DisabledAt == null).OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id).Take(take)
            .Select(r => new { r.Id, r.Kind, r.PersonId, Person = r.Person.DisplayName, r.AuthorId, Author = r.Author.DisplayName, r.Text, r.CreatedAt, r.TargetKind, r.TargetId }).ToListAsync(cancellationToken);
        var keys = rows.Where(row => row.TargetKind is not null && row.TargetId is not null).Select(row => new LearningKey(row.TargetKind!.Value, row.TargetId!.Value)).Distinct().ToList();
        var items = keys.Where(key => key.Kind == LearningKind.Item).Select(key => key.Id).ToList();
        var seen = items.Count == 0 ? [] : (await database.Items.AsNoTracking().Where(item => items.Contains(item.Id)).InAudienceOf(reader).PublishedOn(clock.Today).Select(item => item.Id).ToListAsync(cancellationToken)).ToHashSet();
        var found = keys.Count == 0 ? new Dictionary<LearningKey, LearningTarget>() : await targets.FindAsync(keys.Where(key => key.Kind != LearningKind.Item || seen.Contains(key.Id)), cancellationToken);
        var me = reader.Viewer.PersonId;
        return
        [
            .. rows.Select(row => new PraiseRow(
                row.Id, row.Kind, row.Person, row.Author, row.Text, row.CreatedAt,
                row.TargetKind is { } kind && row.TargetId is { } id && found.GetValueOrDefault(new LearningKey(kind, id)) is { IsOpen: true } target ? target : null,
                row.AuthorId == me || row.PersonId == me || reader.Manages)),
        ];
    }
}
