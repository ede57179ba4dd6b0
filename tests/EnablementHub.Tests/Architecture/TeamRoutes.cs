using EnablementHub.Platform.Security;

namespace EnablementHub.Tests.Architecture;

/// <summary>Those lines of the <see cref="RouteTable"/> that are about coaching, and about what onboarding needs to know of days and changes.</summary>
internal static class TeamRoutes
{
    private const string Reader = Capability.ReadContent;
    private const string Coach = Capability.CoachPeople;

    public static readonly IReadOnlyList<RouteAccess> All =
    [
        new("GET", "/onboarding/holidays", Capability.ManageContent),
        new("POST", "/onboarding/holidays", Capability.ManageContent),
        new("POST", "/onboarding/holidays/{id:int}/remove", Capability.ManageContent),
        new("GET", "/onboarding/people/{id:int}/changes", Capability.SeeOnboarding),
        new("POST", "/onboarding/people/{id:int}/changes", Capability.SeeOnboarding),
        new("GET", "/team", Coach),
        new("GET", "/team/ready", Coach),
        new("GET", "/team/people/{id:int}", Coach),
        new("POST", "/team/people/{id:int}/act", Coach),
        new("POST", "/team/people/{id:int}/steps", Coach),
        new("POST", "/team/people/{id:int}/entries", Coach),
        new("POST", "/team/people/{id:int}/recognitions", Coach),
        new("POST", "/team/steps/{id:int}", Coach),
        new("POST", "/team/steps/{id:int}/done", Reader),
        new("POST", "/team/steps/{id:int}/reopen", Reader),
        new("POST", "/team/steps/{id:int}/remove", Coach),
        new("GET", "/team/entries/{id:int}", Coach),
        new("POST", "/team/entries/{id:int}", Coach),
        new("POST", "/team/entries/{id:int}/remove", Coach),
        new("POST", "/team/recognitions/{id:int}/remove", Reader),
        new("GET", "/team/me", Reader),
        new("POST", "/team/kudos", Reader),
        new("GET", "/team/who-sees-what", Reader),
    ];
}
