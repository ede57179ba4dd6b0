using EnablementHub.Data;
using EnablementHub.Features.Import.Exporting;
using EnablementHub.Features.Import.Mapping;
using EnablementHub.Features.Import.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Taxonomy;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Import.Writing;

/// <summary>Adds the topics and other values that the files name and the hub doesn't have yet.</summary>
public sealed class AddImportedValues(HubDbContext database, TaxonomyCatalog catalog, TimeProvider time)
{
    private const int MaxNew = 500;

    internal async Task<HubFacts> RunAsync(SourceTree tree, Dictionary<string, HashSet<string>> wanted, ImportRequest request, Action<Finding> report, CancellationToken cancellationToken)
    {
        if (tree.HasHubFile && await ExportedHubFile.ReadAsync(tree, report, cancellationToken) is { } words) await words.AddAsync(database, request, report, time.GetUtcNow(), cancellationToken);
        var facts = await HubFacts.ReadAsync(database, cancellationToken);
        var fresh = new List<(string Group, string Label)>();
        foreach (var (group, names) in wanted.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            foreach (var name in names.Select(FacetLabels.Clean).Where(name => name.Length > 0).Order(StringComparer.OrdinalIgnoreCase))
            {
                if (facts.Facet(group, name) is not null || fresh.Exists(known => known.Group == group && FacetLabels.ToSlug(known.Label) == FacetLabels.ToSlug(name))) continue;
                if (FacetLabels.Problem(name) is { } problem) report(new Finding(FindingKind.FrontMatter, ".", 0, $"“{(name.Length <= 60 ? name : name[..60] + "…")}” can't be a value of {group}: {problem}"));
                else fresh.Add((group, name));
            }
        }

        if (fresh.Count > MaxNew)
        {
            report(new Finding(FindingKind.FrontMatter, ".", 0, $"The files name {fresh.Count} values of facets that the hub doesn't have; the first {MaxNew} were added."));
            fresh.RemoveRange(MaxNew, fresh.Count - MaxNew);
        }

        if (request.IsDryRun)
        {
            foreach (var (group, label) in fresh) facts.Pretend(group, label);
        }
        else if (fresh.Count > 0)
        {
            foreach (var value in await AddAsync(fresh, request.PersonId, cancellationToken)) facts.Add(value);
            catalog.Forget();
        }

        return facts;
    }

    private Task<List<FacetValue>> AddAsync(List<(string Group, string Label)> fresh, int? personId, CancellationToken cancellationToken) => database.InUnitAsync(
        async token =>
        {
            var added = new List<FacetValue>();
            foreach (var group in fresh.GroupBy(value => value.Group, StringComparer.Ordinal))
            {
                var siblings = await database.FacetValues.AsNoTracking().Where(value => value.Group == group.Key).Select(value => new { value.Value, value.Position }).ToListAsync(token);
                var taken = siblings.Select(value => value.Value).ToHashSet(StringComparer.Ordinal);
                var position = siblings.Select(value => value.Position).DefaultIfEmpty(-1).Max();
                foreach (var (_, label) in group)
                {
                    var slug = FacetLabels.ToSlug(label) is { Length: > 0 } made ? made : "value";
                    var unique = slug;
                    for (var number = 2; !taken.Add(unique); number++) unique = FormattableString.Invariant($"{slug}-{number}");
                    var value = new FacetValue { Group = group.Key, Value = unique, Label = label, Position = ++position };
                    database.FacetValues.Add(value);
                    added.Add(value);
                }

                database.LogAudit(personId, "facet.added", "facet", null, time.GetUtcNow(), $"{group.Key}: {string.Join(", ", group.Select(value => value.Label))}");
            }

            await database.SaveChangesAsync(token);
            return added;
        },
        _ => true,
        cancellationToken);
}
