using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Links.Rewriting;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Links.Rewriting;

public sealed class KilledRewriteTests
{
    private const int Sources = 300;

    [Fact]
    public async Task KilledInTheMiddle_EachItemIsDoneOrUntouched_AndTheRestFollows()
    {
        Assert.SkipWhen(TestServer.IsThere, "The killed program works on the embedded database.");
        var folder = Directory.CreateTempSubdirectory("hub-killed-").FullName;
        try
        {
            var (oldId, newId) = await PrepareAsync(folder);
            var done = await KilledHub.RunAsync(folder, $"SELECT COUNT(*) FROM RewrittenItems WHERE State = {(int)RewrittenState.Done}", atLeast: 5);
            Assert.InRange(done, 5, Sources - 1);

            await using var hub = await TestHub.StartAsync(folder);
            await CheckAsync(hub, oldId, newId, isFinished: false);
            await hub.RunRewritesAsync();
            await CheckAsync(hub, oldId, newId, isFinished: true);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A hub in which a rewriting is written down and not begun.</summary>
    private static async Task<(int Old, int New)> PrepareAsync(string folder)
    {
        await using var hub = await TestHub.StartAsync(folder);
        var lead = await hub.AddPersonAsync("Lena Lead", HubRoles.Lead);
        var data = TestData.In(hub);
        var old = await data.Playbook("Old").PublishedAsync();
        var target = await data.Playbook("New").PublishedAsync();
        for (var i = 0; i < Sources; i++) await data.Playbook($"Source {i}").Saying($"[a](/items/{old.Id})").PublishedWithPendingAsync($"Source {i}, changed");
        await using var scope = hub.App.Services.CreateAsyncScope();
        var plan = scope.ServiceProvider.GetRequiredService<RewritePlan>();
        var database = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        await database.InUnitAsync(
            async token =>
            {
                await plan.AddAsync("Moved", [new LinkRewriteRule { FromItemId = old.Id, ToItemId = target.Id }], lead.Id, token);
                await database.SaveChangesAsync(token);
            },
            TestContext.Current.CancellationToken);
        return (old.Id, target.Id);
    }

    private static async Task CheckAsync(TestHub hub, int oldId, int newId, bool isFinished)
    {
        await using var database = hub.OpenDatabase();
        var rows = await database.RewrittenItems.AsNoTracking().ToDictionaryAsync(row => row.ItemId);
        var ids = rows.Keys.ToArray();
        var items = await database.Items.AsNoTracking().Include(item => item.Versions).Where(item => ids.Contains(item.Id)).ToListAsync();
        Assert.Equal(Sources, items.Count);
        foreach (var item in items)
        {
            var isDone = rows[item.Id].State == RewrittenState.Done;
            Assert.True(isDone || !isFinished);
            var expected = $"[a](/items/{(isDone ? newId : oldId)})";
            Assert.Equal((expected, expected, isDone ? 4 : 2), (item.LiveVersion!.Body, item.PendingVersion!.Body, item.Versions.Count));
            Assert.Equal(isDone ? 2 : 0, await database.Audit.CountAsync(entry => entry.SubjectId == item.Id && entry.Action == EnablementHub.Features.Library.Writing.ItemActions.LinkRewritten));
        }
    }
}
