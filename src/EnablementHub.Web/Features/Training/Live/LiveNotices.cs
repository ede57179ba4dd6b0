using System.Globalization;
using EnablementHub.Features.Notifications;
using EnablementHub.Platform.Time;

namespace EnablementHub.Features.Training.Live;

/// <summary>What people hear of the sessions that they have a place in. Adds to the caller's unit of work.</summary>
public sealed class LiveNotices(Notices notices, OrganisationClock clock)
{
    public void MovedUp(LiveSession session, IReadOnlyList<LiveSignUp> movedUp)
    {
        foreach (var signUp in movedUp) Tell(session, [signUp.PersonId], FormattableString.Invariant($"moved-up:{session.Revision}"), $"A place became free: you are in “{session.Title}” on {When(session)}.");
    }

    public void Moved(LiveSession session) =>
        Tell(session, Concerned(session), FormattableString.Invariant($"moved:{session.Sequence}"), $"“{session.Title}” has changed: it is on {When(session)}{(session.Place.Length > 0 ? $", {session.Place}" : "")}.");

    public void Cancelled(LiveSession session) => Tell(session, Concerned(session), "cancelled", $"“{session.Title}” on {When(session)} is cancelled.");

    public void RecordingAdded(LiveSession session) =>
        Tell(session, Concerned(session), FormattableString.Invariant($"recording:{session.RecordingItemId}"), $"The recording of “{session.Title}” is there.");

    private void Tell(LiveSession session, IEnumerable<int> people, string what, string text) => notices.Tell(people, new Notice
    {
        Kind = NoticeKind.LiveSession,
        Key = FormattableString.Invariant($"live-session:{session.Id}:{what}"),
        Text = text,
        Address = TrainingLinks.LiveSession(session.Id),
    });

    private static IEnumerable<int> Concerned(LiveSession session) => session.SignUps.Where(signUp => signUp.State != SignUpState.Cancelled).Select(signUp => signUp.PersonId);

    private string When(LiveSession session) => TimeZoneInfo.ConvertTime(session.StartsAt, clock.Zone).ToString("d MMMM 'at' HH:mm", CultureInfo.InvariantCulture);
}
