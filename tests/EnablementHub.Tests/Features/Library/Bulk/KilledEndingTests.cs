using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Bulk;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Library.Bulk;

public sealed class KilledEndingTests
{
    private const int Items = 300;

    [Fact]
    public async Task KilledInTheMiddleOfABulkExpiry_EachItemHasEndedOrHasNot_AndTheRestFollows()
    {
        Assert.SkipWhen(TestServer.IsThere, "The killed program works on the embedded database.");
        var folder = Directory.CreateTempSubdirectory("hub-killed-ending-").FullName;
        try
        {
            var ending = await PrepareAsync(folder);
            var done = await KilledHub.RunAsync(folder, $"SELECT COUNT(*) FROM BulkEndingItem WHERE State = {(int)EndingState.Done}", atLeast: 5);
            Assert.InRange(done, 5, Items - 1);

            await using var hub = await TestHub.StartAsync(folder: folder);
            var ended = await CheckAsync(hub, ending);
            Assert.InRange(ended, done, Items - 1);
            await using (var scope = hub.App.Services.CreateAsyncScope())
                await scope.ServiceProvider.GetRequiredService<CarryOutEnding>().RunAsync(ending, TestContext.Current.CancellationToken);
            Assert.Equal(Items, await CheckAsync(hub, ending));
            await using var database = hub.OpenDatabase();
            Assert.NotNull((await database.BulkEndings.SingleAsync(row => row.Id == ending, TestContext.Current.CancellationToken)).FinishedAt);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A hub in which an order is stored and nobody has begun with it.</summary>
    private static async Task<int> PrepareAsync(string folder)
    {
        await using var hub = await TestHub.StartAsync(folder: folder);
        var lead = await hub.AddPersonAsync("Lena Lead", HubRoles.Lead);
        var ids = new List<int>();
        for (var number = 0; number < Items; number++) ids.Add((await TestData.In(hub).Playbook($"Last year {number}").Saying("Text").PublishedAsync()).Id);
        await using var scope = hub.App.Services.CreateAsyncScope();
        var report = await scope.ServiceProvider.GetRequiredService<EndManyItems>().RunAsync(
            new EndManyRequest { Kind = EndingKind.Expire, Writer = new Writer(lead.Id, ManagesContent: true), Items = [.. ids.Select(id => new EndedItem(id, null))] }, TestContext.Current.CancellationToken);
        Assert.Equal(WriteOutcome.Done, report.Outcome);
        return report.EndingId;
    }

    /// <summary>Each item has its last day, its mark, its audit and its row for the index, or none of them.</summary>
    /// <returns>How many have ended.</returns>
    private static async Task<int> CheckAsync(TestHub hub, int ending)
    {
        await using var database = hub.OpenDatabase();
        var rows = await database.Set<BulkEndingItem>().AsNoTracking().Where(row => row.EndingId == ending).ToDictionaryAsync(row => row.ItemId);
        var ids = rows.Keys.ToArray();
        var items = await database.Items.AsNoTracking().Where(item => ids.Contains(item.Id)).ToListAsync();
        var audits = (await database.Audit.AsNoTracking().Where(entry => entry.Action == ItemActions.Expired).ToListAsync()).CountBy(entry => entry.SubjectId!.Value).ToDictionary();
        Assert.Equal(Items, items.Count);
        foreach (var item in items)
        {
            var isDone = rows[item.Id].State == EndingState.Done;
            Assert.Equal((isDone, isDone ? 1 : 0), (item.ExpireOn is not null, audits.GetValueOrDefault(item.Id)));
            Assert.Equal(PublicationState.Published, item.State);
        }

        return rows.Values.Count(row => row.State == EndingState.Done);
    }
}
