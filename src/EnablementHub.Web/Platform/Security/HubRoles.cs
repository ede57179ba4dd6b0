using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;

namespace EnablementHub.Platform.Security;

/// <summary>The roles of the field. A person may have several.</summary>
public static class HubRoles
{
    public const string Rep = "rep";
    public const string Expert = "expert";
    public const string Lead = "lead";
    public const string Manager = "manager";
    public const string Administrator = "administrator";

    public static readonly IReadOnlyList<string> All = [Rep, Expert, Lead, Manager, Administrator];

    public static string Label(string role) => role switch
    {
        Rep => "Rep",
        Expert => "Expert",
        Lead => "Enablement lead",
        Manager => "Manager",
        Administrator => "Administrator",
        _ => role,
    };
}

/// <summary>
/// What somebody may do; each is one authorisation policy of the same name. Endpoints name a capability, never a role,
/// and the table below says who has it.
/// </summary>
public static class Capability
{
    /// <summary>Find, read and play what one's audience may see.</summary>
    public const string ReadContent = "content.read";

    /// <summary>Write drafts and change one's own items.</summary>
    public const string WriteContent = "content.write";

    /// <summary>Publish, verify, expire and archive anything, and see every audience.</summary>
    public const string ManageContent = "content.manage";

    /// <summary>Edit facet values and synonyms.</summary>
    public const string ManageTaxonomy = "taxonomy.manage";

    /// <summary>See who uses what.</summary>
    public const string SeeUsage = "usage.see";

    /// <summary>Start people with a checklist and see how they get on.</summary>
    public const string SeeOnboarding = "onboarding.see";

    /// <summary>Assign training to the people that one looks after, and see how far they are with it.</summary>
    public const string AssignTraining = "training.assign";

    /// <summary>See how ready the people are whom one looks after, and coach them.</summary>
    public const string CoachPeople = "people.coach";

    /// <summary>Invite, disable, give roles and teams.</summary>
    public const string ManagePeople = "people.manage";

    private static readonly Dictionary<string, string[]> Roles = new(StringComparer.Ordinal)
    {
        [ReadContent] = [HubRoles.Rep, HubRoles.Expert, HubRoles.Lead, HubRoles.Manager, HubRoles.Administrator],
        [WriteContent] = [HubRoles.Expert, HubRoles.Lead, HubRoles.Administrator],
        [ManageContent] = [HubRoles.Lead, HubRoles.Administrator],
        [ManageTaxonomy] = [HubRoles.Lead, HubRoles.Administrator],
        [SeeUsage] = [HubRoles.Lead, HubRoles.Manager, HubRoles.Administrator],
        [SeeOnboarding] = [HubRoles.Lead, HubRoles.Manager, HubRoles.Administrator],
        [AssignTraining] = [HubRoles.Lead, HubRoles.Manager, HubRoles.Administrator],
        [CoachPeople] = [HubRoles.Lead, HubRoles.Manager, HubRoles.Administrator],
        [ManagePeople] = [HubRoles.Administrator],
    };

    public static IEnumerable<string> All => Roles.Keys;

    public static IReadOnlyList<string> RolesWith(string capability) => Roles[capability];

    public static bool Can(this ClaimsPrincipal person, string capability) =>
        Array.Exists(Roles[capability], person.IsInRole) && TokenScopes.Reaches(person, capability);

    /// <summary>Deny by default: an endpoint that names nothing asks for <see cref="ReadContent"/>.</summary>
    public static void AddPolicies(AuthorizationOptions options)
    {
        foreach (var (capability, roles) in Roles) options.AddPolicy(capability, policy => policy
                .RequireAuthenticatedUser().RequireRole(roles)
                .RequireAssertion(context => TokenScopes.Reaches(context.User, capability) && TokenScopes.AllowsMethod(context.User, context.Resource as HttpContext)));
        options.DefaultPolicy = options.GetPolicy(ReadContent)!;
        options.FallbackPolicy = options.GetPolicy(ReadContent);
    }
}

/// <summary>
/// How far an API token reaches. A scope only narrows what the person's roles allow: read sends nothing but safe requests,
/// write changes content, admin manages people too. Browsers carry no scope.
/// </summary>
public static class TokenScopes
{
    public const string Claim = "hub:scope";

    /// <summary>Number of the token that signed the request.</summary>
    public const string IdClaim = "hub:token";

    public const string Read = "read";
    public const string Write = "write";
    public const string Admin = "admin";

    public static bool IsToken(ClaimsPrincipal person) => person.HasClaim(claim => claim.Type == Claim);

    public static bool Reaches(ClaimsPrincipal person, string capability) =>
        capability != Capability.ManagePeople || person.FindFirstValue(Claim) is null or Admin;

    public static bool AllowsMethod(ClaimsPrincipal person, HttpContext? request) =>
        person.FindFirstValue(Claim) != Read || request is null
        || HttpMethods.IsGet(request.Request.Method) || HttpMethods.IsHead(request.Request.Method) || HttpMethods.IsOptions(request.Request.Method);
}
