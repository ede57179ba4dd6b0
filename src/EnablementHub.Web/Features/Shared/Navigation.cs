using System.Security.Claims;
using EnablementHub.Platform.Security;

namespace EnablementHub.Features.Shared;

/// <param name="Icon">Name of a symbol in <c>img/icons.svg</c>.</param>
/// <param name="Group">Heading that it stands under; null for the first rooms, which need none.</param>
public sealed record NavigationEntry(string Label, string Icon, string Href, bool IsCurrent, string? Group = null);

/// <param name="Rooms">All rooms that the person may enter, in the order of the rail.</param>
/// <param name="Create">What the person may add, for the menu in the top bar; empty for those who only read.</param>
public sealed record NavigationModel(IReadOnlyList<NavigationEntry> Rooms, IReadOnlyList<NavigationEntry> Create)
{
    private const int PlacesInBottomBar = 5;

    /// <summary>What a phone shows at the bottom; the last place is kept for "More" when not all rooms fit.</summary>
    public IEnumerable<NavigationEntry> BottomBar => Rooms.Take(HasMore ? PlacesInBottomBar - 1 : PlacesInBottomBar);

    public bool HasMore => Rooms.Count > PlacesInBottomBar;
}

/// <summary>The map of the site: which rooms a person sees in the frame. A room that comes into being gets its line here.</summary>
public static class Navigation
{
    private sealed record Room(string Label, string Icon, string Href, string Capability, string? Group = null);

    private static readonly Room[] Rooms =
    [
        new("Home", "home", "/", Capability.ReadContent),
        new("Search", "search", "/search", Capability.ReadContent),
        new("Library", "library", "/library", Capability.ReadContent),
        new("Playlists", "play", "/playlists", Capability.ReadContent),
        new("Training", "recording", "/training", Capability.ReadContent),
        new("Onboarding", "check", "/onboarding", Capability.ReadContent),
        new("Certifications", "verified", "/certifications", Capability.ReadContent),
        new("Team", "team", "/team", Capability.CoachPeople),
        new("Studio", "studio", "/studio", Capability.WriteContent, "Work"),
        new("Reviews", "verified", "/reviews", Capability.WriteContent, "Work"),
        new("Approvals", "check", "/approvals", Capability.WriteContent, "Work"),
        new("Links", "link", "/links", Capability.ManageContent, "Work"),
        new("Import", "plus", "/import", Capability.ManageContent, "Work"),
        new("Archive queue", "archived", "/archiving", Capability.ManageContent, "Work"),
        new("Usage", "insights", "/usage", Capability.SeeUsage, "Work"),
        new("Facets", "tag", "/admin/facets", Capability.ManageTaxonomy, "Set up"),
        new("Synonyms", "synonyms", "/admin/synonyms", Capability.ManageTaxonomy, "Set up"),
        new("Review intervals", "clock", "/admin/review-intervals", Capability.ManageContent, "Set up"),
        new("People", "team", "/people", Capability.ManagePeople, "Set up"),
        new("Mails", "mail", "/admin/mails", Capability.ManagePeople, "Set up"),
    ];

    private static readonly Room[] Creatable =
    [
        new("Clip", "clip", "/studio/new/clip", Capability.WriteContent),
        new("Playbook", "playbook", "/studio/new/playbook", Capability.WriteContent),
        new("Training video", "training-video", "/studio/new/training-video", Capability.WriteContent),
        new("Template", "template", "/studio/new/template", Capability.WriteContent),
        new("Document", "document", "/studio/new/document", Capability.WriteContent),
        new("Link", "link", "/studio/new/link", Capability.WriteContent),
    ];

    public static NavigationModel For(ClaimsPrincipal person, PathString path) => new(Open(Rooms, person, path), Open(Creatable, person, path));

    private static List<NavigationEntry> Open(Room[] rooms, ClaimsPrincipal person, PathString path) =>
    [
        .. from room in rooms
           where person.Can(room.Capability)
           select new NavigationEntry(room.Label, room.Icon, room.Href, IsCurrent(room.Href, path), room.Group),
    ];

    // An item's page belongs to the library, whatever its address.
    private static bool IsCurrent(string href, PathString path) => href switch
    {
        "/" => !path.HasValue || path == "/",
        "/library" => path.StartsWithSegments("/library") || path.StartsWithSegments("/items"),
        _ => path.StartsWithSegments(href),
    };
}
