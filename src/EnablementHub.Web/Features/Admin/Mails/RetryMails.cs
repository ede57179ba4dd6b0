using EnablementHub.Data;
using EnablementHub.Features.People;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Admin.Mails;

/// <summary>Lets mails go at once that wait for their next attempt or were given up.</summary>
public sealed class RetryMails(HubDbContext database, TimeProvider time)
{
    private const string Subject = "mail";

    /// <param name="mailId">Null: all that wait; those that were given up are tried one by one.</param>
    /// <param name="personId">Who asks.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many.</returns>
    public Task<int> RunAsync(int? mailId, int personId, CancellationToken cancellationToken) => database.InUnitAsync(
        async token =>
        {
            var now = time.GetUtcNow();
            var mails = mailId is { } id ? database.Outbox.Where(mail => mail.Id == id && mail.SentAt == null) : database.Outbox.Where(mail => mail.SentAt == null && mail.GaveUpAt == null);
            var count = await mails.ExecuteUpdateAsync(set => set.SetProperty(mail => mail.NextAttemptAt, now).SetProperty(mail => mail.GaveUpAt, (DateTimeOffset?)null).SetProperty(mail => mail.Attempts, 0), token);
            if (count == 0) return 0;
            database.Record(now, personId, "mail.retried", Subject, mailId, mailId is null ? $"{count} mails" : "");
            await database.SaveChangesAsync(token);
            return count;
        },
        _ => true,
        cancellationToken);
}
