using EnablementHub.Platform.Security;

namespace EnablementHub.Tests.Architecture;

/// <summary>Who may reach the pages of imports.</summary>
internal static class ImportRoutes
{
    public static readonly IReadOnlyList<RouteAccess> All =
    [
        new("GET", "/import", Capability.ManageContent),
        new("POST", "/import", Capability.ManageContent),
        new("GET", "/import/{id:int}", Capability.ManageContent),
        new("POST", "/import/{id:int}/start", Capability.ManageContent),
        new("POST", "/import/{id:int}/discard", Capability.ManageContent),
        new("GET", "/import/{id:int}/report.csv", Capability.ManageContent),
    ];
}
