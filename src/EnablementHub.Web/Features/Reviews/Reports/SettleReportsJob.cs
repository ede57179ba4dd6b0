using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Notifications;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Reviews.Reports;

/// <summary>
/// Closes reports once something came of them, whichever way the item was checked or ended, and tells the reporters.
/// Looks at open reports only.
/// </summary>
internal sealed class SettleReportsJob(HubDbContext database, Notices notices, OrganisationClock clock) : IRecurringJob
{
    private const int Batch = 100;

    public string Name => "settle-reports";

    public TimeSpan Interval => TimeSpan.FromSeconds(20);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await Decided(clock.Today).AnyAsync(cancellationToken)) await database.InUnitAsync(SettleAsync, cancellationToken);
    }

    private IQueryable<OutOfDateReport> Decided(DateOnly today) => database.OutOfDateReports.Where(report => report.SettledAt == null
        && database.Items.Any(item => item.Id == report.ItemId && (item.VerifiedAt > report.At || item.State != PublicationState.Published || item.ExpireOn < today)));

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        var (now, today) = (clock.Now, clock.Today);
        var settled = await (
            from report in Decided(today)
            join item in database.Items on report.ItemId equals item.Id
            orderby report.Id
            select new
            {
                Report = report,
                item.VerifiedAt,
                item.State,
                IsChanged = item.Versions.Any(version => version.Number == item.LiveNumber && version.PublishedAt > report.At),
                Title = item.Versions.Where(version => version.Number == (item.LiveNumber ?? item.PendingNumber)).Select(version => version.Title).FirstOrDefault(),
            }).Take(Batch).ToListAsync(cancellationToken);
        foreach (var row in settled)
        {
            var outcome = !(row.VerifiedAt > row.Report.At) ? ReportOutcome.Ended : row.IsChanged ? ReportOutcome.Changed : ReportOutcome.Kept;
            row.Report.Settle(outcome, now);
            notices.Tell([row.Report.PersonId], new Notice
            {
                Kind = NoticeKind.ReportOutcome,
                Key = FormattableString.Invariant($"report-outcome:{row.Report.Id}"),
                Text = $"“{row.Title}” {outcome.Describe()}; you had reported it as out of date.",

                // Archived, its page is closed to readers.
                Address = row.State == PublicationState.Published ? ItemLinks.To(row.Report.ItemId, row.Title ?? "") : "/library",
                ItemId = row.Report.ItemId,
            });
        }

        await database.SaveChangesAsync(cancellationToken);
    }
}
