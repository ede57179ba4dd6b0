using EnablementHub.Data;
using EnablementHub.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Platform.Mail;

/// <summary>
/// Sends what waits in the outbox, with growing pauses after failures. Each mail is claimed before it is sent, so that no
/// two nodes send it; one that was cut off between sending and saying so is sent again with the same message id, by which
/// mailboxes tell that they have it.
/// </summary>
internal sealed partial class SendMailJob(IDbContextFactory<HubDbContext> databases, IMailTransport transport, TimeProvider time, ILogger<SendMailJob> log) : IRecurringJob
{
    public static readonly TimeSpan Claim = TimeSpan.FromMinutes(5);

    /// <summary>As long as mail servers try; afterwards a mail counts as undeliverable.</summary>
    public static readonly TimeSpan GivesUpAfter = TimeSpan.FromDays(5);

    private const int Batch = 50;

    /// <summary>For connecting and for handing over: both end before the claim does.</summary>
    private static readonly TimeSpan MailLimit = Claim / 2 - TimeSpan.FromSeconds(15);

    /// <summary>Other jobs wait for this one, so it leaves the rest for its next turn.</summary>
    private static readonly TimeSpan RunLimit = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(4);
    private static readonly TimeSpan ServerPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestServerPause = TimeSpan.FromMinutes(15);

    public string Name => "send-mail";

    public TimeSpan Interval => TimeSpan.FromSeconds(2);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var started = time.GetTimestamp();
        IMailSession? session = null;
        try
        {
            foreach (var id in await Waiting(database, time.GetUtcNow()).OrderBy(mail => mail.NextAttemptAt).ThenBy(mail => mail.Id).Select(mail => mail.Id).Take(Batch).ToListAsync(cancellationToken))
            {
                if (time.GetElapsedTime(started) > RunLimit) return;
                if (await ClaimAsync(database, id, cancellationToken) is not { } mail) continue;
                try
                {
                    var open = session ??= await WithinAsync(transport.OpenAsync, cancellationToken);
                    await WithinAsync(
                        async token =>
                        {
                            await open.SendAsync(mail, token);
                            return true;
                        },
                        cancellationToken);
                    await MarkSentAsync(database, id, cancellationToken);
                }
                catch (MailFailedException failure)
                {
                    await MarkFailedAsync(database, mail, failure, cancellationToken);
                    if (failure.Failure == MailFailure.Server) return;
                }
            }
        }
        finally
        {
            if (session is not null) await session.DisposeAsync();
        }
    }

    private static async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(MailLimit);
        try
        {
            return await work(limit.Token);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MailFailedException(MailFailure.Server, "The mail server took too long altogether.", error);
        }
    }

    private static IQueryable<OutboxMail> Waiting(HubDbContext database, DateTimeOffset now) => database.Outbox.AsNoTracking()
        .Where(mail => mail.SentAt == null && mail.GaveUpAt == null && mail.NextAttemptAt <= now && (mail.ClaimedUntil == null || mail.ClaimedUntil <= now));

    /// <summary>The mail, or null when another node has it.</summary>
    private async Task<OutboxMail?> ClaimAsync(HubDbContext database, int id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var until = now + Claim;
        var claimed = await Waiting(database, now).Where(mail => mail.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(mail => mail.ClaimedUntil, until).SetProperty(mail => mail.Attempts, mail => mail.Attempts + 1), cancellationToken);
        return claimed == 1 ? await database.Outbox.AsNoTracking().SingleAsync(mail => mail.Id == id, cancellationToken) : null;
    }

    private Task MarkSentAsync(HubDbContext database, int id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.Outbox.Where(mail => mail.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(mail => mail.SentAt, now).SetProperty(mail => mail.ClaimedUntil, (DateTimeOffset?)null).SetProperty(mail => mail.LastError, ""), cancellationToken);
    }

    private async Task MarkFailedAsync(HubDbContext database, OutboxMail mail, MailFailedException failure, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var error = failure.Message.Length > OutboxMail.MaxErrorLength ? failure.Message[..OutboxMail.MaxErrorLength] : failure.Message;
        var gaveUp = failure.Failure == MailFailure.Never || now - mail.CreatedAt > GivesUpAfter ? now : (DateTimeOffset?)null;
        var next = now + Pause(mail.Attempts, failure.Failure == MailFailure.Server ? LongestServerPause : LongestPause);
        await database.Outbox.Where(m => m.Id == mail.Id).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.ClaimedUntil, (DateTimeOffset?)null).SetProperty(m => m.GaveUpAt, gaveUp).SetProperty(m => m.LastError, error).SetProperty(m => m.NextAttemptAt, next),
            cancellationToken);
        if (gaveUp is not null) GaveUp(mail.Id, error);
        if (failure.Failure != MailFailure.Server) return;

        // Whatever else waits would fail in the same way, one time-out after the other. It comes before this one next time,
        // in case it was this one that made the server fail.
        ServerFailed(error);
        var others = now + ServerPause;
        await database.Outbox.Where(m => m.SentAt == null && m.GaveUpAt == null && m.NextAttemptAt < others)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.NextAttemptAt, others), cancellationToken);
    }

    private static TimeSpan Pause(int attempts, TimeSpan longest)
    {
        var pause = TimeSpan.FromMinutes(Math.Pow(2, Math.Min(attempts, 12)));
        return pause < longest ? pause : longest;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Id} can't be delivered: {Reason}")]
    private partial void GaveUp(int id, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mails wait, because they can't be handed on: {Reason}")]
    private partial void ServerFailed(string reason);
}
