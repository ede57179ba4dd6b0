using EnablementHub.Data;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Notifications.Mailing;

/// <summary>Looks whose notices wait and writes the mails that may go now. Costs by what waits, not by what was ever told.</summary>
internal sealed class ComposeMailsJob(HubDbContext database, ComposeMail compose, OrganisationClock clock) : IRecurringJob
{
    public string Name => "compose-mails";

    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now;
        foreach (var person in await WaitingAsync(now, cancellationToken))
        {
            if (MailRules.MandatoryMayGo(person, now)) await compose.RunAsync(person.PersonId, MailRules.DayOf(person, now), mandatory: true, cancellationToken);
            if (MailRules.DailyMayGo(person, now)) await compose.RunAsync(person.PersonId, MailRules.DayOf(person, now), mandatory: false, cancellationToken);
        }
    }

    private async Task<List<WaitingPerson>> WaitingAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        // No zone is farther than a day from any other.
        var week = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-MailRules.DaysAWeek - 1);
        var waiting = database.Notices.Where(notice => notice.MailDecidedAt == null);
        var people = await database.Users.AsNoTracking()
            .Where(person => waiting.Any(notice => notice.PersonId == person.Id))
            .Select(person => new
            {
                person.Id,
                person.TimeZone,
                Quiet = database.MailSettings.Where(settings => settings.PersonId == person.Id).Select(settings => new { settings.QuietFrom, settings.QuietUntil }).FirstOrDefault(),
                Since = waiting.Where(notice => notice.PersonId == person.Id && !notice.IsMandatory).Min(notice => (DateTimeOffset?)notice.CreatedAt),
                MandatorySince = waiting.Where(notice => notice.PersonId == person.Id && notice.IsMandatory).Min(notice => (DateTimeOffset?)notice.CreatedAt),
                Mailed = database.Outbox.Where(mail => mail.RecipientId == person.Id && mail.CountsOn >= week).Select(mail => mail.CountsOn!.Value).ToList(),
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. people.Select(person => new WaitingPerson
            {
                PersonId = person.Id,
                Zone = person.TimeZone is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : clock.Zone,
                Quiet = person.Quiet is { } quiet ? new QuietHours(quiet.QuietFrom, quiet.QuietUntil) : QuietHours.Default,
                Since = person.Since,
                MandatorySince = person.MandatorySince,
                Mailed = person.Mailed,
            }),
        ];
    }
}
