using EnablementHub.Features.Learning.Choosing;
using EnablementHub.Features.Learning.Noting;
using EnablementHub.Platform.Jobs;

namespace EnablementHub.Features.Learning;

/// <summary>The door of the room: the ledger of what people learned, and what there is to learn over all rooms.</summary>
public static class LearningFeature
{
    public static IServiceCollection AddLearning(this IServiceCollection services)
    {
        services.AddScoped<LearningRecords>();
        services.AddScoped<LearningQueries>();
        services.AddScoped<LearningTargets>();
        services.AddScoped<ILearningSource, ItemSource>();
        services.AddScoped<ItemFacts>();
        services.AddScoped<NoteItems>();
        return services.AddRecurringJob<NoteItemsJob>();
    }
}
