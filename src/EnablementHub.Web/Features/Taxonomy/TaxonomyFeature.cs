namespace EnablementHub.Features.Taxonomy;

/// <summary>The door of the room: facet values and synonyms, which the lead edits.</summary>
public static class TaxonomyFeature
{
    public static IServiceCollection AddTaxonomy(this IServiceCollection services)
    {
        services.AddSingleton<TaxonomyCatalog>();
        services.AddScoped<AddFacetValue>();
        services.AddScoped<ChangeFacetValue>();
        services.AddScoped<RemoveFacetValue>();
        services.AddScoped<SaveSynonyms>();
        return services;
    }
}
