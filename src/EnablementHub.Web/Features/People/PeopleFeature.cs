using EnablementHub.Data;
using EnablementHub.Features.People.Holidays;
using EnablementHub.Features.People.Import;
using EnablementHub.Features.People.Teams;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.People;

/// <summary>The door of the room: who is who, roles and teams.</summary>
public static class PeopleFeature
{
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddSingleton<PersonAccessCache>();
        services.AddScoped<PeopleQueries>();
        services.AddScoped<WorkCalendar>();
        services.AddScoped<SaveHolidays>();
        services.AddScoped<InvitePerson>();
        services.AddScoped<ChangePerson>();
        services.AddScoped<DisablePerson>();
        services.AddScoped<ImportPeople>();
        services.AddScoped<SaveTeam>();
        services.AddScoped<RemoveTeam>();
        return services;
    }

    /// <summary>Every hub has the same five roles.</summary>
    public static async Task EnsureRolesAsync(this IServiceProvider services, CancellationToken cancellationToken = default)
    {
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        if ((await MissingRolesAsync(database, cancellationToken)).Count == 0) return;

        // Nodes that start together would each add them.
        await database.InUnitAsync(
            async token =>
            {
                database.AddRange((await MissingRolesAsync(database, token)).Select(role => new IdentityRole<int>(role) { NormalizedName = role.ToUpperInvariant() }));
                await database.SaveChangesAsync(token);
            },
            cancellationToken);
    }

    private static async Task<IReadOnlyList<string>> MissingRolesAsync(HubDbContext database, CancellationToken cancellationToken) =>
        [.. HubRoles.All.Except(await database.Roles.Select(role => role.Name!).ToListAsync(cancellationToken), StringComparer.Ordinal)];
}
