using EnablementHub.Data;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Library.Bulk;

/// <summary>Ends the items of an order, one after the other: each and its mark in one transaction. May run anywhere, any number of times.</summary>
public sealed class CarryOutEnding(HubDbContext database, ItemDependants dependants, ExpireItem expire, ArchiveItem archive, OrganisationClock clock)
{
    public async Task RunAsync(int endingId, CancellationToken cancellationToken = default)
    {
        var ending = await database.BulkEndings.AsNoTracking().Include(e => e.Items).SingleAsync(e => e.Id == endingId, cancellationToken);
        var together = ending.Items.Select(item => item.ItemId).ToHashSet();
        foreach (var item in ending.Items.Where(item => item.State == EndingState.Waiting))
            await database.InUnitAsync(token => EndAsync(ending, item.ItemId, together, token), cancellationToken);
        var now = clock.Now;
        await database.BulkEndings.Where(e => e.Id == endingId && e.FinishedAt == null && e.Items.All(item => item.State != EndingState.Waiting))
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.FinishedAt, now), cancellationToken);
    }

    private async Task EndAsync(BulkEnding ending, int itemId, HashSet<int> together, CancellationToken cancellationToken)
    {
        if (await database.Set<BulkEndingItem>().AsNoTracking().SingleAsync(row => row.EndingId == ending.Id && row.ItemId == itemId, cancellationToken) is not { State: EndingState.Waiting } wanted) return;
        var revision = await database.Items.Where(item => item.Id == itemId).Select(item => (int?)item.Revision).SingleOrDefaultAsync(cancellationToken);
        var result = revision is { } known ? await EndAsync(ending, wanted, known, together, cancellationToken) : WriteResult.NotFound;
        var row = await database.Set<BulkEndingItem>().SingleAsync(r => r.EndingId == ending.Id && r.ItemId == itemId, cancellationToken);
        row.State = result.Succeeded ? EndingState.Done : EndingState.Refused;
        row.Sentence = Shorten(result.Succeeded ? "" : result.Outcome == WriteOutcome.NotFound ? "It is gone." : string.Join(' ', result.Problems.Select(problem => problem.Sentence)));
        await database.SaveChangesAsync(cancellationToken);
    }

    private async Task<WriteResult> EndAsync(BulkEnding ending, BulkEndingItem wanted, int revision, HashSet<int> together, CancellationToken cancellationToken)
    {
        var writer = new Writer(ending.PersonId, ManagesContent: true);

        // Those that end in the same order don't hold each other up.
        var despiteUses = wanted.DespiteUses || !(await dependants.FindAsync(wanted.ItemId, cancellationToken)).Any(use => use.ItemId is not { } user || !together.Contains(user));
        return ending.Kind == EndingKind.Expire
            ? await expire.RunAsync(new ExpireRequest { ItemId = wanted.ItemId, Revision = revision, Writer = writer, SuccessorId = wanted.SuccessorId, DespiteUses = despiteUses }, cancellationToken)
            : await archive.RunAsync(new ArchiveRequest { ItemId = wanted.ItemId, Revision = revision, Writer = writer, SuccessorId = wanted.SuccessorId, DespiteUses = despiteUses }, cancellationToken);
    }

    private static string Shorten(string sentence) => sentence.Length <= BulkEndingItem.MaxSentenceLength ? sentence : sentence[..BulkEndingItem.MaxSentenceLength];
}

/// <summary>Finishes orders whose server died, or whose sender went away.</summary>
internal sealed class FinishEndingsJob(HubDbContext database, CarryOutEnding carryOut) : IRecurringJob
{
    public string Name => "finish-bulk-endings";

    public TimeSpan Interval => TimeSpan.FromSeconds(15);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var open = await database.BulkEndings.Where(ending => ending.FinishedAt == null).OrderBy(ending => ending.Id).Select(ending => ending.Id).ToListAsync(cancellationToken);
        foreach (var id in open) await carryOut.RunAsync(id, cancellationToken);
    }
}
