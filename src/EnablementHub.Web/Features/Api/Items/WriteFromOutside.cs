using EnablementHub.Data;
using EnablementHub.Features.Api.Bodies;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Api.Items;

internal sealed record OutsideWrite
{
    /// <summary>The item that is changed; null: a new one.</summary>
    public int? ItemId { get; init; }

    /// <summary>The revision that the sender knows; needed for a change.</summary>
    public int Revision { get; init; }

    /// <summary>Kind of a new item.</summary>
    public ItemKind Kind { get; init; }

    /// <summary>Null: it stays.</summary>
    public string? Title { get; init; }

    public required ItemFields Body { get; init; }
    public required Writer Writer { get; init; }

    /// <summary>What wasn't sent is emptied.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether <see cref="ExternalId"/> is what it is called from now on.</summary>
    public bool NamesIt { get; init; }
    public string? ExternalId { get; init; }
}

/// <summary>Begins or changes an item as another system describes it, by the writes of the editor: all of it or nothing.</summary>
public sealed class WriteFromOutside(HubDbContext database, CreateItem create, SaveItem save, OrganisationClock clock)
{
    internal Task<WriteResult> RunAsync(OutsideWrite request, CancellationToken cancellationToken) =>
        database.InUnitAsync(token => StoreAsync(request, token), result => result.Succeeded, cancellationToken);

    private async Task<WriteResult> StoreAsync(OutsideWrite request, CancellationToken cancellationToken)
    {
        var begun = request.ItemId is null ? await create.RunAsync(request.Kind, request.Title, request.Writer, cancellationToken) : null;
        if (begun is { Succeeded: false }) return begun;
        var id = request.ItemId ?? begun!.ItemId;
        if (await database.LoadItemAsync(id, cancellationToken) is not { } item) return WriteResult.NotFound;
        if (!request.Writer.MayChange(item)) return WriteResult.NotAllowed(Writer.NotYours);
        if (request.ItemId is not null && item.Revision != request.Revision) return WriteResult.Stale(item);

        var errors = new BodyErrors();
        var merging = new ItemMerging(request.Body, request.IsWhole);
        var facets = await merging.FindFacetsAsync(database, item, errors, cancellationToken);
        if (!errors.IsEmpty) return WriteResult.Invalid([.. errors.ToDictionary().SelectMany(field => field.Value.Select(sentence => new FieldProblem(field.Key, sentence)))]);
        var saved = await save.RunAsync(
            new SaveRequest
            {
                ItemId = id,
                Revision = item.Revision,
                Writer = request.Writer,
                Content = merging.Merge(request.Title, VersionContent.From(item.NewestVersion!)),
                Details = merging.Merge(ItemDetails.From(item), facets),
                DespiteUses = request.Body.DespiteUses == true,
            },
            cancellationToken);
        if (!saved.Succeeded) return saved;
        var named = request.NamesIt ? await NameAsync(id, request, cancellationToken) : saved;
        return named.Succeeded && begun is not null ? named with { Outcome = WriteOutcome.Done } : named;
    }

    private async Task<WriteResult> NameAsync(int id, OutsideWrite request, CancellationToken cancellationToken)
    {
        var item = (await database.LoadItemAsync(id, cancellationToken))!;
        if (item.ExternalId == request.ExternalId) return WriteResult.Done(item);
        if (request.ExternalId is { } name)
        {
            if (ExternalIds.Check(name) is { } problem) return WriteResult.Invalid([problem]);
            if (await database.Items.Where(other => other.ExternalId == name).Select(other => (int?)other.Id).SingleOrDefaultAsync(cancellationToken) is { } taken) return WriteResult.Invalid("", Taken(taken));
        }

        var revision = item.Revision;
        item.NameOutside(request.ExternalId, clock.Now);
        database.LogItem(item, request.Writer.PersonId, ItemActions.DetailsChanged, clock.Now, "external id");
        return await database.StoreAsync(item, revision, cancellationToken);
    }

    private static string Taken(int itemId) =>
        FormattableString.Invariant($"Item {itemId} has this externalId already. Change that item, or send this with PUT to /api/v1/items/by-external-id/…, which creates or changes.");
}
