using EnablementHub.Platform.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EnablementHub.Data;

/// <summary>Opens the database: a scoped <see cref="HubDbContext"/> for requests, a factory for everything else.</summary>
public static class DataFeature
{
    // Who waits for a lock holds a thread, and those who only read need threads too.
    private const int SecondsToWaitForALock = 10;

    public static IServiceCollection AddHubData(this IServiceCollection services)
    {
        services.AddPooledDbContextFactory<SqliteHubDbContext>((provider, options) =>
        {
            Configure(options, provider.GetRequiredService<DataDirectory>().DatabaseFile);

            // Rooms may watch what is written without anybody knowing them here.
            options.AddInterceptors(provider.GetServices<IInterceptor>());
        });
        services.AddSingleton<IDbContextFactory<HubDbContext>, HubDbContextFactory>();
        services.AddScoped<HubDbContext>(provider => provider.GetRequiredService<IDbContextFactory<SqliteHubDbContext>>().CreateDbContext());
        return services;
    }

    /// <summary>Brings the database to the schema of this program.</summary>
    public static async Task MigrateHubAsync(this IServiceProvider services, CancellationToken cancellationToken = default)
    {
        await using var database = await services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync(cancellationToken);
        await database.Database.MigrateAsync(cancellationToken);
        await database.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancellationToken);
    }

    internal static void Configure(DbContextOptionsBuilder options, string file)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = SecondsToWaitForALock };
        options.UseSqlite(connection.ConnectionString, sqlite => sqlite.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery));
        options.AddInterceptors(new SqlitePragmas());
    }

    private sealed class HubDbContextFactory(IDbContextFactory<SqliteHubDbContext> sqlite) : IDbContextFactory<HubDbContext>
    {
        public HubDbContext CreateDbContext() => sqlite.CreateDbContext();
    }
}

/// <summary>For the migration tool, which starts no host.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteHubDbContext>
{
    public SqliteHubDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteHubDbContext>();
        DataFeature.Configure(options, "design-time.db");
        return new SqliteHubDbContext(options.Options);
    }
}
