using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Taxonomy;

/// <summary>What is null stays as it is.</summary>
public sealed record FacetValueChange
{
    public required int ValueId { get; init; }
    public required int PersonId { get; init; }
    public string? Label { get; init; }
    public bool? IsRetired { get; init; }

    /// <summary>-1: one place up, 1: one place down.</summary>
    public int Move { get; init; }
}

/// <summary>Renames, moves or retires a value. Its slug stays, so that addresses and the API go on working.</summary>
public sealed class ChangeFacetValue(HubDbContext database, TaxonomyCatalog catalog, TimeProvider time)
{
    public async Task<WriteResult> RunAsync(FacetValueChange change, CancellationToken cancellationToken = default)
    {
        if (await database.FacetValues.SingleOrDefaultAsync(v => v.Id == change.ValueId, cancellationToken) is not { } value) return WriteResult.NotFound;
        var siblings = await database.FacetValues.Where(v => v.Group == value.Group).OrderBy(v => v.Position).ThenBy(v => v.Label).ThenBy(v => v.Id).ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (change.Label is not null)
        {
            var label = FacetLabels.Clean(change.Label);
            if (FacetLabels.Problem(label) is { } problem) return WriteResult.Invalid("label", problem);
            if (siblings.Find(other => other != value && FacetLabels.AreSame(other.Label, label)) is not null)
                return WriteResult.Invalid("label", $"“{label}” is there already. To join the two, delete one of them and choose the other in its place.");
            if (label != value.Label)
            {
                database.LogAudit(change.PersonId, "facet.renamed", "facet", value.Id, now, $"{value.Group}: {value.Label} → {label}");
                value.Label = label;
                await ReindexSpeakerAsync(value, now, cancellationToken);
            }
        }

        if (change.IsRetired is { } retired && retired != value.IsRetired)
        {
            value.IsRetired = retired;
            database.LogAudit(change.PersonId, retired ? "facet.retired" : "facet.brought-back", "facet", value.Id, now, $"{value.Group}: {value.Label}");
        }

        var from = siblings.IndexOf(value);
        var to = from + Math.Sign(change.Move);
        if (to != from && to >= 0 && to < siblings.Count)
        {
            siblings.RemoveAt(from);
            siblings.Insert(to, value);
            for (var position = 0; position < siblings.Count; position++) siblings[position].Position = position;
            database.LogAudit(change.PersonId, "facet.moved", "facet", value.Id, now, $"{value.Group}: {value.Label}");
        }

        await database.SaveChangesAsync(cancellationToken);
        catalog.Forget();
        return new WriteResult(WriteOutcome.Done, value.Id);
    }

    /// <summary>People search for speakers by name, so the name is among the indexed words; other labels are not.</summary>
    private async Task ReindexSpeakerAsync(FacetValue value, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (value.Group != FacetGroups.Speaker) return;
        var items = await database.ItemFacets.Where(facet => facet.FacetValueId == value.Id).Select(facet => facet.ItemId).ToListAsync(cancellationToken);
        database.Changes.AddRange(items.Select(itemId => new ChangeRow { ItemId = itemId, At = now }));
    }
}
