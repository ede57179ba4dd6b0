using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Shared.Components.Forms;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Live;

/// <param name="Own">The reader's place; null: none.</param>
public sealed record LiveRow(int Id, string Title, string Expert, DateTimeOffset StartsAt, int Minutes, string Place, int Places, int Taken, SignUpState? Own, bool IsCancelled, int? RecordingItemId)
{
    public int Left => Math.Max(0, Places - Taken);
}

public sealed record LiveListPage(IReadOnlyList<LiveRow> Coming, IReadOnlyList<LiveRow> Past, bool MayAnnounce);

public sealed record SignUpRow(int PersonId, string Name, SignUpState State, Attendance Attendance);

public sealed record LivePage
{
    public required LiveRow Row { get; init; }
    public required string Words { get; init; }
    public required int Waiting { get; init; }
    public required bool HasBegun { get; init; }
    public required bool MayEdit { get; init; }

    /// <summary>The reader holds it, and needs no place.</summary>
    public required bool IsHeldByReader { get; init; }

    /// <summary>Of the one who holds it and of leads.</summary>
    public required IReadOnlyList<SignUpRow> SignUps { get; init; }

    /// <summary>Title and address of the recording, where the reader may see it.</summary>
    public required (string Title, string Href)? Recording { get; init; }
    public required string OrganisationTime { get; init; }

    /// <summary>For calendars.</summary>
    public required int Sequence { get; init; }
    public string? Problem { get; init; }
}

public sealed record LiveEditorPage
{
    /// <summary>0 for a new one.</summary>
    public int Id { get; init; }
    public int Revision { get; init; }
    public bool HasBegun { get; init; }
    public bool IsCancelled { get; init; }
    public required LiveForm Form { get; init; }
    public required string Zone { get; init; }

    /// <summary>Empty for those who announce their own.</summary>
    public required IReadOnlyList<FieldChoice> Experts { get; init; }
    public required IReadOnlyList<TopicChoice> Topics { get; init; }
    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];
}

/// <summary>Reads for the pages of live sessions.</summary>
public sealed class LivePages(HubDbContext database, TopicChoices topics, OrganisationClock clock)
{
    public const int MaxListed = 50;
    private const int MaxSignUps = 1_000;

    public async Task<LiveListPage> ListAsync(ItemReader reader, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var coming = await RowsAsync(database.LiveSessions.Where(s => s.StartsAt > now && s.CancelledAt == null).OrderBy(s => s.StartsAt).ThenBy(s => s.Id), reader.Viewer.PersonId, MaxListed, cancellationToken);
        var past = await RowsAsync(database.LiveSessions.Where(s => s.StartsAt <= now && s.CancelledAt == null).OrderByDescending(s => s.StartsAt).ThenBy(s => s.Id), reader.Viewer.PersonId, MaxListed, cancellationToken);
        return new LiveListPage(coming, past, reader.Writes);
    }

    public async Task<IReadOnlyList<LiveRow>> RowsAsync(IQueryable<LiveSession> sessions, int me, int take, CancellationToken cancellationToken) => await sessions.AsNoTracking().Take(take)
        .Select(s => new LiveRow(
            s.Id, s.Title, s.Expert.DisplayName, s.StartsAt, s.Minutes, s.Place, s.Places, s.SignUps.Count(signUp => signUp.State == SignUpState.Booked),
            s.SignUps.Where(signUp => signUp.PersonId == me).Select(signUp => (SignUpState?)signUp.State).FirstOrDefault(), s.CancelledAt != null, s.RecordingItemId))
        .ToListAsync(cancellationToken);

    public async Task<LivePage?> FindAsync(int id, ItemReader reader, CancellationToken cancellationToken)
    {
        database.ChangeTracker.Clear();
        if (await database.LiveSessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is not { } session) return null;
        var row = (await RowsAsync(database.LiveSessions.Where(s => s.Id == id), reader.Viewer.PersonId, 1, cancellationToken))[0];
        var mayEdit = reader.Writes && session.MayBeChangedBy(reader.Viewer);
        var signUps = mayEdit
            ? await database.LiveSignUps.AsNoTracking().Where(s => s.SessionId == id).OrderBy(s => s.State).ThenBy(s => s.Person.DisplayName).Take(MaxSignUps)
                .Select(s => new SignUpRow(s.PersonId, s.Person.DisplayName, s.State, s.Attendance)).ToListAsync(cancellationToken)
            : [];
        var recording = session.RecordingItemId is { } itemId
            ? await database.Items.AsNoTracking().Where(item => item.Id == itemId).InAudienceOf(reader).PublishedOn(reader.Today).ToCards().SingleOrDefaultAsync(cancellationToken)
            : null;
        return new LivePage
        {
            Row = row,
            Words = session.Words,
            Waiting = await database.LiveSignUps.CountAsync(s => s.SessionId == id && s.State == SignUpState.Waiting, cancellationToken),
            HasBegun = session.StartsAt <= clock.Now,
            MayEdit = mayEdit,
            IsHeldByReader = session.ExpertId == reader.Viewer.PersonId,
            SignUps = signUps,
            Recording = recording is null ? null : (recording.Title, recording.Href),
            Sequence = session.Sequence,
            OrganisationTime = TimeZoneInfo.ConvertTime(session.StartsAt, clock.Zone).ToString("HH:mm", CultureInfo.InvariantCulture),
        };
    }

    /// <param name="id">0: a new one.</param>
    /// <param name="typed">What was typed; null: what is stored.</param>
    /// <param name="reader">Who writes.</param>
    /// <param name="problems">Why it was refused.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<LiveEditorPage?> EditAsync(int id, LiveForm? typed, ItemReader reader, IReadOnlyList<FieldProblem> problems, CancellationToken cancellationToken)
    {
        var session = id == 0 ? null : await database.LiveSessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
        if (id != 0 && (session is null || !session.MayBeChangedBy(reader.Viewer))) return null;
        var form = typed ?? (session is null ? new LiveForm { ExpertId = Text(reader.Viewer.PersonId), Minutes = "45" } : await StoredAsync(session, cancellationToken));
        var experts = reader.Manages
            ? await (
                from person in database.Users.AsNoTracking()
                where person.DisabledAt == null && database.UserRoles.Any(given => given.UserId == person.Id && database.Roles.Any(role => role.Id == given.RoleId && (role.Name == HubRoles.Expert || role.Name == HubRoles.Lead)))
                orderby person.DisplayName
                select new { person.Id, person.DisplayName }).Take(500).ToListAsync(cancellationToken)
            : [];
        return new LiveEditorPage
        {
            Id = id,
            Revision = session?.Revision ?? 0,
            HasBegun = session is not null && session.StartsAt <= clock.Now,
            IsCancelled = session?.CancelledAt is not null,
            Form = form,
            Zone = clock.Zone.Id,
            Experts = [.. experts.Select(person => new FieldChoice(Text(person.Id), person.DisplayName))],
            Topics = await topics.AllAsync(cancellationToken),
            Problems = problems,
        };
    }

    private async Task<LiveForm> StoredAsync(LiveSession session, CancellationToken cancellationToken)
    {
        var local = TimeZoneInfo.ConvertTime(session.StartsAt, clock.Zone);
        return new LiveForm
        {
            Title = session.Title,
            Words = session.Words,
            ExpertId = Text(session.ExpertId),
            Day = local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Time = local.ToString("HH:mm", CultureInfo.InvariantCulture),
            Minutes = Text(session.Minutes),
            Place = session.Place,
            Places = session.Places == 0 ? null : Text(session.Places),
            Recording = session.RecordingItemId is { } item ? ItemLinks.To(item) : null,
            Topics = [.. (await topics.OfAsync(new LearningKey(LearningKind.LiveSession, session.Id), cancellationToken)).Select(Text)],
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
