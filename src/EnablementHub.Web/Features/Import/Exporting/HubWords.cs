using EnablementHub.Data;
using EnablementHub.Features.Import.Writing;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Taxonomy;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Import.Exporting;

/// <summary>What a <c>hub.yaml</c> says: values of facets in their order, synonyms, and the names of teams that audiences use.</summary>
internal sealed class HubWords
{
    public Dictionary<string, List<HubWord>?>? Facets { get; set; }
    public List<string>? Synonyms { get; set; }
    public List<string>? Teams { get; set; }

    /// <summary>Adds what the hub lacks; what it has stays as its lead wrote it. A team without people shows nothing to anybody.</summary>
    public async Task AddAsync(HubDbContext database, ImportRequest request, Action<Finding> report, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        if (!request.IsDryRun)
        {
            await database.InUnitAsync(
                async token =>
                {
                    problems.Clear();
                    var added = await AddValuesAsync(database, problems, token) + await AddSynonymsAsync(database, token) + await AddTeamsAsync(database, token);
                    if (added > 0) database.LogAudit(request.PersonId, "import.words-added", "hub", null, now, FormattableString.Invariant($"{added} values, synonyms and teams"));
                    await database.SaveChangesAsync(token);
                },
                cancellationToken);
        }

        foreach (var problem in problems) report(new Finding(FindingKind.FrontMatter, Reading.SourceTree.HubFile, 0, problem));
    }

    private async Task<int> AddValuesAsync(HubDbContext database, List<string> problems, CancellationToken cancellationToken)
    {
        var known = await database.FacetValues.ToListAsync(cancellationToken);
        var count = 0;
        foreach (var (group, words) in Facets ?? [])
        {
            if (FacetGroups.Edited.All(edited => edited.Slug != group))
            {
                problems.Add($"There is no facet “{(group.Length <= 40 ? group : group[..40] + "…")}”; it was left out.");
                continue;
            }

            var position = known.Where(value => value.Group == group).Select(value => value.Position).DefaultIfEmpty(-1).Max();
            foreach (var word in words ?? [])
            {
                var label = FacetLabels.Clean(word.Label.Length > 0 ? word.Label : word.Value);
                var slug = word.Value.Length > 0 ? word.Value : FacetLabels.ToSlug(label);
                if (known.Exists(value => value.Group == group && value.Value == slug)) continue;
                if (FacetLabels.Problem(label) is { } problem || slug.Length > FacetValue.MaxValueLength || slug.Any(character => !char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_' or '.')))
                {
                    problems.Add($"A value of {group} can't be taken: give it a value of letters, digits and dashes, and a label of {FacetValue.MaxLabelLength} characters at most.");
                    continue;
                }

                var added = new FacetValue { Group = group, Value = slug, Label = label, Position = ++position, IsRetired = word.Retired };
                database.FacetValues.Add(added);
                known.Add(added);
                count++;
            }
        }

        return count;
    }

    private async Task<int> AddSynonymsAsync(HubDbContext database, CancellationToken cancellationToken)
    {
        var known = (await database.SynonymLists.Select(list => list.Terms).ToListAsync(cancellationToken)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var fresh = (Synonyms ?? []).Where(terms => terms.Length is > 0 and <= SynonymList.MaxTermsLength && known.Add(terms)).ToList();
        database.SynonymLists.AddRange(fresh.Select(terms => new SynonymList { Terms = terms }));
        return fresh.Count;
    }

    private async Task<int> AddTeamsAsync(HubDbContext database, CancellationToken cancellationToken)
    {
        var known = (await database.Teams.Select(team => team.Name).ToListAsync(cancellationToken)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var fresh = (Teams ?? []).Select(name => name.Trim()).Where(name => name.Length is > 0 and <= Team.MaxNameLength && !name.Any(char.IsControl) && known.Add(name)).ToList();
        database.Teams.AddRange(fresh.Select(name => new Team { Name = name }));
        return fresh.Count;
    }
}

internal sealed class HubWord
{
    public string Value { get; set; } = "";
    public string Label { get; set; } = "";
    public bool Retired { get; set; }
}
