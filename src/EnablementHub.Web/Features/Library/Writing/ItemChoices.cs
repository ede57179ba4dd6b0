using EnablementHub.Data;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Features.People;
using EnablementHub.Features.Taxonomy;
using EnablementHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Library.Writing;

public sealed record Choice(string Value, string Label);

public sealed record FacetChoices(FacetGroup Group, IReadOnlyList<Choice> Values);

public sealed record ItemChoiceLists(IReadOnlyList<Choice> Owners, IReadOnlyList<FacetChoices> Facets, IReadOnlyList<Choice> Teams, IReadOnlyList<Choice> Roles)
{
    /// <summary>Values as <see cref="VerifierChoice"/> reads them; the owner is the first.</summary>
    public IEnumerable<Choice> Verifiers =>
    [
        new("", "The owner"),
        .. Owners.Select(person => new Choice("person:" + person.Value, person.Label)),
        .. Teams.Select(team => team with { Label = team.Label + " (group)" }),
    ];

    public IEnumerable<Choice> Backups => [new("", "The owner"), .. Owners];
}

/// <summary>What the lists of an editor and of bulk changes offer.</summary>
public sealed class ItemChoices(HubDbContext database, TaxonomyCatalog catalog)
{
    /// <param name="ownerId">Offered even when they may no longer write.</param>
    /// <param name="carried">Values that the item carries already: they are offered even when retired.</param>
    public async Task<ItemChoiceLists> ReadAsync(int? ownerId, IReadOnlyCollection<int> carried, CancellationToken cancellationToken)
    {
        var roles = Capability.RolesWith(Capability.WriteContent);
        var owners = await database.Users.AsNoTracking()
            .Where(person => person.Id == ownerId || (person.DisabledAt == null && database.UserRoles.Any(given => given.UserId == person.Id
                && database.Roles.Any(role => role.Id == given.RoleId && roles.Contains(role.Name!)))))
            .OrderBy(person => person.DisplayName).Select(person => new { person.Id, person.DisplayName }).ToListAsync(cancellationToken);
        var teams = await database.Teams.AsNoTracking().OrderBy(team => team.Name).ToListAsync(cancellationToken);
        var taxonomy = await catalog.ReadAsync(cancellationToken);
        return new ItemChoiceLists(
            [.. owners.Select(person => new Choice(Text(person.Id), person.DisplayName))],
            [.. FacetGroups.Edited.Select(group => new FacetChoices(group,
                [.. taxonomy.ValuesOf(group.Slug).Where(value => !value.IsRetired || carried.Contains(value.Id)).Select(value => new Choice(Text(value.Id), value.Label))]))],
            [.. teams.Select(team => new Choice(Grants.ForTeam(team.Id), team.Name))],
            [.. HubRoles.All.Select(role => new Choice(Grants.ForRole(role), HubRoles.Label(role)))]);
    }

    private static string Text(int id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
