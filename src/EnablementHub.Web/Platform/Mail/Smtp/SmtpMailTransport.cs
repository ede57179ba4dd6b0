using System.Text;
using Microsoft.Extensions.Options;

namespace EnablementHub.Platform.Mail.Smtp;

/// <summary>
/// Hands mails to a mail server. A client of our own, because the framework's has no time-out for its asynchronous calls,
/// no TLS from the first byte, and doesn't tell a server that is away from a mail that is refused.
/// </summary>
public sealed class SmtpMailTransport(IOptions<SmtpOptions> options) : IMailTransport
{
    public async Task<IMailSession> OpenAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var connection = await SmtpConnection.OpenAsync(settings, cancellationToken);
        try
        {
            Expect(await connection.ReadAsync(cancellationToken), connection, "doesn't want to talk");
            var hello = await HelloAsync(connection, cancellationToken);
            if (settings.Is(SmtpOptions.StartTls))
            {
                // Never in the clear instead: somebody in between could have cut the offer out.
                if (!hello.Names("STARTTLS")) throw connection.Failed("offers no STARTTLS; Mail:Smtp:Security says that it must");
                Expect(await connection.AskAsync("STARTTLS", cancellationToken), connection, "refused STARTTLS");
                await connection.SecureAsync(cancellationToken);
                hello = await HelloAsync(connection, cancellationToken);
            }

            if (settings.User is not null) await SignInAsync(connection, hello, settings, cancellationToken);
            return new SmtpMailSession(connection, settings.ReadSender(), hello);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<SmtpReply> HelloAsync(SmtpConnection connection, CancellationToken cancellationToken)
    {
        var hello = await connection.AskAsync($"EHLO {connection.LocalName}", cancellationToken);
        Expect(hello, connection, "refused EHLO");
        return hello;
    }

    private static async Task SignInAsync(SmtpConnection connection, SmtpReply hello, SmtpOptions settings, CancellationToken cancellationToken)
    {
        SmtpReply answer;
        if (hello.Names("AUTH", "PLAIN"))
        {
            answer = await connection.AskAsync("AUTH PLAIN " + Encode($"\0{settings.User}\0{settings.Password}"), cancellationToken);
        }
        else if (hello.Names("AUTH", "LOGIN"))
        {
            answer = await connection.AskAsync("AUTH LOGIN", cancellationToken);
            if (answer.GoesOn) answer = await connection.AskAsync(Encode(settings.User!), cancellationToken);
            if (answer.GoesOn) answer = await connection.AskAsync(Encode(settings.Password!), cancellationToken);
        }
        else
        {
            throw connection.Failed("offers no way to sign in that the hub knows (AUTH PLAIN or LOGIN)");
        }

        Expect(answer, connection, "refused Mail:Smtp:User and Mail:Smtp:Password");
    }

    private static void Expect(SmtpReply answer, SmtpConnection connection, string otherwise)
    {
        if (!answer.IsDone) throw connection.Failed($"{otherwise}: {answer}");
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
