using System.Globalization;
using EnablementHub.Platform.Settings;

namespace EnablementHub.Platform.Mail;

/// <summary>Writes each mail as a file that any mail program opens. Named by its message id, so sending twice leaves one file.</summary>
public sealed class FolderMailTransport(DataDirectory directory) : IMailTransport, IMailSession
{
    private const string Domain = "hub";

    public Task<IMailSession> OpenAsync(CancellationToken cancellationToken) => Task.FromResult<IMailSession>(this);

    public async Task SendAsync(OutboxMail mail, CancellationToken cancellationToken)
    {
        var name = $"{mail.CreatedAt.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{mail.MessageId}.eml";
        var target = Path.Combine(directory.MailFolder, name);
        try
        {
            Directory.CreateDirectory(directory.MailFolder);
            await File.WriteAllBytesAsync(target + ".tmp", MailText.Render(mail, from: null, Domain, takesEightBits: true), cancellationToken);
            File.Move(target + ".tmp", target, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MailFailedException(MailFailure.Server, $"The folder for mails can't be written: {error.Message}", error);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
