using EnablementHub.Platform.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace EnablementHub.Data;

/// <summary>Opens the database: a scoped <see cref="HubDbContext"/> for requests, a factory for everything else.</summary>
public static class DataFeature
{
    // Who waits for a lock holds a thread, and those who only read need threads too.
    private const int SecondsToWaitForALock = 10;

    // A failover takes a server some seconds; a reader who waits longer than that had better be told.
    private const int MaxRetries = 5;
    private static readonly TimeSpan LongestRetryDelay = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddHubData(this IServiceCollection services, IConfiguration configuration)
    {
        // Asked for again through the options when the first context opens: their validation has the sentence for a wrong value.
        var isSqlServer = (configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions()).IsSqlServer;
        if (!isSqlServer)
        {
            services.AddSingleton(provider => new HostClaim(provider.GetRequiredService<DataDirectory>().DatabaseFile, HostClaim.ThisHost(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<HostClaim>>()));
            services.AddSingleton<HostBeat>();
            services.AddHostedService(provider => provider.GetRequiredService<HostBeat>());
        }

        return isSqlServer
            ? services.AddHubData<SqlServerHubDbContext>((provider, options) => ConfigureSqlServer(options, provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString!))
            : services.AddHubData<SqliteHubDbContext>((provider, options) => ConfigureSqlite(options, provider.GetRequiredService<DataDirectory>().DatabaseFile));
    }

    private static IServiceCollection AddHubData<TContext>(this IServiceCollection services, Action<IServiceProvider, DbContextOptionsBuilder> configure)
        where TContext : HubDbContext
    {
        services.AddPooledDbContextFactory<TContext>((provider, options) =>
        {
            configure(provider, options);

            // Rooms may watch what is written without anybody knowing them here.
            options.AddInterceptors(provider.GetServices<IInterceptor>());
        });
        services.AddSingleton<IDbContextFactory<HubDbContext>, HubDbContextFactory<TContext>>();
        services.AddScoped<HubDbContext>(provider => provider.GetRequiredService<IDbContextFactory<TContext>>().CreateDbContext());
        return services;
    }

    /// <summary>
    /// Lets Entity Framework get ready for the embedded database on another core, while there are no services yet. It keeps the
    /// model and what belongs to it for every context of the same kind, and asks no database.
    /// </summary>
    public static void ReadModelAhead() => _ = Task.Run(() =>
    {
        using var database = new SqliteDesignTimeFactory().CreateDbContext([]);
        return database.Model.GetEntityTypes().Count();
    });

    internal static void ConfigureSqlite(DbContextOptionsBuilder options, string file)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = SecondsToWaitForALock };
        options.UseSqlite(connection.ConnectionString, sqlite => sqlite.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery));
        options.AddInterceptors(new SqlitePragmas());
        options.ConfigureWarnings(TellOnce);
    }

    internal static void ConfigureSqlServer(DbContextOptionsBuilder options, string connectionString)
    {
        // A statement there takes 2,098 parameters of ours. A value each would be too many as soon as a list and something else
        // come near that, and Entity Framework looks at each list by itself; as one parameter a list may be of any length.
        options.UseSqlServer(connectionString, server => server.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery).UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)
            .EnableRetryOnFailure(MaxRetries, LongestRetryDelay, errorNumbersToAdd: null));
        options.ConfigureWarnings(TellOnce);
        options.AddInterceptors(CaselessLike.Instance, ListCollation.Instance);
    }

    /// <summary>What fails in a transaction is thrown, and told by whoever catches it; what ends one because the hub stops is no error.</summary>
    private static void TellOnce(WarningsConfigurationBuilder warnings) => warnings.Log((RelationalEventId.TransactionError, LogLevel.Debug));

    private sealed class HubDbContextFactory<TContext>(IDbContextFactory<TContext> contexts) : IDbContextFactory<HubDbContext>
        where TContext : HubDbContext
    {
        public HubDbContext CreateDbContext() => contexts.CreateDbContext();
    }
}

/// <summary>For the migration tool, which starts no host.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteHubDbContext>
{
    public SqliteHubDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteHubDbContext>();
        DataFeature.ConfigureSqlite(options, "design-time.db");
        return new SqliteHubDbContext(options.Options);
    }
}

/// <summary>For the migration tool, which asks no server.</summary>
internal sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<SqlServerHubDbContext>
{
    public SqlServerHubDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqlServerHubDbContext>();
        DataFeature.ConfigureSqlServer(options, "Server=design-time");
        return new SqlServerHubDbContext(options.Options);
    }
}
