namespace EnablementHub.Features.People;

/// <summary>The door of the room: who is who, roles and teams.</summary>
public static class PeopleFeature
{
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddSingleton<PersonAccessCache>();
        return services;
    }
}
