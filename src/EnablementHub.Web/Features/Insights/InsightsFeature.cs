using EnablementHub.Features.Insights.Items;
using EnablementHub.Features.Insights.Searching;
using EnablementHub.Features.Insights.Used;
using EnablementHub.Platform.Jobs;

namespace EnablementHub.Features.Insights;

/// <summary>The door of the room: is our content used, how far do people get, and do they find it?</summary>
public static class InsightsFeature
{
    public static IServiceCollection AddInsights(this IServiceCollection services)
    {
        services.AddScoped<UsedReport>();
        services.AddScoped<ItemInsights>();
        services.AddScoped<SearchesReport>();
        services.AddScoped<ExplainSearch>();
        services.AddScoped<InsightTeams>();
        services.AddRecurringJob<ExplainSearchesJob>();
        return services;
    }
}
