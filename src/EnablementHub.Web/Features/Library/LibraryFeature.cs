using EnablementHub.Features.Library.Browsing;
using EnablementHub.Features.Library.Showing;
using EnablementHub.Features.Library.Writing;

namespace EnablementHub.Features.Library;

/// <summary>The door of the room: items, their versions, the list and the page of each.</summary>
public static class LibraryFeature
{
    public static IServiceCollection AddLibrary(this IServiceCollection services)
    {
        services.AddScoped<ItemPages>();
        services.AddScoped<LibraryLists>();
        return services.AddLibraryWriting();
    }
}
