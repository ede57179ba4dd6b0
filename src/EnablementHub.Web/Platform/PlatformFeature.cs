using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Mail;
using EnablementHub.Platform.Markdown;
using EnablementHub.Platform.Media.Probing;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Settings;
using EnablementHub.Platform.Storage;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace EnablementHub.Platform;

/// <summary>Everything that knows no room.</summary>
public static class PlatformFeature
{
    public static IServiceCollection AddPlatform(this IServiceCollection services, IConfiguration configuration, DataDirectory directory)
    {
        HubConfiguration.BindOptions(services, configuration);
        services.AddSingleton(directory);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<OrganisationClock>();
        services.AddSingleton<HubAddress>();
        AddKeys(services, directory);
        services.AddAuthorization(Capability.AddPolicies);
        services.AddHubRateLimits();
        services.AddHubMvc();
        services.AddSingleton<PageWarmUp>();
        services.AddSingleton(provider => new MarkdownRenderer(provider.GetRequiredService<HubAddress>().PathOf));
        services.AddSingleton(provider => new MediaProbe(provider.GetRequiredService<IOptions<MediaOptions>>().Value.Ffprobe));
        services.AddSingleton(provider => FileStores.Open(provider.GetRequiredService<IOptions<StoreOptions>>().Value, directory, provider.GetRequiredService<TimeProvider>()));
        services.AddRecurringJob<RemoveLeftoversJob>();
        services.AddHubAssets();
        services.AddHubMail();
        services.AddSingleton<Draining>();
        services.AddHostedService(provider => provider.GetRequiredService<Draining>());
        services.AddHostedService<KeptAddress>();
        services.AddSingleton<JobRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<JobRunner>());
        return services;
    }

    private static void AddKeys(IServiceCollection services, DataDirectory directory)
    {
        services.AddDataProtection().SetApplicationName("EnablementHub").PersistKeysToFileSystem(new DirectoryInfo(directory.KeysFolder));
        services.AddSingleton<DatabaseKeys>();
        services.AddOptions<KeyManagementOptions>().Configure<IOptions<DatabaseOptions>, IServiceProvider>((keys, database, provider) =>
        {
            if (database.Value.IsSqlServer) keys.XmlRepository = provider.GetRequiredService<DatabaseKeys>();
        });
    }

    public static WebApplication UsePlatform(this WebApplication app)
    {
        app.Use(app.Services.GetRequiredService<PageWarmUp>().Keep);
        app.UseTrustedProxies();
        app.UseSecurityHeaders(app.Services.GetRequiredService<IFileStore>().DirectUrls?.Origin);
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/problem/500", StatusCodeSelector = FailureStatus.Of, AllowStatusCode404Response = true });
        app.UseStatusCodePagesWithReExecute("/problem/{0}");

        // Recordings don't get smaller, and the compressor's own buffer would stand between the file and the connection.
        app.UseWhen(context => !context.Request.Path.StartsWithSegments("/media"), pages => pages.UseResponseCompression());
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.MapHubAssets();
        app.MapControllers();
        return app;
    }
}
