using EnablementHub.Data;
using EnablementHub.Features.Coaching.Planning;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Coaching.Writing;

public sealed record EntryChange
{
    /// <summary>Null: a new one.</summary>
    public int? EntryId { get; init; }

    /// <summary>Of a new one: about whom.</summary>
    public int PersonId { get; init; }

    /// <summary>The revision that the author saw.</summary>
    public int Revision { get; init; }
    public required EntryForm Form { get; init; }
    public required ItemReader Author { get; init; }
}

/// <summary>Writes what a coach says about somebody, or changes it: only its author does, and what stood there before stays. The person hears of what is new.</summary>
public sealed class SaveCoachingEntry(HubDbContext database, AddCoachingStep addStep, PersonAccessCache access, Notices notices, OrganisationClock clock)
{
    /// <returns>The number of the person whom it is about.</returns>
    public async Task<WriteResult> RunAsync(EntryChange change, CancellationToken cancellationToken = default)
    {
        var me = change.Author.Viewer.PersonId;
        var known = change.EntryId is { } id
            ? await database.CoachingEntries.AsNoTracking().Where(entry => entry.Id == id && entry.AuthorId == me && entry.RemovedAt == null).Select(entry => new { entry.PersonId, entry.Kind }).SingleOrDefaultAsync(cancellationToken)
            : null;
        if (change.EntryId is not null && known is null) return WriteResult.NotFound;
        if ((known?.Kind ?? EntryForm.KindOf(change.Form.Kind)) is not { } kind) return WriteResult.Invalid("Kind", "Choose what you write: a note, feedback on a call or a role-play.");
        var personId = known?.PersonId ?? change.PersonId;
        if (!await database.Users.CoachedBy(change.Author.Viewer).AnyAsync(person => person.Id == personId, cancellationToken)) return WriteResult.NotFound;
        var (values, problems) = change.Form.Read(kind, clock.Today);
        if (values is null) return WriteResult.Invalid(problems);
        if (values.ItemId is { } item && await ItemProblemAsync(item, personId, values, change.Author, cancellationToken) is { } problem) return WriteResult.Invalid([problem]);
        try
        {
            return await database.InUnitAsync(token => StoreAsync(change, kind, personId, values, token), result => result.Succeeded, cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new WriteResult(WriteOutcome.Stale, personId);
        }
    }

    private async Task<WriteResult> StoreAsync(EntryChange change, EntryKind kind, int personId, EntryValues values, CancellationToken cancellationToken)
    {
        var me = change.Author.Viewer.PersonId;
        CoachingEntry entry;
        if (change.EntryId is { } id)
        {
            entry = await database.CoachingEntries.Include(e => e.Moments).SingleAsync(e => e.Id == id, cancellationToken);
            if (entry.Revision != change.Revision) return new WriteResult(WriteOutcome.Stale, personId, entry.Revision);
            if (IsSame(entry, values) && values.Next is null) return new WriteResult(WriteOutcome.Unchanged, personId);
            if (!IsSame(entry, values)) database.Add(Kept(entry, me, clock.Now, isRemoval: false));
            entry.Touch(clock.Now);
        }
        else database.Add(entry = new CoachingEntry { Kind = kind, PersonId = personId, AuthorId = me, OnDay = values.OnDay, CreatedAt = clock.Now });

        (entry.Text, entry.IsShared, entry.OnDay, entry.Subject, entry.ItemId) = (values.Text, values.IsShared, values.OnDay, values.Subject, values.ItemId);
        if (!IsSameMoments(entry, values)) entry.SetMoments(values.Moments.Select(moment => new CoachingMoment { Seconds = moment.Seconds, Words = moment.Words }));
        await database.SaveChangesAsync(cancellationToken);
        if (values.Next is { } next && await addStep.StoreAsync(next.Words, next.DueOn, personId, change.Author.Viewer, cancellationToken) is { Succeeded: false } refused)
            return WriteResult.Invalid([.. refused.Problems.Select(problem => problem with { Field = nameof(EntryForm.NextStep) })]);
        if (change.EntryId is null)
        {
            var from = await database.Users.Where(p => p.Id == me).Select(p => p.DisplayName).SingleAsync(cancellationToken);
            notices.Tell([personId], new Notice
            {
                Kind = NoticeKind.CoachingWritten,
                Key = FormattableString.Invariant($"coaching-entry:{entry.Id}"),
                Text = kind switch { EntryKind.Feedback => $"{from} gave you feedback on a call.", EntryKind.RolePlay => $"{from} wrote down your role-play: {values.Subject}", _ => $"{from} wrote you a note." },
                Address = FormattableString.Invariant($"{CoachingLinks.Mine}#entry-{entry.Id}"),
            });
            await database.SaveChangesAsync(cancellationToken);
        }

        return new WriteResult(WriteOutcome.Done, personId);
    }

    /// <summary>Feedback on a call that the other one can't hear helps nobody, and would tell them of it.</summary>
    private async Task<FieldProblem?> ItemProblemAsync(int itemId, int personId, EntryValues values, ItemReader author, CancellationToken cancellationToken)
    {
        var call = await (
            from item in database.Items.AsNoTracking().InAudienceOf(author).PublishedOn(clock.Today)
            join live in database.ItemVersions on new { ItemId = item.Id, Number = item.LiveNumber } equals new { live.ItemId, Number = (int?)live.Number }
            where item.Id == itemId
            select new { item.Kind, Seconds = live.MediaFile != null ? live.MediaFile.DurationSeconds : null }).SingleOrDefaultAsync(cancellationToken);
        if (call is null) return new("Item", "There is no such call. Choose it from the titles that are offered.");
        if (!call.Kind.IsPlayable()) return new("Item", "That can't be played. Choose a clip or a recording.");
        if (await access.FindAsync(personId, cancellationToken) is not { } person || !await database.Items.InAudienceOf(person.ToPrincipal("coaching").Reader(clock.Today)).AnyAsync(item => item.Id == itemId, cancellationToken))
            return new("Item", "They may not see that call. Choose one that they can open.");
        var late = values.Moments.Select((moment, number) => (moment.Seconds, number)).FirstOrDefault(moment => call.Seconds is { } end && moment.Seconds > end);
        return late.Seconds > 0 ? new("Moments", $"Moment {late.number + 1} is at {ReadableTime.Moment(late.Seconds)}, but the call ends at {ReadableTime.Moment(call.Seconds!.Value)}.") : null;
    }

    private static bool IsSame(CoachingEntry entry, EntryValues values) =>
        entry.Text == values.Text && entry.IsShared == values.IsShared && entry.OnDay == values.OnDay && entry.Subject == values.Subject && entry.ItemId == values.ItemId && IsSameMoments(entry, values);

    private static bool IsSameMoments(CoachingEntry entry, EntryValues values) =>
        entry.Moments.OrderBy(moment => moment.Seconds).ThenBy(moment => moment.Id).Select(moment => (moment.Seconds, moment.Words)).SequenceEqual(values.Moments);

    internal static CoachingChange Kept(CoachingEntry entry, int me, DateTimeOffset now, bool isRemoval)
    {
        var form = EntryForm.From(entry);
        var parts = new[] { entry.Subject, entry.Text, form.Moments, entry.IsShared ? "Shared" : "Between the two of you", $"Of {ReadableTime.Absolute(entry.OnDay)}" };
        return new CoachingChange { Subject = CoachingSubject.Entry, SubjectId = entry.Id, At = now, ById = me, IsRemoval = isRemoval, Before = string.Join('\n', parts.Where(part => !string.IsNullOrEmpty(part))) };
    }
}
