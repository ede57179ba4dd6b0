using System.Globalization;
using System.Text;
using EnablementHub.Data;
using EnablementHub.Features.Import.Reading;
using EnablementHub.Features.Taxonomy;
using Microsoft.EntityFrameworkCore;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace EnablementHub.Features.Import.Exporting;

/// <summary><c>hub.yaml</c>: the words of a hub that its items use, in the lead's order.</summary>
public sealed class ExportedHubFile(HubDbContext database)
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).IgnoreUnmatchedProperties().Build();

    public async Task<string> WriteAsync(DateOnly today, CancellationToken cancellationToken)
    {
        var text = new StringBuilder("# Written by hub export; hub import reads it before everything else.\n");
        text.Append(CultureInfo.InvariantCulture, $"exported: {today:yyyy-MM-dd}\n");
        var values = await database.FacetValues.AsNoTracking().OrderBy(value => value.Position).ThenBy(value => value.Label).ThenBy(value => value.Value).ToListAsync(cancellationToken);
        text.Append("facets:\n");
        foreach (var group in FacetGroups.Edited)
        {
            var own = values.Where(value => value.Group == group.Slug).ToList();
            if (own.Count == 0) continue;
            text.Append("  ").Append(group.Slug).Append(":\n");
            foreach (var value in own)
                text.Append("    - { value: ").Append(FrontMatterWriter.Quoted(value.Value)).Append(", label: ").Append(FrontMatterWriter.Quoted(value.Label)).Append(value.IsRetired ? ", retired: true" : "").Append(" }\n");
        }

        text.Append("synonyms:\n");
        foreach (var list in (await database.SynonymLists.AsNoTracking().ToListAsync(cancellationToken)).Select(list => list.Terms).Order(StringComparer.Ordinal)) text.Append("  - ").Append(FrontMatterWriter.Quoted(list)).Append('\n');
        text.Append("teams:\n");
        foreach (var name in (await database.Teams.AsNoTracking().Select(team => team.Name).ToListAsync(cancellationToken)).Order(StringComparer.Ordinal)) text.Append("  - ").Append(FrontMatterWriter.Quoted(name)).Append('\n');
        return text.ToString();
    }

    /// <summary>Null: it can't be read; the problem says why.</summary>
    internal static async Task<HubWords?> ReadAsync(SourceTree tree, Action<Finding> report, CancellationToken cancellationToken)
    {
        var file = await TextFile.ReadAsync(tree.FullPath(SourceTree.HubFile), cancellationToken);
        try
        {
            return file.Refusal is null ? Yaml.Deserialize<HubWords>(file.Text) : null;
        }
        catch (YamlException error)
        {
            report(new Finding(FindingKind.FrontMatter, SourceTree.HubFile, (int)error.Start.Line, "The file is broken here, so nothing of it was taken."));
            return null;
        }
    }
}
