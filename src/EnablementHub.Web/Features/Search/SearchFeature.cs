using EnablementHub.Features.Search.Cards;
using EnablementHub.Features.Search.Engine;
using EnablementHub.Features.Search.Engine.Fts5;
using EnablementHub.Features.Search.Index;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Settings;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EnablementHub.Features.Search;

/// <summary>The door of the room: the engine, the projector that feeds it, and the one way to search.</summary>
public static class SearchFeature
{
    public static IServiceCollection AddSearch(this IServiceCollection services)
    {
        services.AddSingleton<ISearchEngine>(provider => Open(provider.GetRequiredService<DataDirectory>()));
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
        services.AddHealthChecks().AddCheck<IndexHealth>("index", tags: ["ready"]);
        return services;
    }

    private static Fts5Engine Open(DataDirectory directory)
    {
        try
        {
            return Fts5Engine.Open(directory.IndexFolder);
        }
        catch (IndexHeldException held)
        {
            throw new WrongSettingException($"Another hub works on the data directory {directory.Root}. Stop it first, or give this one a directory of its own with --data.", held);
        }
    }
}
