using EnablementHub.Features.Admin.Backup;
using EnablementHub.Features.Admin.Mails;
using EnablementHub.Platform.Hosting;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace EnablementHub.Features.Admin;

/// <summary>The door of the room: running the hub.</summary>
public static class AdminFeature
{
    /// <summary>Checks with this tag decide whether a balancer may send people here.</summary>
    public const string Ready = "ready";

    public static IServiceCollection AddAdmin(this IServiceCollection services)
    {
        services.AddScoped<VerifyHub>();
        services.AddScoped<IndexComparison>();
        services.AddScoped<WriteBackup>();
        services.AddScoped<CopyFiles>();
        services.AddScoped<MailQueries>();
        services.AddScoped<RetryMails>();
        services.AddHealthChecks()
            .AddCheck<Draining>("node", tags: [Ready])
            .AddCheck<DatabaseHealth>("database", tags: [Ready])
            .AddCheck<StoreHealth>("store", tags: [Ready])
            .AddCheck<MediaHealth>("media", tags: [Ready])
            .AddCheck<JobHealth>("jobs", tags: [Ready])
            .AddCheck<MailHealth>("mails", tags: [Ready]);
        return services;
    }

    public static WebApplication MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = HealthAnswer.WriteAsync }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = HealthAnswer.WriteAsync }).AllowAnonymous();
        return app;
    }
}
