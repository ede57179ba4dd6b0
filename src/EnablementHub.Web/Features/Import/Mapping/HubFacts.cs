using EnablementHub.Data;
using EnablementHub.Features.Taxonomy;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Import.Mapping;

/// <summary>What of the hub the files may name: people, teams, roles, values of facets.</summary>
internal sealed class HubFacts
{
    private readonly Dictionary<string, int> _people = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _teams = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string Group, string Name), int> _facets = [];

    private HubFacts()
    {
    }

    public static async Task<HubFacts> ReadAsync(HubDbContext database, CancellationToken cancellationToken)
    {
        var facts = new HubFacts();
        foreach (var person in await database.Users.AsNoTracking().Where(person => person.DisabledAt == null).Select(person => new { person.Id, person.Email }).ToListAsync(cancellationToken))
        {
            if (person.Email is { } email) facts._people.TryAdd(email, person.Id);
        }

        foreach (var team in await database.Teams.AsNoTracking().Select(team => new { team.Id, team.Name }).ToListAsync(cancellationToken)) facts._teams.TryAdd(team.Name, team.Id);
        foreach (var value in await database.FacetValues.AsNoTracking().OrderBy(value => value.Position).ToListAsync(cancellationToken)) facts.Add(value);
        return facts;
    }

    public int? Person(string email) => _people.TryGetValue(email, out var id) ? id : null;

    public int? Team(string name) => _teams.TryGetValue(name, out var id) ? id : null;

    /// <summary>By its value, or by its label however it is written.</summary>
    public int? Facet(string group, string name)
    {
        var slug = FacetLabels.ToSlug(name);
        return _facets.TryGetValue((group, name.Trim()), out var id) || _facets.TryGetValue((group, Folded(name)), out id) || (slug.Length > 0 && _facets.TryGetValue((group, slug), out id)) ? id : null;
    }

    public void Add(FacetValue value) => Add(value.Group, value.Value, value.Label, value.Id);

    /// <summary>Something to tell it by while nothing is written.</summary>
    public void Pretend(string group, string label) => Add(group, FacetLabels.ToSlug(label), label, -1 - _facets.Count);

    private void Add(string group, string value, string label, int id)
    {
        _facets[(group, value)] = id;
        _facets.TryAdd((group, Folded(label)), id);
    }

    private static string Folded(string label) => "=" + FacetLabels.Clean(label).ToUpperInvariant();
}
