using EnablementHub.Platform.Mail;
using EnablementHub.Platform.Mail.Smtp;

namespace EnablementHub.Tests.Platform.Mail.Smtp;

/// <summary>Hands the first mail on and then dies, as if the process were killed.</summary>
internal sealed class DyingTransport(SmtpMailTransport transport) : IMailTransport
{
    private bool _hasDied;

    public async Task<IMailSession> OpenAsync(CancellationToken cancellationToken) => new Session(this, await transport.OpenAsync(cancellationToken));

    private sealed class Session(DyingTransport owner, IMailSession session) : IMailSession
    {
        public async Task SendAsync(OutboxMail mail, CancellationToken cancellationToken)
        {
            await session.SendAsync(mail, cancellationToken);
            if (owner._hasDied) return;
            owner._hasDied = true;
            throw new InvalidOperationException("killed");
        }

        public ValueTask DisposeAsync() => session.DisposeAsync();
    }
}
