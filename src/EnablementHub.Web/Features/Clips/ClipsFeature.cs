using EnablementHub.Features.Clips.Attaching;
using EnablementHub.Features.Clips.Playing;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Storage;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EnablementHub.Features.Clips;

/// <summary>The door of the room: recordings, their captions, and how far people are with them.</summary>
public static class ClipsFeature
{
    public static IServiceCollection AddClips(this IServiceCollection services)
    {
        services.AddSingleton<MediaAccess>();
        services.AddSingleton<IInterceptor>(provider => provider.GetRequiredService<MediaAccess>());
        services.AddScoped<PlayerPages>();
        services.AddSingleton<IStoredFileRows, MediaFileRows>();
        services.AddRecurringJob<RemoveOrphanFilesJob>();
        return services.AddAttaching();
    }
}
