using EnablementHub.Data;
using EnablementHub.Platform.Mail;
using EnablementHub.Platform.Mail.Smtp;
using EnablementHub.Platform.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EnablementHub.Features.Admin.Mails;

public sealed record ShownMail(int Id, string To, string Subject, DateTimeOffset CreatedAt, int Attempts, DateTimeOffset NextAttemptAt, DateTimeOffset? GaveUpAt, string LastError);

public sealed record MailsPage
{
    /// <summary>Most rows of each list.</summary>
    public const int MaxRows = 50;

    public required int Failed { get; init; }
    public required int Waiting { get; init; }
    public required IReadOnlyList<ShownMail> FailedMails { get; init; }
    public required IReadOnlyList<ShownMail> WaitingMails { get; init; }

    /// <summary>Where mails go, as a sentence.</summary>
    public required string Way { get; init; }
}

public sealed class MailQueries(HubDbContext database, IOptions<SmtpOptions> smtp, DataDirectory directory)
{
    public async Task<MailsPage> ReadAsync(CancellationToken cancellationToken)
    {
        var failed = database.Outbox.AsNoTracking().Where(mail => mail.GaveUpAt != null);
        var waiting = database.Outbox.AsNoTracking().Where(mail => mail.SentAt == null && mail.GaveUpAt == null);
        var server = smtp.Value;
        return new MailsPage
        {
            Failed = await failed.CountAsync(cancellationToken),
            Waiting = await waiting.CountAsync(cancellationToken),
            FailedMails = await Shown(failed.OrderByDescending(mail => mail.GaveUpAt)).ToListAsync(cancellationToken),
            WaitingMails = await Shown(waiting.OrderBy(mail => mail.NextAttemptAt)).ToListAsync(cancellationToken),
            Way = server.IsConfigured
                ? $"Mails go to {server.Host}, port {server.PortOrDefault}, {(server.Is(SmtpOptions.None) ? "in the clear" : "encrypted")}."
                : $"No mail server is configured (Mail:Smtp:Host), so mails become files in {directory.MailFolder}.",
        };
    }

    private static IQueryable<ShownMail> Shown(IQueryable<OutboxMail> mails) => mails.Take(MailsPage.MaxRows)
        .Select(mail => new ShownMail(mail.Id, mail.To, mail.Subject, mail.CreatedAt, mail.Attempts, mail.NextAttemptAt, mail.GaveUpAt, mail.LastError));
}
