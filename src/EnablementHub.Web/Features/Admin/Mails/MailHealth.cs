using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EnablementHub.Features.Admin.Mails;

/// <summary>Do mails leave? A node stays in service without them.</summary>
internal sealed class MailHealth(HubDbContext database, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Bearable = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Recent = TimeSpan.FromDays(7);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var (late, recent) = (now - Bearable, now - Recent);
        var waiting = await database.Outbox.CountAsync(mail => mail.SentAt == null && mail.GaveUpAt == null && mail.CreatedAt < late, cancellationToken);
        var failed = await database.Outbox.CountAsync(mail => mail.GaveUpAt > recent, cancellationToken);
        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["waitingLong"] = waiting, ["notDeliveredThisWeek"] = failed };
        if (waiting > 0) return HealthCheckResult.Degraded($"Mails wait longer than they should; {MailsController.Path} says why.", data: data);
        return failed > 0
            ? HealthCheckResult.Degraded($"Some mails of this week can't be delivered; {MailsController.Path} lists them.", data: data)
            : HealthCheckResult.Healthy("Mails leave as they should.", data);
    }
}
