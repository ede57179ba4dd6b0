using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Taxonomy;

/// <summary>Deletes a value that nothing carries, or first gives those that carry it another one of the group.</summary>
public sealed class RemoveFacetValue(HubDbContext database, TaxonomyCatalog catalog, TimeProvider time)
{
    public async Task<WriteResult> RunAsync(int valueId, int? mergeIntoId, int personId, CancellationToken cancellationToken = default)
    {
        if (await database.FacetValues.SingleOrDefaultAsync(v => v.Id == valueId, cancellationToken) is not { } value) return WriteResult.NotFound;
        var into = mergeIntoId is { } id ? await database.FacetValues.SingleOrDefaultAsync(v => v.Id == id && v.Id != valueId && v.Group == value.Group, cancellationToken) : null;
        if (mergeIntoId is not null && into is null) return WriteResult.Invalid("mergeInto", "Choose another value of the same group.");
        var items = await database.Items.Include(item => item.Facets).Where(item => item.Facets.Any(facet => facet.FacetValueId == valueId)).ToListAsync(cancellationToken);
        if (items.Count > 0 && into is null)
            return WriteResult.Invalid("mergeInto", $"{(items.Count == 1 ? "1 item carries" : $"{items.Count} items carry")} “{value.Label}”. Choose what they get in its place, or retire it.");

        var now = time.GetUtcNow();
        foreach (var item in items)
        {
            item.SetFacets(item.Facets.Select(facet => facet.FacetValueId).Where(other => other != valueId).Append(into!.Id));
            item.Touch(now);
            database.LogItem(item, personId, ItemActions.DetailsChanged, now, $"{value.Group}: {value.Label} → {into.Label}");
        }

        database.LogAudit(personId, into is null ? "facet.deleted" : "facet.merged", "facet", valueId, now, into is null ? $"{value.Group}: {value.Label}" : $"{value.Group}: {value.Label} → {into.Label}, {items.Count} items");
        database.FacetValues.Remove(value);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException error) when (!DatabaseFailure.IsPassing(error))
        {
            // Somebody gave an item this value, or changed one of these items, at the same moment.
            database.ChangeTracker.Clear();
            return WriteResult.Invalid("mergeInto", $"Something that carries “{value.Label}” was changed at the same moment. Nothing was deleted; try again.");
        }

        catalog.Forget();
        return new WriteResult(WriteOutcome.Done, valueId);
    }
}
