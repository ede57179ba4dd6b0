using EnablementHub.Features.Library.Bulk;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Platform.Jobs;

namespace EnablementHub.Features.Library.Writing;

/// <summary>The writes of the library; the room's door opens them.</summary>
public static class WritingFeature
{
    public static IServiceCollection AddLibraryWriting(this IServiceCollection services)
    {
        services.AddSingleton<VersionFactory>();
        services.AddScoped<CreateItem>();
        services.AddScoped<ItemChoices>();
        services.AddScoped<SaveItem>();
        services.AddScoped<PublishItem>();
        services.AddScoped<VerifyItem>();
        services.AddScoped<ReviewIntervals>();
        services.AddScoped<IItemUses, ItemsThatUse>();
        services.AddScoped<ItemDependants>();
        services.AddScoped<ExpireItem>();
        services.AddScoped<ArchiveItem>();
        services.AddScoped<RestoreItem>();
        services.AddScoped<RestoreVersion>();
        services.AddScoped<DiscardPending>();
        services.AddScoped<ChangeManyItems>();
        services.AddScoped<DeleteItem>();
        services.AddScoped<EndManyItems>();
        services.AddScoped<CarryOutEnding>();
        services.AddRecurringJob<FinishEndingsJob>();
        return services;
    }
}
