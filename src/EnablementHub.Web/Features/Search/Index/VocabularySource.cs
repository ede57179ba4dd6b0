using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Search.Cards;
using EnablementHub.Features.Search.Engine;
using EnablementHub.Features.Taxonomy;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Search.Index;

/// <summary>The names of facet values as people read them; replaced as a whole when the lead changes one.</summary>
public sealed class FacetNames
{
    private volatile IReadOnlyDictionary<(string Dimension, string Value), FacetName> _names = new Dictionary<(string, string), FacetName>();

    /// <summary>The label, or the slug itself where the value is unknown.</summary>
    public string Label(string dimension, string value)
    {
        if (_names.TryGetValue((dimension, value), out var name)) return name.Label;
        return dimension switch
        {
            IndexedItem.KindDimension => ItemKinds.FromSlug(value)?.Label() ?? value,
            FacetGroups.Language => LanguageName(value),
            _ => value,
        };
    }

    /// <summary>Where the value stands in the lead's order.</summary>
    public int Position(string dimension, string value) => _names.TryGetValue((dimension, value), out var name) ? name.Position : int.MaxValue;

    internal void Replace(IReadOnlyDictionary<(string Dimension, string Value), FacetName> names) => _names = names;

    private static string LanguageName(string tag)
    {
        try
        {
            return CultureInfo.GetCultureInfo(tag).EnglishName;
        }
        catch (CultureNotFoundException)
        {
            return tag;
        }
    }

    internal sealed record FacetName(string Label, int Position);
}

/// <summary>Gives engine and pages the lead's synonyms and names, and notices when another node changed them.</summary>
internal sealed class VocabularySource(IDbContextFactory<HubDbContext> databases, ISearchEngine engine, FacetNames names, ContentCards cards)
{
    private string _fingerprint = "";

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var values = await database.FacetValues.AsNoTracking().OrderBy(value => value.Id).ToListAsync(cancellationToken);
        var lists = await database.SynonymLists.AsNoTracking().OrderBy(list => list.Id).Select(list => list.Terms).ToListAsync(cancellationToken);
        var fingerprint = string.Join('\n', values.Select(value => $"{value.Group}/{value.Value}/{value.Label}/{value.Position}").Concat(lists));
        if (fingerprint == _fingerprint) return;
        names.Replace(values.ToDictionary(value => (value.Group, value.Value), value => new FacetNames.FacetName(value.Label, value.Position)));
        cards.Clear();
        engine.SetVocabulary(new SearchVocabulary
        {
            Labels = [.. values.Select(value => new FacetLabel(value.Group, value.Value, value.Label))],
            Synonyms = [.. lists.Select(terms => (IReadOnlyList<string>)[.. terms.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]).Where(list => list.Count > 1)],
        });
        _fingerprint = fingerprint;
    }
}
