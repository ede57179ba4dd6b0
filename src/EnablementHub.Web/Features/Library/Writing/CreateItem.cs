using EnablementHub.Data;

namespace EnablementHub.Features.Library.Writing;

/// <summary>Begins a draft with nothing but its title.</summary>
public sealed class CreateItem(HubDbContext database, VersionFactory versions, TimeProvider time)
{
    public async Task<WriteResult> RunAsync(ItemKind kind, string? title, Writer writer, CancellationToken cancellationToken = default)
    {
        if (!Enum.IsDefined(kind)) return WriteResult.Invalid("Kind", "Choose what it is.");
        var content = new VersionContent { Title = title ?? "" }.Normalised();
        if (content.Problems() is { Count: > 0 } problems) return WriteResult.Invalid(problems);
        return await database.InUnitAsync(token => StoreAsync(kind, content, writer, token), result => result.Succeeded, cancellationToken);
    }

    private async Task<WriteResult> StoreAsync(ItemKind kind, VersionContent content, Writer writer, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var item = new Item(kind, writer.PersonId, now);
        item.AddPending(versions.Create(item, content, writer.PersonId, now), now);
        database.Items.Add(item);

        // The rows beside it need its id.
        await database.SaveChangesAsync(cancellationToken);
        database.LogItem(item, writer.PersonId, ItemActions.Created, now, kind.Label());
        await database.SaveChangesAsync(cancellationToken);
        return WriteResult.Done(item);
    }
}
