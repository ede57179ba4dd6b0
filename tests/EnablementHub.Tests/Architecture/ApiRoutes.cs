using EnablementHub.Platform.Security;

namespace EnablementHub.Tests.Architecture;

/// <summary>Who may reach the addresses for programs; part of <see cref="RouteTable"/>.</summary>
internal static class ApiRoutes
{
    private const string Reader = Capability.ReadContent;
    private const string Writer = Capability.WriteContent;
    private const string Lead = Capability.ManageContent;

    public static readonly IReadOnlyList<RouteAccess> All =
    [
        new("GET", "/openapi/{documentName}.json", RouteTable.Anyone),
        new("GET", "/developers", Reader),
        new("GET", "/api/v1/items", Reader),
        new("POST", "/api/v1/items", Writer),
        new("GET", "/api/v1/items/{id:int}", Reader),
        new("PATCH", "/api/v1/items/{id:int}", Writer),
        new("PUT", "/api/v1/items/{id:int}", Writer),
        new("DELETE", "/api/v1/items/{id:int}", Writer),
        new("GET", "/api/v1/items/by-external-id/{**externalId}", Reader),
        new("PUT", "/api/v1/items/by-external-id/{**externalId}", Writer),
        new("POST", "/api/v1/items/{id:int}/publish", Lead),
        new("POST", "/api/v1/items/{id:int}/verify", Writer),
        new("POST", "/api/v1/items/{id:int}/expire", Lead),
        new("POST", "/api/v1/items/{id:int}/archive", Lead),
        new("POST", "/api/v1/items/{id:int}/restore", Lead),
        new("POST", "/api/v1/items/{id:int}/discard", Writer),
        new("GET", "/api/v1/items/{id:int}/versions", Writer),
        new("GET", "/api/v1/items/{id:int}/versions/{number:int}", Writer),
        new("POST", "/api/v1/items/{id:int}/versions/{number:int}/restore", Writer),
        new("PUT", "/api/v1/items/{id:int}/media", Writer),
        new("DELETE", "/api/v1/items/{id:int}/media", Writer),
        new("GET", "/api/v1/items/{id:int}/captions", Reader),
        new("PUT", "/api/v1/items/{id:int}/captions", Writer),
        new("DELETE", "/api/v1/items/{id:int}/captions", Writer),
        new("GET", "/api/v1/facets", Reader),
        new("GET", "/api/v1/facets/{group}", Reader),
        new("POST", "/api/v1/facets/{group}/values", Capability.ManageTaxonomy),
        new("PATCH", "/api/v1/facets/values/{id:int}", Capability.ManageTaxonomy),
        new("DELETE", "/api/v1/facets/values/{id:int}", Capability.ManageTaxonomy),
        new("GET", "/api/v1/people", Capability.ManagePeople),
        new("POST", "/api/v1/people", Capability.ManagePeople),
        new("GET", "/api/v1/people/{id:int}", Capability.ManagePeople),
        new("PATCH", "/api/v1/people/{id:int}", Capability.ManagePeople),
        new("POST", "/api/v1/people/{id:int}/disable", Capability.ManagePeople),
        new("POST", "/api/v1/people/{id:int}/enable", Capability.ManagePeople),
        new("GET", "/api/v1/teams", Capability.ManagePeople),
        new("POST", "/api/v1/teams", Capability.ManagePeople),
        new("PATCH", "/api/v1/teams/{id:int}", Capability.ManagePeople),
        new("DELETE", "/api/v1/teams/{id:int}", Capability.ManagePeople),
        new("POST", "/api/v1/events", Reader),
        new("GET", "/api/v1/usage", Capability.SeeUsage),
    ];
}
