using EnablementHub.Features.Studio.Drafts;
using EnablementHub.Features.Studio.Editing;

namespace EnablementHub.Features.Studio;

/// <summary>The door of the room where content is written, compared and published.</summary>
public static class StudioFeature
{
    public static IServiceCollection AddStudio(this IServiceCollection services)
    {
        services.AddScoped<EditorPages>();
        services.AddScoped<KeepDraft>();
        services.AddScoped<StudioQueries>();
        return services;
    }
}

/// <summary>Addresses of the room's pages.</summary>
public static class StudioLinks
{
    public const string Start = "/studio";

    public static string New(string? kind = null) => kind is null ? "/studio/new" : $"/studio/new?kind={kind}";

    public static string Editor(int itemId) => FormattableString.Invariant($"/studio/{itemId}");

    public static string History(int itemId) => FormattableString.Invariant($"/studio/{itemId}/history");

    public static string Compare(int itemId, int from, int to) => FormattableString.Invariant($"/studio/{itemId}/compare?from={from}&to={to}");

    /// <summary>The item as readers see it.</summary>
    public static string Page(int itemId) => FormattableString.Invariant($"/items/{itemId}");
}
