using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Links.Rewriting;

/// <summary>Rewrites the links of one item, or takes that back: all or nothing, in its own unit, and once however often it is called.</summary>
public sealed class RewriteItem(HubDbContext database, VersionFactory versions, VersionRelinking relinking, TimeProvider time)
{
    public Task RunAsync(LinkRewrite rewrite, RewriteRules rules, int itemId, CancellationToken cancellationToken) =>
        database.InUnitAsync(token => rewrite.State == RewriteState.Undoing ? UndoAsync(rewrite, itemId, token) : RewriteAsync(rewrite, rules, itemId, token), cancellationToken);

    private async Task RewriteAsync(LinkRewrite rewrite, RewriteRules rules, int itemId, CancellationToken cancellationToken)
    {
        var item = await database.LoadItemAsync(itemId, cancellationToken);
        var row = await RowAsync(rewrite.Id, itemId, cancellationToken);
        if (row is not { State: RewrittenState.Waiting }) return;
        row.State = RewrittenState.Skipped;
        if (item is null) row.Problem = "It no longer exists.";
        else await RelinkAsync(rewrite, rules, item, row, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
    }

    private async Task RelinkAsync(LinkRewrite rewrite, RewriteRules rules, Item item, RewrittenItem row, CancellationToken cancellationToken)
    {
        var live = item.LiveVersion is { } seen ? relinking.Run(VersionContent.From(seen), item.Id, rules) : null;
        var pending = item.PendingVersion is { } waiting ? relinking.Run(VersionContent.From(waiting), item.Id, rules) : null;
        row.Problem = Short(string.Join(' ', (live?.Left ?? []).Concat(pending?.Left ?? []).Distinct(StringComparer.Ordinal)));
        if (live?.Content is null && pending?.Content is null) return;

        var note = "Links: " + rewrite.Title;
        var number = await database.NextVersionNumberAsync(item, cancellationToken);
        var newLive = live?.Content is { } liveContent ? Create(item.LiveVersion!, liveContent with { Note = note.Length <= ItemVersion.MaxNoteLength ? note : note[..ItemVersion.MaxNoteLength] }, number++, rewrite.Id, row) : null;
        var newPending = pending?.Content is { } pendingContent ? Create(item.PendingVersion!, pendingContent, number, rewrite.Id, row) : null;
        if ((newLive is null && live?.Content is not null) || (newPending is null && pending?.Content is not null)) return;

        (row.LiveBefore, row.PendingBefore) = (newLive is null ? null : item.LiveNumber, newPending is null ? null : item.PendingNumber);
        await CarryReviewsAsync(item, newLive, newPending, cancellationToken);
        item.Relink(newLive, newPending);
        (row.LiveAfter, row.PendingAfter) = (newLive?.Number, newPending?.Number);
        row.State = RewrittenState.Done;
        var now = time.GetUtcNow();
        database.Changes.Add(new ChangeRow { ItemId = item.Id, At = now });
        row.Links = Log(live, "") + Log(pending, "waiting version, ");

        int Log(RelinkedVersion? relinked, string which)
        {
            foreach (var change in relinked?.Changes ?? [])
                database.LogAudit(rewrite.PersonId, ItemActions.LinkRewritten, "item", item.Id, now, $"{which}{Graph.LinkWords.Label(change.Place).ToLowerInvariant()}, line {change.Line}: {change.Before} → {change.After ?? "words only"}");
            return relinked?.Changes.Count ?? 0;
        }
    }

    private async Task UndoAsync(LinkRewrite rewrite, int itemId, CancellationToken cancellationToken)
    {
        var item = await database.LoadItemAsync(itemId, cancellationToken);
        var row = await RowAsync(rewrite.Id, itemId, cancellationToken);
        if (row is not { State: RewrittenState.Done }) return;
        row.State = RewrittenState.UndoSkipped;
        if (item is null)
        {
            row.Problem = "It no longer exists.";
        }
        else
        {
            var takesLive = row.LiveAfter is { } live && item.LiveNumber == live;
            var takesPending = row.PendingAfter is { } pending && item.PendingNumber == pending;
            var number = await database.NextVersionNumberAsync(item, cancellationToken);
            var liveVersion = takesLive ? await AgainAsync(item.LiveVersion!, row.LiveBefore!.Value, number++, rewrite, row, cancellationToken) : null;
            var pendingVersion = takesPending ? await AgainAsync(item.PendingVersion!, row.PendingBefore!.Value, number, rewrite, row, cancellationToken) : null;
            if ((row.LiveAfter is not null && !takesLive) || (row.PendingAfter is not null && !takesPending)) row.Problem = "Somebody has changed it since; what they wrote stays as it is.";
            if (liveVersion is not null || pendingVersion is not null)
            {
                await CarryReviewsAsync(item, liveVersion, pendingVersion, cancellationToken);
                item.Relink(liveVersion, pendingVersion);
                row.State = RewrittenState.Undone;
                database.LogItem(item, rewrite.PersonId, ItemActions.LinksRestored, time.GetUtcNow(), rewrite.Title);
            }
        }

        await database.SaveChangesAsync(cancellationToken);
    }

    /// <summary>What reviewers said holds on: the words are the same, and whoever follows a link gets where it led before, or nowhere.</summary>
    private async Task CarryReviewsAsync(Item item, ItemVersion? live, ItemVersion? pending, CancellationToken cancellationToken)
    {
        foreach (var (before, after) in new[] { (item.LiveNumber, live?.Number), (item.PendingNumber, pending?.Number) })
        {
            if (before is not { } from || after is not { } to) continue;
            await database.ApprovalRounds.Where(round => round.ItemId == item.Id && round.VersionNumber == from)
                .ExecuteUpdateAsync(set => set.SetProperty(round => round.VersionNumber, to), cancellationToken);
        }
    }

    private async Task<ItemVersion?> AgainAsync(ItemVersion now, int before, int number, LinkRewrite rewrite, RewrittenItem row, CancellationToken cancellationToken)
    {
        var earlier = await database.ItemVersions.AsNoTracking().SingleOrDefaultAsync(version => version.ItemId == row.ItemId && version.Number == before, cancellationToken);
        return earlier is null ? null : Create(now, VersionContent.From(earlier), number, rewrite.Id, row);
    }

    /// <summary>The words are still their author's, and readers have had them since they were published.</summary>
    private ItemVersion? Create(ItemVersion from, VersionContent content, int number, int rewriteId, RewrittenItem row)
    {
        if (versions.TryCreate(content, number, from.AuthorId, time.GetUtcNow(), out var problem) is not { } version)
        {
            row.Problem = Short(problem!.Sentence);
            return null;
        }

        version.PublishedAt = from.PublishedAt;
        version.IsMajor = from.PublishedAt is null && from.IsMajor;
        version.LinkRewriteId = rewriteId;
        return version;
    }

    private Task<RewrittenItem?> RowAsync(int rewriteId, int itemId, CancellationToken cancellationToken) =>
        database.RewrittenItems.SingleOrDefaultAsync(row => row.RewriteId == rewriteId && row.ItemId == itemId, cancellationToken);

    private static string Short(string sentence) => sentence.Length <= RewrittenItem.MaxProblemLength ? sentence : sentence[..(RewrittenItem.MaxProblemLength - 1)] + "…";
}
