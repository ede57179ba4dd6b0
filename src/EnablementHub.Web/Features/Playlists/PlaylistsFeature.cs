using EnablementHub.Features.Library.Lifecycle;

namespace EnablementHub.Features.Playlists;

/// <summary>The door of the room where recordings are put in an order and heard one after another.</summary>
public static class PlaylistsFeature
{
    public static IServiceCollection AddPlaylists(this IServiceCollection services)
    {
        services.AddScoped<PlaylistQueries>();
        services.AddScoped<WritePlaylist>();
        services.AddScoped<ArrangePlaylist>();
        services.AddScoped<IItemUses, PlaylistUses>();
        return services;
    }
}

public static class PlaylistLinks
{
    public const string All = "/playlists";
    public const string New = "/playlists/new";

    public static string To(int id) => FormattableString.Invariant($"/playlists/{id}");
}
