using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Search.Cards;
using EnablementHub.Features.Search.Engine;
using EnablementHub.Features.Search.Engine.Fts5;
#if WITH_LUCENE
using EnablementHub.Features.Search.Engine.Lucene;
#endif
using EnablementHub.Features.Search.Golden;
using EnablementHub.Features.Search.Index;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Settings;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace EnablementHub.Features.Search;

/// <summary>The door of the room: the engine, the projector that feeds it, and the one way to search.</summary>
public static class SearchFeature
{
    public static IServiceCollection AddSearch(this IServiceCollection services)
    {
        services.AddSingleton(provider => Open(provider.GetRequiredService<DataDirectory>(), provider.GetRequiredService<IOptions<NodeOptions>>().Value.Name, provider.GetRequiredService<IOptions<SearchOptions>>().Value));
        services.AddSingleton<ChangeSignal>();
        services.AddSingleton<IInterceptor, ChangeWatch>();
        services.AddSingleton<FacetNames>();
        services.AddSingleton<ContentCards>();
        services.AddSingleton<IndexSource>();
        services.AddSingleton<IndexStatus>();
        services.AddSingleton<VocabularySource>();
        services.AddSingleton<UseRefresh>();
        services.AddSingleton<WarmUp>();
        services.AddSingleton<IndexProjector>();
        services.AddHostedService(provider => provider.GetRequiredService<IndexProjector>());
        services.AddSingleton<SearchLog>();
        services.AddHostedService(provider => provider.GetRequiredService<SearchLog>());
        services.AddSingleton<ContentSearch>();
        services.AddScoped<GoldenQueries>();
        services.AddScoped<AskGoldenQueries>();
        services.AddScoped<IItemUses, GoldenUses>();
        services.AddHealthChecks().AddCheck<IndexHealth>("index", tags: ["ready"]);
        return services;
    }

    /// <summary>Opens the index and asks it its first questions on another core, so that the hub is ready sooner.</summary>
    /// <param name="services">Those of the hub that starts.</param>
    /// <param name="databaseReady">Ends when the database has this program's schema.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <returns>Ends when the index is open.</returns>
    /// <exception cref="WrongSettingException">Another hub works on it.</exception>
    public static Task WarmSearch(this IServiceProvider services, Task databaseReady, CancellationToken cancellationToken) =>
        Task.Run(() => services.GetRequiredService<WarmUp>().Begin(databaseReady, cancellationToken), cancellationToken);

    private static ISearchEngine Open(DataDirectory directory, string? node, SearchOptions settings)
    {
        try
        {
            var folder = directory.IndexFolderOf(node);
#if WITH_LUCENE
            if (settings.UsesLucene) return LuceneEngine.Open(folder);
#endif
            return Fts5Engine.Open(folder);
        }
        catch (IndexHeldException held)
        {
            throw new WrongSettingException(node is null
                ? $"Another hub works on the data directory {directory.Root}. Stop it first; or, to run several nodes of one hub on this machine, give each a name of its own, such as --set Node:Name=two."
                : $"Another hub called {node} works on the data directory {directory.Root}. Stop it first, or give this one another Node:Name.", held);
        }
    }
}
