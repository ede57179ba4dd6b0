using EnablementHub.Platform.Security;

namespace EnablementHub.Tests.Architecture;

/// <param name="Method">HTTP method, or ANY.</param>
/// <param name="Route">The route as its endpoint writes it.</param>
/// <param name="Access">A capability, or <see cref="RouteTable.Anyone"/>.</param>
internal sealed record RouteAccess(string Method, string Route, string Access);

/// <summary>Who may reach which address: one line a route, read by <see cref="RouteRoleMatrixTests"/>.</summary>
internal static class RouteTable
{
    /// <summary>Open without signing in.</summary>
    public const string Anyone = "anyone";

    private const string Reader = Capability.ReadContent;

    public static readonly IReadOnlyList<RouteAccess> All =
    [
        // Sessions
        new("GET", "/sign-in", Anyone),
        new("POST", "/sign-in", Anyone),
        new("POST", "/sign-out", Anyone),
        new("GET", "/forgotten-password", Anyone),
        new("POST", "/forgotten-password", Anyone),
        new("GET", "/choose-password", Anyone),
        new("POST", "/choose-password", Anyone),
        new("GET", "/set-up", Anyone),
        new("POST", "/set-up", Anyone),

        // Notifications
        new("GET", "/notifications", Reader),
        new("POST", "/notifications/{id:long}/read", Reader),
        new("POST", "/notifications/read-all", Reader),
        new("GET", "/profile/notifications", Reader),
        new("POST", "/profile/notifications", Reader),
        new("GET", "/unsubscribe", Anyone),
        new("POST", "/unsubscribe", Anyone),
        new("GET", "/profile/follows", Reader),
        new("POST", "/follows", Reader),
        new("POST", "/follows/{id:long}/end", Reader),
        new("GET", "/admin/mails", Capability.ManagePeople),
        new("POST", "/admin/mails/{id:int}/retry", Capability.ManagePeople),
        new("POST", "/admin/mails/retry-all", Capability.ManagePeople),

        // People
        new("GET", "/profile", Reader),
        new("POST", "/profile", Reader),
        new("POST", "/profile/password", Reader),
        new("POST", "/profile/sessions/{id:int}/end", Reader),
        new("POST", "/profile/sessions/end-others", Reader),
        new("GET", "/people", Capability.ManagePeople),
        new("GET", "/people/invite", Capability.ManagePeople),
        new("POST", "/people/invite", Capability.ManagePeople),
        new("GET", "/people/{id:int}", Capability.ManagePeople),
        new("POST", "/people/{id:int}", Capability.ManagePeople),
        new("GET", "/people/{id:int}/disable", Capability.ManagePeople),
        new("POST", "/people/{id:int}/disable", Capability.ManagePeople),
        new("POST", "/people/{id:int}/enable", Capability.ManagePeople),
        new("POST", "/people/{id:int}/password-mail", Capability.ManagePeople),
        new("POST", "/people/{id:int}/end-sessions", Capability.ManagePeople),
        new("GET", "/people/import", Capability.ManagePeople),
        new("POST", "/people/import", Capability.ManagePeople),
        new("GET", "/people/teams", Capability.ManagePeople),
        new("POST", "/people/teams", Capability.ManagePeople),
        new("POST", "/people/teams/{id:int}", Capability.ManagePeople),
        new("GET", "/people/teams/{id:int}/delete", Capability.ManagePeople),
        new("POST", "/people/teams/{id:int}/delete", Capability.ManagePeople),

        // Tokens
        new("GET", "/profile/tokens", Reader),
        new("POST", "/profile/tokens", Reader),
        new("POST", "/profile/tokens/{id:int}/revoke", Reader),

        // Approvals
        new("GET", "/approvals", Capability.WriteContent),
        new("GET", "/approvals/{id:int}", Capability.WriteContent),
        new("POST", "/approvals/{id:int}/decide", Capability.WriteContent),
        new("GET", "/approvals/ask/{id:int}", Capability.WriteContent),
        new("POST", "/approvals/ask/{id:int}", Capability.WriteContent),
        new("POST", "/approvals/ask/{id:int}/withdraw", Capability.WriteContent),
        new("POST", "/approvals/items/{id:int}/comments", Capability.WriteContent),
        new("POST", "/approvals/comments/{id:int}/resolve", Capability.WriteContent),
        new("GET", "/approvals/reviewers", Capability.ManageContent),
        new("POST", "/approvals/reviewers/{id:int}", Capability.ManageContent),

        // Archiving
        new("GET", "/archiving", Capability.WriteContent),
        new("GET", "/archiving/what-if", Capability.ManageContent),
        new("POST", "/archiving/rules", Capability.ManageContent),
        new("POST", "/archiving/rules/{id:int}/remove", Capability.ManageContent),
        new("POST", "/archiving/items/{id:int}/keep", Capability.WriteContent),

        // Duplicates
        new("GET", "/duplicates", Capability.ManageContent),
        new("GET", "/duplicates/merge", Capability.ManageContent),
        new("POST", "/duplicates/merge", Capability.ManageContent),
        new("POST", "/duplicates/dismiss", Capability.ManageContent),
        new("POST", "/duplicates/{first:int}/{second:int}/show-again", Capability.ManageContent),
        new("POST", "/duplicates/check/{id:int}", Capability.WriteContent),

        // Studio
        new("GET", "/studio", Capability.WriteContent),
        new("GET", "/studio/new", Capability.WriteContent),
        new("GET", "/studio/new/{kind}", Capability.WriteContent),
        new("POST", "/studio/new", Capability.WriteContent),
        new("GET", "/studio/{id:int}", Capability.WriteContent),
        new("POST", "/studio/{id:int}", Capability.WriteContent),
        new("POST", "/studio/{id:int}/media/remove", Capability.WriteContent),
        new("POST", "/studio/{id:int}/captions/remove", Capability.WriteContent),
        new("POST", "/studio/{id:int}/media", Capability.WriteContent),
        new("POST", "/studio/{id:int}/captions", Capability.WriteContent),
        new("GET", "/studio/{id:int}/history", Capability.WriteContent),
        new("GET", "/studio/{id:int}/compare", Capability.WriteContent),
        new("POST", "/studio/{id:int}/restore-version", Capability.WriteContent),
        new("POST", "/studio/{id:int}/discard", Capability.WriteContent),
        new("POST", "/studio/{id:int}/autosave", Capability.WriteContent),
        new("POST", "/studio/{id:int}/autosave/discard", Capability.WriteContent),
        new("POST", "/studio/preview", Capability.WriteContent),
        new("POST", "/studio/{id:int}/publish", Capability.ManageContent),
        new("POST", "/studio/{id:int}/verify", Capability.ManageContent),
        new("GET", "/studio/{id:int}/end", Capability.ManageContent),
        new("POST", "/studio/{id:int}/expire", Capability.ManageContent),
        new("POST", "/studio/{id:int}/archive", Capability.ManageContent),
        new("POST", "/studio/{id:int}/restore", Capability.ManageContent),
        new("GET", "/studio/{id:int}/delete", Capability.WriteContent),
        new("POST", "/studio/{id:int}/delete", Capability.WriteContent),

        // Library
        new("GET", "/library", Reader),
        new("GET", "/items/{id:int}", Reader),
        new("GET", "/items/{id:int}/{slug}", Reader),
        new("GET", "/items/{id:int}/inline-player", Reader),
        new("POST", "/library/bulk", Capability.ManageContent),
        new("GET", "/library/ending", Capability.ManageContent),
        new("POST", "/library/ending", Capability.ManageContent),
        new("GET", "/library/ending/{id:int}", Capability.ManageContent),

        // Links
        new("GET", "/links", Capability.ManageContent),
        new("GET", "/links/move", Capability.ManageContent),
        new("POST", "/links/move", Capability.ManageContent),
        new("GET", "/links/retired", Capability.ManageContent),
        new("POST", "/links/retired", Capability.ManageContent),
        new("GET", "/links/rewrites/{id:int}", Capability.ManageContent),
        new("POST", "/links/rewrites/{id:int}/undo", Capability.ManageContent),
        new("GET", "/links/external/{id:int}", Capability.ManageContent),
        new("POST", "/links/external/{id:int}", Capability.ManageContent),
        new("POST", "/links/external/{id:int}/check", Capability.ManageContent),
        new("GET", "/links/items/{id:int}", Capability.WriteContent),
        new("POST", "/links/items/{id:int}/sections", Capability.WriteContent),
        new("GET", "/links/items/{id:int}/sections/rewrite", Capability.ManageContent),
        new("POST", "/links/items/{id:int}/sections/rewrite", Capability.ManageContent),

        // Clips
        new("GET", "/media/{id:int}", Reader),
        new("GET", "/items/{id:int}/captions.vtt", Reader),
        new("POST", "/items/{id:int}/progress", Reader),

        // Usage
        new("GET", "/usage", Capability.SeeUsage),
        new("GET", "/usage.csv", Capability.SeeUsage),
        new("GET", "/usage/items/{id:int}", Capability.SeeUsage),
        new("GET", "/usage/items/{id:int}.csv", Capability.SeeUsage),
        new("GET", "/usage/searches", Capability.SeeUsage),
        new("GET", "/usage/searches.csv", Capability.SeeUsage),

        // Reviews
        new("GET", "/reviews", Capability.WriteContent),
        new("POST", "/reviews/{id:int}/keep", Capability.WriteContent),
        new("POST", "/reviews/{id:int}/archive", Capability.ManageContent),
        new("POST", "/reviews/{id:int}/restore", Capability.ManageContent),
        new("POST", "/reviews/{id:int}/reassign", Capability.WriteContent),
        new("POST", "/reviews/{id:int}/postpone", Capability.WriteContent),
        new("POST", "/reviews/{id:int}/claim", Capability.WriteContent),
        new("GET", "/reviews/health", Capability.ManageContent),
        new("GET", "/people/{id:int}/leaving", Capability.ManagePeople),
        new("POST", "/people/{id:int}/leaving", Capability.ManagePeople),
        new("GET", "/items/{id:int}/out-of-date", Reader),
        new("POST", "/items/{id:int}/out-of-date", Reader),
        new("GET", "/admin/review-intervals", Capability.ManageContent),
        new("POST", "/admin/review-intervals", Capability.ManageContent),

        // Taxonomy
        new("GET", "/admin/facets", Capability.ManageTaxonomy),
        new("POST", "/admin/facets/{group}", Capability.ManageTaxonomy),
        new("POST", "/admin/facets/values/{id:int}", Capability.ManageTaxonomy),
        new("POST", "/admin/facets/values/{id:int}/delete", Capability.ManageTaxonomy),
        new("GET", "/admin/synonyms", Capability.ManageTaxonomy),
        new("POST", "/admin/synonyms", Capability.ManageTaxonomy),
        new("POST", "/admin/synonyms/{id:int}", Capability.ManageTaxonomy),
        new("POST", "/admin/synonyms/{id:int}/delete", Capability.ManageTaxonomy),

        // Search
        new("GET", "/search/golden", Capability.ManageContent),
        new("POST", "/search/golden", Capability.ManageContent),
        new("POST", "/search/golden/ask", Capability.ManageContent),
        new("POST", "/search/golden/{id:int}/remove", Capability.ManageContent),
        new("GET", "/playlists", Reader),
        new("GET", "/playlists/new", Reader),
        new("POST", "/playlists/new", Reader),
        new("GET", "/playlists/{id:int}", Reader),
        new("GET", "/playlists/{id:int}/edit", Reader),
        new("POST", "/playlists/{id:int}/edit", Reader),
        new("POST", "/playlists/{id:int}/remove", Reader),
        new("POST", "/playlists/{id:int}/items", Reader),
        new("POST", "/playlists/{id:int}/items/{itemId:int}/up", Reader),
        new("POST", "/playlists/{id:int}/items/{itemId:int}/down", Reader),
        new("POST", "/playlists/{id:int}/items/{itemId:int}/remove", Reader),
        new("GET", "/search", Reader),
        new("GET", "/search/suggest", Reader),
        new("POST", "/search/{searchId:guid}/click", Reader),
        new("GET", "/api/v1/search", Reader),
        new("GET", "/api/v1/suggest", Reader),

        // Admin
        new("ANY", "/health/live", Anyone),
        new("ANY", "/health/ready", Anyone),

        // Shared
        new("ANY", "/problem/{status:int}", Anyone),
        new("POST", "/appearance", Anyone),

        // Home
        new("GET", "/", Reader),

        .. LearningRoutes.All,
        .. ImportRoutes.All,
        .. TeamRoutes.All,
        .. ApiRoutes.All,
    ];
}
