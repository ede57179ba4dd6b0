using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Data;

/// <summary>A reader that goes on from the last position it has seen meets every change row, whoever writes meanwhile.</summary>
public sealed class ChangesAfterTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private const int Writers = 4;
    private const int UnitsEach = 20;

    /// <summary>Others write change rows too; these numbers are no items'.</summary>
    private const int FirstNumber = 1_000_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ManyWriters_AtOnce_TheReaderSkipsNoneAndSeesNoneTwice()
    {
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(FirstNumber + (writer * 1_000)), Cancel)));
        var read = new List<CommittedChange>();
        await using var database = shared.Hub.OpenDatabase();
        bool isLast;
        do
        {
            // Asked first: what was committed before the answer must be in the reading that follows.
            isLast = writing.IsCompleted;
            read.AddRange(await database.ChangesAfter(read.LastOrDefault()?.Position ?? 0).Take(7).ToListAsync(Cancel));
        }
        while (!isLast || await database.ChangesAfter(read[^1].Position).AnyAsync(Cancel));

        var written = await writing;
        Assert.Equal(read.Select(change => change.Position).Order(), read.Select(change => change.Position));
        Assert.Equal(
            written.SelectMany(changes => changes).OrderBy(change => change.Position).Select(change => (change.Position, change.ItemId)),
            read.Where(change => change.ItemId >= FirstNumber && change.ItemId < 2 * FirstNumber).Select(change => (change.Position, change.ItemId)));
    }

    [Fact]
    public async Task LaterNumber_CommittedFirst_IsNotReadBeforeTheEarlier()
    {
        Assert.SkipUnless(TestServer.IsThere, TestServer.Missing + " The embedded database has one writer at a time.");
        var (isWritten, mayCommit) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var slow = shared.Hub.OpenDatabase();
        await using var quick = shared.Hub.OpenDatabase();
        await using var reader = shared.Hub.OpenDatabase();
        var start = await reader.ChangesAfter(0).Select(change => change.Position).OrderBy(position => position).LastOrDefaultAsync(Cancel);
        var slowly = slow.InUnitAsync(
            async token =>
            {
                await AddAsync(slow, 2 * FirstNumber, token);
                isWritten.TrySetResult();
                await mayCommit.Task;
            },
            Cancel);
        await isWritten.Task;
        await quick.InUnitAsync(token => AddAsync(quick, (2 * FirstNumber) + 1, token), Cancel);

        // Reading may wait for the open unit, or not see beyond it; either way it ends it.
        var early = reader.ChangesAfter(start).Select(change => change.ItemId).ToListAsync(Cancel);
        mayCommit.SetResult();
        await slowly;
        var all = await early;
        Assert.True(all is [] or [2 * FirstNumber] or [2 * FirstNumber, (2 * FirstNumber) + 1], string.Join(", ", all));
        Assert.Equal([2 * FirstNumber, (2 * FirstNumber) + 1], await reader.ChangesAfter(start).Select(change => change.ItemId).ToListAsync(Cancel));
    }

    private async Task<List<CommittedChange>> WriteAsync(int firstNumber)
    {
        var written = new List<CommittedChange>();
        for (var number = firstNumber; number < firstNumber + UnitsEach; number++)
        {
            // Two rows a unit with a pause between, so that on a server the numbers of several units interleave.
            await using var database = shared.Hub.OpenDatabase();
            var rows = await database.InUnitAsync(
                async token =>
                {
                    var first = await AddAsync(database, number, token);
                    await Task.Yield();
                    return new[] { first, await AddAsync(database, number, token) };
                },
                _ => true,
                Cancel);
            written.AddRange(rows.Select(row => new CommittedChange { Position = database.PositionOf(row), ItemId = row.ItemId }));
        }

        return written;
    }

    private static async Task<ChangeRow> AddAsync(HubDbContext database, int number, CancellationToken cancellationToken)
    {
        var row = database.Changes.Add(new ChangeRow { ItemId = number, At = new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.Zero) }).Entity;
        await database.SaveChangesAsync(cancellationToken);
        return row;
    }
}
