using EnablementHub.Data;
using EnablementHub.Features.Admin;
using EnablementHub.Features.Api;
using EnablementHub.Features.Api.OpenApi;
using EnablementHub.Features.Approvals;
using EnablementHub.Features.Archiving;
using EnablementHub.Features.Certification;
using EnablementHub.Features.Clips;
using EnablementHub.Features.Coaching;
using EnablementHub.Features.Duplicates;
using EnablementHub.Features.Home;
using EnablementHub.Features.Import;
using EnablementHub.Features.Insights;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library;
using EnablementHub.Features.Links;
using EnablementHub.Features.Links.Moving;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.Onboarding;
using EnablementHub.Features.People;
using EnablementHub.Features.Playbooks;
using EnablementHub.Features.Playlists;
using EnablementHub.Features.Quizzes;
using EnablementHub.Features.Reviews;
using EnablementHub.Features.Search;
using EnablementHub.Features.Seed;
using EnablementHub.Features.Sessions;
using EnablementHub.Features.Studio;
using EnablementHub.Features.Taxonomy;
using EnablementHub.Features.Tokens;
using EnablementHub.Features.Training;
using EnablementHub.Features.Usage;
using EnablementHub.Platform;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Settings;

namespace EnablementHub;

/// <summary>The table of contents: one line a room.</summary>
public static class HubApplication
{
    /// <summary>The whole site: services and pages.</summary>
    /// <param name="arguments">Where the hub lies, and its settings.</param>
    /// <param name="replace">Changes to the services.</param>
    /// <param name="checks">Checks each service's needs and lifetime, now and with every use; for tests, which so spare every other start and request.</param>
    public static WebApplication Create(HubArguments arguments, Action<IServiceCollection>? replace = null, bool checks = false) => Build(arguments, replace, checks).MapSite();

    /// <summary>The services alone; what the verbs need that serve nothing, and what can open while the pages are mapped.</summary>
    public static WebApplication Build(HubArguments arguments, Action<IServiceCollection>? replace = null, bool checks = false)
    {
        var directory = new DataDirectory(arguments.Data);
        directory.Create();

        // The default builder reads and watches settings files that the hub doesn't have.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = "hub" });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().UseStaticWebAssets();
        builder.Services.AddRouting();
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddConsole();
        HubConfiguration.Configure(builder, arguments, directory);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // A search of ten thousand characters is odd, but it's an address like any other.
            kestrel.Limits.MaxRequestLineSize = 128 * 1024;
            kestrel.Limits.MaxRequestBufferSize = 2 * 1024 * 1024;

            // The next blocks of a recording are read while the last ones travel.
            kestrel.Limits.MaxResponseBufferSize = 256 * 1024;
        });
        builder.Host.UseDefaultServiceProvider(options => options.ValidateScopes = options.ValidateOnBuild = checks);

        builder.Services.AddPlatform(builder.Configuration, directory);
        builder.Services.AddHubData(builder.Configuration);
        builder.Services.AddPeople();
        builder.Services.AddSessions();
        builder.Services.AddTokens();
        builder.Services.AddTaxonomy();
        builder.Services.AddStudio();
        builder.Services.AddApprovals();
        builder.Services.AddArchiving();
        builder.Services.AddLibrary();
        builder.Services.AddLinks();
        builder.Services.AddClips();
        builder.Services.AddPlaybooks();
        builder.Services.AddUsage();
        builder.Services.AddInsights();
        builder.Services.AddNotifications();
        builder.Services.AddReviews();
        builder.Services.AddLearning();
        builder.Services.AddDuplicates();
        builder.Services.AddOnboarding();
        builder.Services.AddPlaylists();
        builder.Services.AddQuizzes();
        builder.Services.AddTraining();
        builder.Services.AddCertification();
        builder.Services.AddCoaching();
        builder.Services.AddImport();
        builder.Services.AddSeed();
        builder.Services.AddAdmin();
        builder.Services.AddSearch();
        builder.Services.AddHome();
        builder.Services.AddApi();
        replace?.Invoke(builder.Services);

        return builder.Build();
    }

    public static WebApplication MapSite(this WebApplication app) => app.UsePlatform().UseOldAddresses().MapHealth().MapReference();

    /// <summary>What every start and every verb needs before its work: the schema of this program, the roles and a key.</summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken = default)
    {
        await services.MigrateHubAsync(cancellationToken);
        await services.EnsureRolesAsync(cancellationToken);
        await services.EnsureKeyAsync(cancellationToken);
    }
}
