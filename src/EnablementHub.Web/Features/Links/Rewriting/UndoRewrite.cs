using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Links.Places;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Links.Rewriting;

/// <summary>Takes a rewriting back: the redirects that came with it and what named its targets outside of texts at once, the texts item by item.</summary>
public sealed class UndoRewrite(HubDbContext database, LeadPlaces places, RewriteQueue queue, TimeProvider time)
{
    public async Task<WriteResult> RunAsync(int rewriteId, Writer writer, CancellationToken cancellationToken = default)
    {
        if (!writer.ManagesContent) return WriteResult.NotAllowed(Writer.LeadsOnly);
        var result = await database.InUnitAsync(
            async token =>
            {
                if (await database.LinkRewrites.SingleOrDefaultAsync(r => r.Id == rewriteId, token) is not { } rewrite) return WriteResult.NotFound;
                if (rewrite.State is RewriteState.Undoing or RewriteState.Undone) return new WriteResult(WriteOutcome.Unchanged);
                rewrite.State = RewriteState.Undoing;
                rewrite.FinishedAt = null;
                database.MovedAddresses.RemoveRange(await database.MovedAddresses.Where(moved => moved.RewriteId == rewriteId).ToListAsync(token));

                // What it has not come to yet stays as it is.
                foreach (var row in await database.RewrittenItems.Where(row => row.RewriteId == rewriteId && row.State == RewrittenState.Waiting).ToListAsync(token)) row.State = RewrittenState.Skipped;
                await places.UndoAsync(rewriteId, writer.PersonId, token);
                database.LogAudit(writer.PersonId, "links.rewrite-undone", "link-rewrite", rewriteId, time.GetUtcNow(), rewrite.Title);
                await database.SaveChangesAsync(token);
                return new WriteResult(WriteOutcome.Done);
            },
            result => result.Succeeded,
            cancellationToken);
        if (result.Outcome == WriteOutcome.Done) await queue.BeginAsync(cancellationToken);
        return result;
    }
}
