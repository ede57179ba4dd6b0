namespace EnablementHub.Features.Playbooks;

/// <summary>The door of the room: texts with plays and the clips that stand in them.</summary>
public static class PlaybooksFeature
{
    public static IServiceCollection AddPlaybooks(this IServiceCollection services)
    {
        services.AddScoped<TextComposer>();
        return services;
    }
}
