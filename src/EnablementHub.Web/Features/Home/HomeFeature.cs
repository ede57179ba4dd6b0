namespace EnablementHub.Features.Home;

/// <summary>The door of the room: the first page, by what somebody may do.</summary>
public static class HomeFeature
{
    public static IServiceCollection AddHome(this IServiceCollection services)
    {
        services.AddScoped<HomeQueries>();
        services.AddScoped<WorkQueries>();
        services.AddScoped<ForYou>();
        return services;
    }
}
