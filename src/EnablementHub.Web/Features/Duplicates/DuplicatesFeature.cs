using EnablementHub.Platform.Jobs;

namespace EnablementHub.Features.Duplicates;

/// <summary>The door of the room: items that say nearly the same are found, shown while writing, and merged.</summary>
public static class DuplicatesFeature
{
    public static IServiceCollection AddDuplicates(this IServiceCollection services)
    {
        services.AddScoped<SimilarItems>();
        services.AddScoped<SketchChanges>();
        services.AddScoped<DuplicateQueries>();
        services.AddScoped<MergeItems>();
        services.AddScoped<DismissPair>();
        return services.AddRecurringJob<SketchChangesJob>();
    }
}

public static class DuplicateLinks
{
    public const string List = "/duplicates";
    public const string Merge = "/duplicates/merge";

    public static string Check(int itemId) => FormattableString.Invariant($"/duplicates/check/{itemId}");

    public static string MergeInto(int survivorId, int loserId) => FormattableString.Invariant($"{Merge}?survivor={survivorId}&loser={loserId}");

    public static string ShowAgain(int firstId, int secondId) => FormattableString.Invariant($"/duplicates/{firstId}/{secondId}/show-again");
}
