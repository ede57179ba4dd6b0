using EnablementHub.Platform.Jobs;

namespace EnablementHub.Features.Archiving;

/// <summary>The door of the room: rules that archive what nobody vouches for or uses, and their queue.</summary>
public static class ArchivingFeature
{
    public static IServiceCollection AddArchiving(this IServiceCollection services)
    {
        services.AddScoped<ArchiveNotices>();
        services.AddScoped<ApplyArchiveRules>();
        services.AddScoped<ArchivingQueries>();
        services.AddScoped<AddArchiveRule>();
        services.AddScoped<RemoveArchiveRule>();
        services.AddScoped<KeepItem>();
        services.AddRecurringJob<ArchiveRulesJob>();
        return services;
    }
}

/// <summary>Addresses of the room's pages.</summary>
public static class ArchivingLinks
{
    public const string Queue = "/archiving";
    public const string WhatIf = "/archiving/what-if";
}
