using EnablementHub.Features.Usage.Outside;
using EnablementHub.Features.Usage.Rollups;
using EnablementHub.Platform.Jobs;

namespace EnablementHub.Features.Usage;

/// <summary>The door of the room: what people look at, play and search, written aside and added up.</summary>
public static class UsageFeature
{
    public static IServiceCollection AddUsage(this IServiceCollection services)
    {
        services.AddSingleton<UsageLog>();
        services.AddHostedService(provider => provider.GetRequiredService<UsageLog>());
        services.AddScoped<ItemPlays>();
        services.AddScoped<ItemUsage>();
        services.AddScoped<RollUpUse>();
        services.AddScoped<RollUpSearches>();
        services.AddRecurringJob<RollUpJob>();
        services.AddRecurringJob<RemoveTakenEventsJob>();
        return services;
    }
}
