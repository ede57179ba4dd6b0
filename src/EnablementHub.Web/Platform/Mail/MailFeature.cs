using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Mail.Smtp;
using Microsoft.Extensions.Options;

namespace EnablementHub.Platform.Mail;

/// <summary>Mails go from the outbox to a mail server, or to files while none is configured.</summary>
public static class MailFeature
{
    public static IServiceCollection AddHubMail(this IServiceCollection services)
    {
        services.AddSingleton<FolderMailTransport>();
        services.AddSingleton<SmtpMailTransport>();
        services.AddSingleton<IMailTransport>(provider =>
            provider.GetRequiredService<IOptions<SmtpOptions>>().Value.IsConfigured ? provider.GetRequiredService<SmtpMailTransport>() : provider.GetRequiredService<FolderMailTransport>());
        services.AddRecurringJob<RemoveOldMailsJob>();
        return services.AddRecurringJob<SendMailJob>();
    }
}
