using System.Text.Json;
using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Studio.Editing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Studio.Drafts;

/// <summary>What is kept in <see cref="EditingDraft.Fields"/>: the fields, and how much of the item's history their page knew.</summary>
public sealed record KeptFields(EditorFields Fields, long Seen)
{
    public static KeptFields? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return EditorFields.FromJson(root.GetProperty("fields")) is { } fields ? new KeptFields(fields, root.GetProperty("seen").GetInt64()) : null;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    public string ToJson() => $$"""{"seen":{{Seen}},"fields":{{Fields.ToJson()}}}""";
}

public sealed record DraftRequest
{
    public required int ItemId { get; init; }
    public required Writer Writer { get; init; }
    public required int Revision { get; init; }
    public required KeptFields Kept { get; init; }
}

/// <summary>Keeps what a person has typed and not saved, one text a person and item.</summary>
public sealed class KeepDraft(HubDbContext database, TimeProvider time)
{
    public const string OtherWindow = "Another window of yours has gone on with this item. Reload the page to see its text; what stands here was not kept.";

    public async Task<WriteResult> RunAsync(DraftRequest request, CancellationToken cancellationToken = default)
    {
        var item = await database.Items.AsNoTracking().SingleOrDefaultAsync(i => i.Id == request.ItemId, cancellationToken);
        if (item is null) return WriteResult.NotFound;
        if (!request.Writer.MayChange(item)) return WriteResult.NotAllowed(Writer.NotYours);
        var json = request.Kept.ToJson();
        if (json.Length > EditingDraft.MaxFieldsLength)
            return WriteResult.Invalid("", FormattableString.Invariant($"The text is too long to be kept while you type ({json.Length:N0} of {EditingDraft.MaxFieldsLength:N0} characters). Save it, or split it."));
        if (request.Revision < 0 || request.Revision > item.Revision) return WriteResult.Invalid("", "This page doesn't fit the item. Reload it.");
        var draft = await database.EditingDrafts.SingleOrDefaultAsync(d => d.ItemId == request.ItemId && d.PersonId == request.Writer.PersonId, cancellationToken);
        if (draft is not null && draft.BaseRevision > request.Revision) return WriteResult.Stale(item) with { Problems = [new("", OtherWindow)] };
        if (draft is null)
            database.EditingDrafts.Add(draft = new EditingDraft { ItemId = item.Id, PersonId = request.Writer.PersonId, Fields = json, BaseRevision = request.Revision, SavedAt = time.GetUtcNow() });
        draft.Fields = json;
        draft.BaseRevision = request.Revision;
        draft.SavedAt = time.GetUtcNow();
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException error) when (!DatabaseFailure.IsPassing(error))
        {
            // Two windows began at the same moment, or the item was saved and the draft removed: the next keystroke tries again.
            database.ChangeTracker.Clear();
            return WriteResult.Stale(item) with { Problems = [new("", OtherWindow)] };
        }

        return WriteResult.Done(item);
    }

    /// <summary>The person's own upload is no other's change: what they typed on the revision before it goes on from the one after it.</summary>
    public Task RebaseAsync(int itemId, int personId, int from, int to, CancellationToken cancellationToken = default) =>
        database.EditingDrafts.Where(draft => draft.ItemId == itemId && draft.PersonId == personId && draft.BaseRevision == from)
            .ExecuteUpdateAsync(draft => draft.SetProperty(d => d.BaseRevision, to), cancellationToken);

    public Task DiscardAsync(int itemId, int personId, CancellationToken cancellationToken = default) =>
        database.EditingDrafts.Where(draft => draft.ItemId == itemId && draft.PersonId == personId).ExecuteDeleteAsync(cancellationToken);
}
