using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Bulk;
using EnablementHub.Platform.Jobs;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Library.Bulk;

public sealed class BrokenOffEndingTests
{
    private static readonly DateOnly Today = new(2026, 3, 10);

    /// <summary>The server dies before any one of its writes: what has ended has its mark, and the job ends the rest, each once.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public async Task EachItemHasEndedOrNot_AndTheJobEndsTheRest(int write)
    {
        var death = new DiesBefore();
        await using var hub = await TestHub.StartAsync(replace: services => services.AddSingleton<IInterceptor>(death));
        var cancellationToken = TestContext.Current.CancellationToken;
        var items = new List<Item>();
        for (var number = 0; number < 4; number++) items.Add(await TestData.In(hub).Playbook($"Broken off {number}").PublishedAsync());
        var lead = await hub.AddPersonAsync("Lena Lead");
        int order;
        await using (var scope = hub.App.Services.CreateAsyncScope())
        {
            var report = await scope.ServiceProvider.GetRequiredService<EndManyItems>().RunAsync(
                new EndManyRequest { Kind = EndingKind.Expire, Writer = new(lead.Id, ManagesContent: true), Items = [.. items.Select(item => new EndedItem(item.Id, null))] }, cancellationToken);
            order = report.EndingId;
            death.Left = write;
            await Assert.ThrowsAsync<DeathException>(() => scope.ServiceProvider.GetRequiredService<CarryOutEnding>().RunAsync(order, cancellationToken));
        }

        death.Left = int.MaxValue;
        await using var database = hub.OpenDatabase();
        var rows = await database.Set<BulkEndingItem>().AsNoTracking().Where(row => row.EndingId == order).ToDictionaryAsync(row => row.ItemId, cancellationToken);
        foreach (var item in await database.Items.AsNoTracking().ToListAsync(cancellationToken)) Assert.Equal(rows[item.Id].State == EndingState.Done, item.StatusOn(Today) == PublicationStatus.Expired);
        Assert.Contains(rows.Values, row => row.State == EndingState.Waiting);

        for (var turn = 0; turn < 2; turn++)
        {
            await using var scope = hub.App.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetServices<IRecurringJob>().Single(job => job.Name == "finish-bulk-endings").RunAsync(cancellationToken);
        }

        Assert.All(await database.Items.AsNoTracking().ToListAsync(cancellationToken), item => Assert.Equal(PublicationStatus.Expired, item.StatusOn(Today)));
        Assert.NotNull((await database.BulkEndings.AsNoTracking().SingleAsync(cancellationToken)).FinishedAt);
        Assert.Equal(items.Count, await database.Audit.CountAsync(entry => entry.Action == "item.expired", cancellationToken));
    }

    private sealed class DeathException : Exception;

    private sealed class DiesBefore : SaveChangesInterceptor
    {
        public int Left { get; set; } = int.MaxValue;

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            // The hub's own loops write too; only the order's writes count.
            var isOurs = eventData.Context!.ChangeTracker.Entries().Any(entry => entry.Entity is BulkEndingItem or Item && entry.State != EntityState.Unchanged);
            if (isOurs && Left != int.MaxValue && --Left == 0) throw new DeathException();
            return ValueTask.FromResult(result);
        }
    }
}
