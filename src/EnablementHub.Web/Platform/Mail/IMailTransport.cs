namespace EnablementHub.Platform.Mail;

/// <summary>The way that mails leave the hub.</summary>
public interface IMailTransport
{
    /// <exception cref="MailFailedException">With <see cref="MailFailure.Server"/>.</exception>
    Task<IMailSession> OpenAsync(CancellationToken cancellationToken);
}

/// <summary>Hands on one mail after the other. After a failure that is the server's it is of no more use.</summary>
public interface IMailSession : IAsyncDisposable
{
    /// <summary>Returns when the mail is in others' hands.</summary>
    /// <exception cref="MailFailedException">It is not, or nobody knows whether it is.</exception>
    Task SendAsync(OutboxMail mail, CancellationToken cancellationToken);
}

public enum MailFailure
{
    /// <summary>No fault of the mail: the server is away, too slow, or refuses the hub itself.</summary>
    Server,

    /// <summary>This mail isn't taken now, but may be later.</summary>
    Later,

    /// <summary>This mail will never be taken.</summary>
    Never,
}

/// <summary>A mail was not handed on. The message is for the operator and holds no secret.</summary>
public sealed class MailFailedException(MailFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public MailFailure Failure { get; } = failure;
}
