using System.Globalization;
using System.Text;
using EnablementHub.Data;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Settings;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Platform.Mail;

public static class MailFeature
{
    public static IServiceCollection AddHubMail(this IServiceCollection services)
    {
        services.AddSingleton<IMailTransport, FolderMailTransport>();
        return services.AddRecurringJob<SendMailJob>();
    }
}

/// <summary>Hands one mail on. Throws when it could not; the outbox tries again.</summary>
public interface IMailTransport
{
    Task SendAsync(OutboxMail mail, CancellationToken cancellationToken);
}

/// <summary>Writes each mail as a file that any mail program opens. Named by its message id, so sending twice leaves one file.</summary>
public sealed class FolderMailTransport(DataDirectory directory) : IMailTransport
{
    public async Task SendAsync(OutboxMail mail, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory.MailFolder);
        var name = $"{mail.CreatedAt.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{mail.MessageId}.eml";
        var target = Path.Combine(directory.MailFolder, name);
        var text = new StringBuilder()
            .Append("Message-ID: <").Append(mail.MessageId).Append("@hub>\r\n")
            .Append("Date: ").Append(mail.CreatedAt.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture)).Append("\r\n")
            .Append("To: ").Append(mail.To).Append("\r\n")
            .Append("Subject: ").Append(EncodeHeader(mail.Subject)).Append("\r\n")
            .Append("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n")
            .Append(mail.Body.ReplaceLineEndings("\r\n"));
        await File.WriteAllTextAsync(target + ".tmp", text.ToString(), cancellationToken);
        File.Move(target + ".tmp", target, overwrite: true);
    }

    private static string EncodeHeader(string value) =>
        value.All(char.IsAscii) ? value.ReplaceLineEndings(" ") : $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(value))}?=";
}

/// <summary>Sends what waits in the outbox, oldest first, with growing pauses after failures.</summary>
internal sealed class SendMailJob(IDbContextFactory<HubDbContext> databases, IMailTransport transport, TimeProvider time) : IRecurringJob
{
    private const int Batch = 50;
    private const int MaxAttempts = 12;

    public string Name => "send-mail";

    public TimeSpan Interval => TimeSpan.FromSeconds(2);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var waiting = await database.Outbox
            .Where(mail => mail.SentAt == null && mail.NextAttemptAt <= now && mail.Attempts < MaxAttempts)
            .OrderBy(mail => mail.Id).Take(Batch).ToListAsync(cancellationToken);
        foreach (var mail in waiting)
        {
            mail.Attempts++;
            try
            {
                await transport.SendAsync(mail, cancellationToken);
                mail.SentAt = time.GetUtcNow();
                mail.LastError = "";
            }
            catch (IOException error)
            {
                mail.LastError = error.Message.Length > OutboxMail.MaxErrorLength ? error.Message[..OutboxMail.MaxErrorLength] : error.Message;
                mail.NextAttemptAt = now + TimeSpan.FromMinutes(Math.Pow(2, mail.Attempts));
            }

            await database.SaveChangesAsync(cancellationToken);
        }
    }
}
