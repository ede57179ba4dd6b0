using System.Net.Mail;

namespace EnablementHub.Platform.Mail.Smtp;

/// <summary>One mail after the other over one connection.</summary>
internal sealed class SmtpMailSession(SmtpConnection connection, MailAddress sender, SmtpReply hello) : IMailSession
{
    private bool _needsReset;

    public async Task SendAsync(OutboxMail mail, CancellationToken cancellationToken)
    {
        var isPlain = mail.To.All(char.IsAscii);
        if (!MailAddress.TryCreate(mail.To, out var recipient) || recipient.Address != mail.To || mail.To.Any(character => char.IsControl(character) || character is '<' or '>' or ' '))
            throw new MailFailedException(MailFailure.Never, "The recipient's address is none that mail can go to.");
        if (!isPlain && !hello.Names("SMTPUTF8")) throw new MailFailedException(MailFailure.Never, "The mail server takes no addresses with letters beyond ASCII.");
        if (_needsReset) Check(await connection.AskAsync("RSET", cancellationToken), MailFailure.Server);
        _needsReset = true;
        var eightBits = hello.Names("8BITMIME");
        Check(await connection.AskAsync($"MAIL FROM:<{sender.Address}>{(eightBits ? " BODY=8BITMIME" : "")}{(isPlain ? "" : " SMTPUTF8")}", cancellationToken));
        Check(await connection.AskAsync($"RCPT TO:<{mail.To}>", cancellationToken));
        var go = await connection.AskAsync("DATA", cancellationToken);
        if (!go.GoesOn) Check(go);
        await connection.WriteAsync(Stuffed(MailText.Render(mail, sender, sender.Host, eightBits)), cancellationToken);
        Check(await connection.ReadAsync(cancellationToken));
        _needsReset = false;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (connection.IsUsable) await connection.AskAsync("QUIT", CancellationToken.None);
        }
        catch (MailFailedException)
        {
            // It was to end anyway.
        }

        await connection.DisposeAsync();
    }

    /// <summary>421 speaks of the connection, whatever was asked.</summary>
    private static void Check(SmtpReply answer, MailFailure? always = null)
    {
        if (answer.IsDone) return;
        var failure = always ?? (answer.Code == 421 ? MailFailure.Server : answer.IsLasting ? MailFailure.Never : MailFailure.Later);
        throw new MailFailedException(failure, $"The mail server answered {answer}");
    }

    /// <summary>A line with a dot alone ends the mail, so each line that begins with one gets another.</summary>
    private static byte[] Stuffed(byte[] text)
    {
        var stuffed = new List<byte>(text.Length + 64);
        var atStart = true;
        foreach (var value in text)
        {
            if (atStart && value == (byte)'.') stuffed.Add((byte)'.');
            stuffed.Add(value);
            atStart = value == (byte)'\n';
        }

        stuffed.AddRange(".\r\n"u8);
        return [.. stuffed];
    }
}
