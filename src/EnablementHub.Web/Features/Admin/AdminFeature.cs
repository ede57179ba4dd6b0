using EnablementHub.Features.Admin.Backup;
using EnablementHub.Features.Admin.Mails;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Mvc;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EnablementHub.Features.Admin;

/// <summary>The door of the room: running the hub.</summary>
public static class AdminFeature
{
    /// <summary>Checks with this tag decide whether a balancer may send people here.</summary>
    public const string Ready = "ready";

    private const string Database = "database";
    private const string Jobs = "jobs";
    private const string Mails = "mails";

    public static IServiceCollection AddAdmin(this IServiceCollection services)
    {
        services.AddSingleton<FirstPages>();
        services.AddScoped<VerifyHub>();
        services.AddScoped<IndexComparison>();
        services.AddScoped<WriteBackup>();
        services.AddScoped<CopyFiles>();
        services.AddScoped<MailQueries>();
        services.AddScoped<RetryMails>();
        services.AddHealthChecks()
            .AddCheck<Draining>("node", tags: [Ready])
            .AddCheck<PageWarmUp>("pages", tags: [Ready])
            .AddCheck<DatabaseHealth>(Database, tags: [Ready])
            .AddCheck<StoreHealth>("store", tags: [Ready])
            .AddCheck<MediaHealth>("media", tags: [Ready])
            .AddCheck<JobHealth>(Jobs, tags: [Ready])
            .AddCheck<MailHealth>(Mails, tags: [Ready]);
        return services;
    }

    /// <summary>Asks what the first look at the hub's health asks of the database, on another core while the hub starts: the first time takes many times as long.</summary>
    public static async Task WarmHealthAsync(this IServiceProvider services, Task databaseReady, CancellationToken cancellationToken)
    {
        await databaseReady;
        await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name is Database or Jobs or Mails, cancellationToken);
    }

    public static WebApplication MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = HealthAnswer.WriteAsync }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = HealthAnswer.WriteAsync }).AllowAnonymous();
        return app;
    }
}
