using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
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
            var done = await RunAndKillAsync(folder, atLeast: 5);
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

    /// <returns>How many items were rewritten when the process was killed.</returns>
    private static async Task<int> RunAndKillAsync(string folder, int atLeast)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "hub.dll"), "serve", "--data", folder, "--urls", $"http://127.0.0.1:{port}", "--set", "Links:CheckExternal=false" }) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "hub.db")};Pooling=False");
            await connection.OpenAsync();
            await using var count = connection.CreateCommand();
            count.CommandText = $"SELECT COUNT(*) FROM RewrittenItems WHERE State = {(int)RewrittenState.Done}";
            var clock = Stopwatch.StartNew();
            var done = 0;
            while (done < atLeast)
            {
                Assert.True(clock.Elapsed < TimeSpan.FromMinutes(3) && !process.HasExited, process.HasExited ? await errors : "The rewriting didn't begin.");
                await Task.Delay(2);
                done = Convert.ToInt32(await count.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
            }

            return done;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
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
