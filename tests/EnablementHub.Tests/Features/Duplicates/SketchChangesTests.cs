using EnablementHub.Features.Duplicates;
using EnablementHub.Features.Library;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Duplicates;

public sealed class SketchChangesTests
{
    private const string Text = "Ask what one hour of waiting at the gate costs them before you say what an appointment costs, then say nothing until they have answered you.";

    /// <summary>The seed, and whoever changes items past the hub, say it by one row.</summary>
    [Fact]
    public async Task EverythingChanged_IsLookedAtWhole_AndSoIsWhatChangedAfterwards()
    {
        await using var hub = await TestHub.StartAsync();
        for (var item = 0; item < 120; item++) await TestData.In(hub).Playbook($"Page {item}").Saying($"Number {item} of many. {Unlike(item)}").PublishedAsync();
        var one = await TestData.In(hub).Playbook("The first one").Saying(Text).PublishedAsync();
        await using (var database = hub.OpenDatabase())
        {
            await database.Changes.ExecuteDeleteAsync(TestContext.Current.CancellationToken);
            database.Add(new ChangeRow { ItemId = ChangeRow.Everything, At = hub.Time.GetUtcNow() });
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var other = await TestData.In(hub).Playbook("The other one").Saying(Text + " Then wait.").PublishedAsync();
        await SketchAsync(hub);
        await using var after = hub.OpenDatabase();
        Assert.Equal((one.Id, other.Id), await after.NearDuplicates.Select(pair => new ValueTuple<int, int>(pair.FirstId, pair.SecondId)).SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal(122, await after.SketchedTexts.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await SketchAsync(hub));
    }

    private static string Unlike(int item) => string.Join(' ', Enumerable.Range(0, 12).Select(word => $"w{item}x{word}"));

    private static async Task<int> SketchAsync(TestHub hub)
    {
        await using var scope = hub.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SketchChanges>().RunAsync(TestContext.Current.CancellationToken);
    }
}
