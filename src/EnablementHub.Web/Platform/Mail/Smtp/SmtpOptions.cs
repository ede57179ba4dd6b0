using System.ComponentModel.DataAnnotations;
using System.Net.Mail;

namespace EnablementHub.Platform.Mail.Smtp;

/// <summary>Section <c>Mail:Smtp</c>: the server that takes the hub's mails. Without a host they become files in the data directory.</summary>
public sealed class SmtpOptions : IValidatableObject
{
    public const string Section = "Mail:Smtp";
    public const string StartTls = "starttls";
    public const string Tls = "tls";
    public const string None = "none";

    private static readonly string[] Securities = [StartTls, Tls, None];

    public string? Host { get; set; }

    /// <summary>Null: 587 with starttls, 465 with tls, 25 with none.</summary>
    [Range(1, 65_535, ErrorMessage = "Mail:Smtp:Port must lie between 1 and 65535.")]
    public int? Port { get; set; }

    public string Security { get; set; } = StartTls;
    public string? User { get; set; }
    public string? Password { get; set; }

    /// <summary>The sender, such as <c>Acme Enablement &lt;hub@acme.example&gt;</c>.</summary>
    public string? From { get; set; }

    /// <summary>How long the server may take for one answer.</summary>
    [Range(1, 120, ErrorMessage = "Mail:Smtp:TimeoutSeconds must lie between 1 and 120.")]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>File with certificates (PEM) that are trusted in place of those that the machine trusts, for a server with a certificate of the organisation's own.</summary>
    public string? CertificateFile { get; set; }

    public bool IsConfigured => !string.IsNullOrWhiteSpace(Host);

    public bool Is(string security) => string.Equals(Security, security, StringComparison.OrdinalIgnoreCase);

    public int PortOrDefault => Port ?? (Is(Tls) ? 465 : Is(None) ? 25 : 587);

    /// <summary>Only for options that were validated; no property, because validation reads those.</summary>
    public MailAddress ReadSender() => new(From!);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Securities.Contains(Security, StringComparer.OrdinalIgnoreCase))
            yield return new ValidationResult($"Mail:Smtp:Security is \"{Security}\". The hub knows {StartTls} (the default), {Tls} (from the first byte) and {None} (for a server on the same machine).");
        if (!IsConfigured)
        {
            if (new[] { User, Password, From, CertificateFile }.Any(value => value is not null) || Port is not null)
                yield return new ValidationResult("Mail:Smtp has settings, but Mail:Smtp:Host doesn't say where the server is, for example smtp.example.com. Without all of them mails become files in the data directory.");
            yield break;
        }

        if (Uri.CheckHostName(Host!) == UriHostNameType.Unknown)
            yield return new ValidationResult($"Mail:Smtp:Host is \"{Host}\", which is no name of a server. Write it like smtp.example.com; the port stands in Mail:Smtp:Port.");
        if (From is null || !MailAddress.TryCreate(From, out var sender) || sender.Host.Any(character => !char.IsAscii(character)))
            yield return new ValidationResult("Mail:Smtp:From must be the sender's address, for example hub@example.com or Enablement <hub@example.com>.");
        if (User is null != Password is null)
            yield return new ValidationResult("Mail:Smtp:User and Mail:Smtp:Password belong together: set both, or neither for a server that asks for none.");
        if (User is not null && Is(None))
            yield return new ValidationResult($"Mail:Smtp:Security is {None}, but a password must not travel in the clear. Use {StartTls} or {Tls}, or leave out Mail:Smtp:User.");
        if (CertificateFile is not null && !File.Exists(CertificateFile))
            yield return new ValidationResult($"Mail:Smtp:CertificateFile is \"{CertificateFile}\", where there is no file.");
    }
}
