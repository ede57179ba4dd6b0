using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.People;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Live;

/// <summary>A session's fields as they were typed. Date and time are those of the organisation.</summary>
public sealed record LiveForm
{
    public string? Title { get; init; }
    public string? Words { get; init; }
    public string? ExpertId { get; init; }
    public string? Day { get; init; }
    public string? Time { get; init; }
    public string? Minutes { get; init; }
    public string? Place { get; init; }
    public string? Places { get; init; }

    /// <summary>Number or address of an item.</summary>
    public string? Recording { get; init; }
    public IReadOnlyList<string>? Topics { get; init; }
}

public sealed record LiveChange
{
    /// <summary>Null: a new one.</summary>
    public required int? SessionId { get; init; }
    public required int Revision { get; init; }
    public required LiveForm Form { get; init; }
    public required Viewer Writer { get; init; }
}

/// <summary>Announces a session or changes it. Who has a place hears when it moves; more places move up who waits.</summary>
public sealed class SaveLiveSession(HubDbContext database, TopicChoices topics, LiveNotices told, OrganisationClock clock)
{
    private const int MaxDaysAhead = 730;

    public Task<WriteResult> RunAsync(LiveChange change, CancellationToken cancellationToken = default) =>
        database.InUnitAsync(token => StoreAsync(change, token), result => result.Succeeded, cancellationToken);

    private async Task<WriteResult> StoreAsync(LiveChange change, CancellationToken cancellationToken)
    {
        LiveSession? session = null;
        if (change.SessionId is { } id)
        {
            session = await database.LiveSessions.Include(s => s.SignUps).SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
            if (session is null || !session.MayBeChangedBy(change.Writer)) return WriteResult.NotFound;
            if (session.Revision != change.Revision) return new WriteResult(WriteOutcome.Stale, session.Id, session.Revision);
            if (session.CancelledAt is not null) return WriteResult.Invalid("", "The session is cancelled. Announce a new one.");
        }

        var (values, problems) = await ReadAsync(change, session, cancellationToken);
        if (values is null) return WriteResult.Invalid(problems);
        var now = clock.Now;
        var isNew = session is null;
        var isRecorded = session is not null && values.RecordingItemId is not null && session.RecordingItemId != values.RecordingItemId;
        var moves = session is not null && (session.StartsAt != values.StartsAt || session.Place != values.Place || session.Minutes != values.Minutes);
        if (session is null) database.Add(session = new LiveSession { Title = values.Title, ExpertId = values.ExpertId, StartsAt = values.StartsAt, Minutes = values.Minutes, CreatedAt = now });
        (session.Title, session.Words, session.ExpertId, session.StartsAt) = (values.Title, values.Words, values.ExpertId, values.StartsAt);
        (session.Minutes, session.Place, session.Places, session.RecordingItemId) = (values.Minutes, values.Place, values.Places, values.RecordingItemId);
        session.Change(moves);
        var movedUp = session.StartsAt > now ? session.MoveUp(now) : [];
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            if (await topics.SetAsync(new LearningKey(LearningKind.LiveSession, session.Id), values.Topics, cancellationToken) is { } problem) return WriteResult.Invalid([problem]);
            if (moves && session.StartsAt > now) told.Moved(session);
            told.MovedUp(session, movedUp);
            if (isRecorded) told.RecordingAdded(session);
            database.LogAudit(change.Writer.PersonId, isNew ? "live-session.created" : "live-session.changed", "live-session", session.Id, now, session.Title);
            await database.SaveChangesAsync(cancellationToken);
            return new WriteResult(WriteOutcome.Done, session.Id, session.Revision);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new WriteResult(WriteOutcome.Stale, session.Id, session.Revision);
        }
    }

    private async Task<(Values? Values, IReadOnlyList<FieldProblem> Problems)> ReadAsync(LiveChange change, LiveSession? session, CancellationToken cancellationToken)
    {
        var form = change.Form;
        var problems = new List<FieldProblem>();
        var (title, words, place) = (TrainingWords.Line(form.Title), TrainingWords.Text(form.Words), TrainingWords.Line(form.Place));
        if (title.Length == 0) problems.Add(new("Title", "Give it a title."));
        if (title.Length > LiveSession.MaxTitleLength) problems.Add(new("Title", $"The title has {title.Length} characters; at most {LiveSession.MaxTitleLength} fit."));
        if (words.Length > LiveSession.MaxWordsLength) problems.Add(new("Words", $"The text has {words.Length} characters; at most {LiveSession.MaxWordsLength} fit."));
        if (place.Length > LiveSession.MaxPlaceLength) problems.Add(new("Place", $"The place has {place.Length} characters; at most {LiveSession.MaxPlaceLength} fit."));
        if (!DateOnly.TryParseExact(form.Day?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) problems.Add(new("Day", "Enter the day as year-month-day, for example 2026-03-24."));
        if (!TimeOnly.TryParseExact(form.Time?.Trim(), ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) problems.Add(new("Time", "Enter the time as hours and minutes, for example 14:30."));
        var startsAt = problems.Exists(problem => problem.Field is "Day" or "Time") ? default : LocalTime.InstantOf(clock.Zone, day, time).ToUniversalTime();
        if (startsAt != default && startsAt != session?.StartsAt && (startsAt < clock.Now || day > clock.Today.AddDays(MaxDaysAhead))) problems.Add(new("Day", "Choose a moment from now on, within two years."));
        var minutes = FormNumber.Read(form.Minutes?.Trim()) ?? 0;
        if (minutes is < 5 or > LiveSession.MaxMinutes) problems.Add(new("Minutes", $"Enter the minutes as a number from 5 to {LiveSession.MaxMinutes}."));
        var places = string.IsNullOrWhiteSpace(form.Places) ? 0 : FormNumber.Read(form.Places.Trim()) ?? -1;
        if (places is < 0 or > LiveSession.MaxPlaces) problems.Add(new("Places", $"Enter the places as a number up to {LiveSession.MaxPlaces}, or leave it empty."));
        var expert = string.IsNullOrEmpty(form.ExpertId) ? change.Writer.PersonId : FormNumber.Read(form.ExpertId) ?? 0;
        if (!change.Writer.SeesEverything && expert != change.Writer.PersonId) problems.Add(new("ExpertId", "You announce your own sessions; a lead announces those of others."));
        else if (!await database.Users.AnyAsync(person => person.Id == expert && person.DisabledAt == null, cancellationToken)) problems.Add(new("ExpertId", "Choose who holds it from the list."));
        int? recording = null;
        if (!string.IsNullOrWhiteSpace(form.Recording))
        {
            recording = ItemLinks.ReadNumber(form.Recording) ?? (LearningKey.TryRead(form.Recording, out var key) && key.Kind == LearningKind.Item ? key.Id : null);
            if (recording is null || !await database.Items.AnyAsync(item => item.Id == recording, cancellationToken)) problems.Add(new("Recording", "There is no such item. Choose it from the titles that are offered."));
        }

        var topicIds = TopicChoices.Read(form.Topics);
        if (topicIds is null) problems.Add(new("Topics", "Choose the topics from the list."));
        return problems.Count > 0 ? (null, problems) : (new Values(title, words, expert, startsAt, minutes, place, places, recording, topicIds!), problems);
    }

    private sealed record Values(string Title, string Words, int ExpertId, DateTimeOffset StartsAt, int Minutes, string Place, int Places, int? RecordingItemId, IReadOnlyList<int> Topics);
}

internal static class LiveRights
{
    /// <summary>Leads change every session, experts the ones that they hold.</summary>
    public static bool MayBeChangedBy(this LiveSession session, Viewer writer) => writer.SeesEverything || session.ExpertId == writer.PersonId;
}
