using EnablementHub.Data;
using EnablementHub.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Platform.Mail;

/// <summary>Mails hold names and links of people; a month after they left, nobody needs them here any more.</summary>
internal sealed class RemoveOldMailsJob(IDbContextFactory<HubDbContext> databases, TimeProvider time) : IRecurringJob
{
    /// <summary>Longer than the week in which mails are counted.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public string Name => "remove-old-mails";

    public TimeSpan Interval => TimeSpan.FromHours(6);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var before = time.GetUtcNow() - Kept;
        await database.Outbox.Where(mail => mail.SentAt < before || mail.GaveUpAt < before).ExecuteDeleteAsync(cancellationToken);
    }
}
