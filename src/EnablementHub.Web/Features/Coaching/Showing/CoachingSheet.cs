using EnablementHub.Data;
using EnablementHub.Features.Coaching.Planning;
using EnablementHub.Features.Coaching.Recognising;
using EnablementHub.Features.Coaching.Standing;
using EnablementHub.Features.Coaching.Suggesting;
using EnablementHub.Features.Coaching.Writing;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Coaching.Showing;

/// <summary>What stood there before.</summary>
public sealed record PastWords(string By, DateTimeOffset At, string Before);

public sealed record StepRow(int Id, string Words, DateOnly DueOn, string Author, DateTimeOffset? DoneAt, string? DoneBy, int Revision, IReadOnlyList<PastWords> Past);

/// <param name="ItemTitle">Of the call; null where there is none, or where the reader may not see it.</param>
public sealed record EntryRow(
    int Id, EntryKind Kind, string Author, bool IsMine, bool IsShared, DateOnly OnDay, string Subject, string Text, int? ItemId, string? ItemTitle, IReadOnlyList<(double Seconds, string Words)> Moments,
    DateTimeOffset? ChangedAt, IReadOnlyList<PastWords> Past);

/// <summary>Everything that is written about one person, as one reader may see it.</summary>
public sealed record CoachingSheet
{
    public required int PersonId { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<string> Teams { get; init; }
    public required DateOnly? StartedOn { get; init; }
    public required Readiness Readiness { get; init; }
    public required Suggestion? Suggestion { get; init; }
    public required IReadOnlyList<StepRow> Steps { get; init; }
    public required IReadOnlyList<EntryRow> Entries { get; init; }
    public required IReadOnlyList<PraiseRow> Praise { get; init; }
    public required DateOnly Today { get; init; }

    /// <summary>The reader is the one whom it is about.</summary>
    public required bool IsOwn { get; init; }

    public StepForm Step { get; init; } = new();

    /// <summary>The step that the form was sent for; null: a new one.</summary>
    public int? StepId { get; init; }
    public EntryForm Entry { get; init; } = new() { Kind = "note", Readers = EntryForm.ForPair };
    public RecognitionForm Recognition { get; init; } = new() { Kind = "kudos" };

    /// <summary>Which form was refused: step, entry or recognition; null: none.</summary>
    public string? Refused { get; init; }
    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];

    public IEnumerable<StepRow> Open => Steps.Where(step => step.DoneAt is null);

    public IEnumerable<StepRow> Done => Steps.Where(step => step.DoneAt is not null);
}

/// <summary>Reads a sheet in a fixed number of questions.</summary>
public sealed class CoachingSheets(HubDbContext database, StandingReader standing, SuggestionReader suggestions, Praise praise, OrganisationClock clock)
{
    private const int MaxDone = 30;
    private const int MaxEntries = 60;
    private const int MaxPraise = 20;

    /// <summary>Null: the reader neither is that person nor looks after them.</summary>
    public async Task<CoachingSheet?> FindAsync(int personId, ItemReader reader, CancellationToken cancellationToken)
    {
        var viewer = reader.Viewer;
        var isOwn = viewer.PersonId == personId;
        var people = isOwn ? database.Users.AsNoTracking().Where(p => p.Id == personId) : database.Users.AsNoTracking().CoachedBy(viewer).Where(p => p.Id == personId);
        var person = await people.Select(p => new { p.Id, p.DisplayName, p.StartedOn, Teams = p.Teams.Select(member => member.Team.Name).ToList() }).SingleOrDefaultAsync(cancellationToken);
        if (person is null) return null;
        var readiness = await standing.ReadAsync([personId], cancellationToken);
        return new CoachingSheet
        {
            PersonId = personId,
            Name = person.DisplayName,
            Teams = [.. person.Teams.Order(StringComparer.CurrentCulture)],
            StartedOn = person.StartedOn,
            Readiness = readiness[personId],
            Suggestion = isOwn ? null : (await suggestions.ReadAsync(readiness, cancellationToken))[personId],
            Steps = await StepsAsync(personId, cancellationToken),
            Entries = await EntriesAsync(personId, isOwn, reader, cancellationToken),
            Praise = await praise.OfAsync(personId, reader, MaxPraise, cancellationToken),
            Today = clock.Today,
            IsOwn = isOwn,
        };
    }

    private async Task<IReadOnlyList<StepRow>> StepsAsync(int personId, CancellationToken cancellationToken)
    {
        var own = database.CoachingSteps.AsNoTracking().Where(step => step.PersonId == personId && step.RemovedAt == null);
        var rows = await own.Where(step => step.DoneAt == null).OrderBy(step => step.DueOn).ThenBy(step => step.Id).Take(AddCoachingStep.MaxOpen)
            .Select(step => new StepRow(step.Id, step.Words, step.DueOn, step.Author.DisplayName, step.DoneAt, null, step.Revision, Array.Empty<PastWords>())).ToListAsync(cancellationToken);
        rows.AddRange(await own.Where(step => step.DoneAt != null).OrderByDescending(step => step.DoneAt).ThenByDescending(step => step.Id).Take(MaxDone)
            .Select(step => new StepRow(step.Id, step.Words, step.DueOn, step.Author.DisplayName, step.DoneAt, step.DoneBy!.DisplayName, step.Revision, Array.Empty<PastWords>())).ToListAsync(cancellationToken));
        var past = await PastAsync(CoachingSubject.Step, [.. rows.Select(row => row.Id)], cancellationToken);
        return [.. rows.Select(row => row with { Past = [.. past[row.Id]] })];
    }

    private async Task<IReadOnlyList<EntryRow>> EntriesAsync(int personId, bool isOwn, ItemReader reader, CancellationToken cancellationToken)
    {
        var me = reader.Viewer.PersonId;
        var readable = isOwn ? database.CoachingEntries.Where(entry => entry.RemovedAt == null) : database.CoachingEntries.ReadableByCoach(reader.Viewer);
        var entries = await readable.AsNoTracking().Where(entry => entry.PersonId == personId).OrderByDescending(entry => entry.OnDay).ThenByDescending(entry => entry.Id).Take(MaxEntries)
            .Include(entry => entry.Moments).Include(entry => entry.Author).AsSplitQuery().ToListAsync(cancellationToken);
        var items = entries.Select(entry => entry.ItemId).OfType<int>().Distinct().ToList();
        var titles = items.Count == 0 ? [] : await (
            from item in database.Items.AsNoTracking().InAudienceOf(reader).PublishedOn(clock.Today)
            join live in database.ItemVersions on new { ItemId = item.Id, Number = item.LiveNumber } equals new { live.ItemId, Number = (int?)live.Number }
            where items.Contains(item.Id)
            select new { item.Id, live.Title }).ToDictionaryAsync(item => item.Id, item => item.Title, cancellationToken);
        var past = await PastAsync(CoachingSubject.Entry, [.. entries.Select(entry => entry.Id)], cancellationToken);
        return
        [
            .. entries.Select(entry => new EntryRow(
                entry.Id, entry.Kind, entry.Author.DisplayName, entry.AuthorId == me, entry.IsShared, entry.OnDay, entry.Subject, entry.Text, entry.ItemId,
                entry.ItemId is { } item ? titles.GetValueOrDefault(item) : null,
                [.. entry.Moments.OrderBy(moment => moment.Seconds).ThenBy(moment => moment.Id).Select(moment => (moment.Seconds, moment.Words))],
                entry.ChangedAt,

                // What was shared later may have been written for one reader.
                isOwn || entry.AuthorId == me ? [.. past[entry.Id]] : [])),
        ];
    }

    private async Task<ILookup<int, PastWords>> PastAsync(CoachingSubject subject, IReadOnlyList<int> ids, CancellationToken cancellationToken) =>
        (await database.CoachingChanges.AsNoTracking().Where(change => change.Subject == subject && ids.Contains(change.SubjectId)).OrderByDescending(change => change.Id)
            .Select(change => new { change.SubjectId, By = change.By.DisplayName, change.At, change.Before }).Take(500).ToListAsync(cancellationToken))
        .ToLookup(change => change.SubjectId, change => new PastWords(change.By, change.At, change.Before));
}
