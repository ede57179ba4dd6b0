using System.Globalization;

namespace EnablementHub.Features.People;

/// <summary>
/// The tokens by which audiences and viewers meet: an item whose audience shares a token with the viewer, or that has no
/// audience, is visible to them.
/// </summary>
public static class Grants
{
    public const int MaxLength = 40;
    private const string RolePrefix = "role:";
    private const string TeamPrefix = "team:";

    public static string ForRole(string role) => RolePrefix + role;

    public static string ForTeam(int teamId) => TeamPrefix + teamId.ToString(CultureInfo.InvariantCulture);

    public static string? RoleOf(string grant) => grant.StartsWith(RolePrefix, StringComparison.Ordinal) ? grant[RolePrefix.Length..] : null;

    public static int? TeamOf(string grant) =>
        grant.StartsWith(TeamPrefix, StringComparison.Ordinal) && int.TryParse(grant.AsSpan(TeamPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}

/// <summary>Who looks, for everything that depends on it. The same value decides pages, search, counts, media and the API.</summary>
public sealed record Viewer
{
    public required int PersonId { get; init; }

    /// <summary>True for those who manage content: they see every audience.</summary>
    public required bool SeesEverything { get; init; }

    /// <summary>Grant tokens of the person's roles and teams, sorted.</summary>
    public required IReadOnlyList<string> GrantTokens { get; init; }
}
