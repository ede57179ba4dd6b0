using EnablementHub.Features.Usage;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Home;

public sealed class HomePageTests
{
    [Fact]
    public async Task Lead_SeesWhatNeedsThem_AndRepDoesNot()
    {
        await using var hub = await TestHub.StartAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        using var lead = await hub.SignInAsAsync("Leo Lead", HubRoles.Lead);
        await TestData.In(hub).Clip("Half written thing").DraftAsync();
        await TestData.In(hub).Clip("Soon gone").ExpiringOn(new DateOnly(2026, 3, 20)).Verified().PublishedAsync();
        await TestData.In(hub).Clip("Live one").Verified().PublishedWithPendingAsync("Better one");
        await hub.IndexedAsync();
        await rep.ReadAsync("/search?q=sap%20connector");
        await hub.App.Services.GetRequiredService<UsageLog>().FlushAsync();
        var page = await lead.ReadAsync("/");
        foreach (var text in new[] { "What needs you", "Half written thing", "Soon gone", "Better one", "sap connector", "expires after 20 Mar 2026" }) Assert.Contains(text, page, StringComparison.Ordinal);
        var home = await rep.ReadAsync("/");
        Assert.DoesNotContain("What needs you", home, StringComparison.Ordinal);
        Assert.DoesNotContain("Half written thing", home, StringComparison.Ordinal);
        Assert.Contains("Soon gone", home, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rep_ContinuesWhereTheyStopped_AndSeesWhatColleaguesPlay_OfTheirAudience()
    {
        await using var hub = await TestHub.StartAsync();
        var person = await hub.AddPersonAsync("Rita Rep");
        using var rep = await hub.SignInAsAsync("Rita Rep");
        var half = await TestData.In(hub).Clip("Half heard").WithMedia(duration: 120).PublishedAsync();
        var ended = await TestData.In(hub).Clip("Heard to its end").WithMedia(duration: 60).PublishedAsync();
        var hidden = await TestData.In(hub).Clip("Only for managers").WithMedia().OnlyForRole(HubRoles.Manager).PublishedAsync();
        var gone = await TestData.In(hub).Clip("Played but expired").WithMedia().ExpiringOn(new DateOnly(2026, 3, 9)).PublishedAsync();
        await using (var database = hub.OpenDatabase())
        {
            var now = hub.Time.GetUtcNow();
            foreach (var (item, position, duration) in new[] { (half, 65d, 120d), (ended, 58d, 60d), (hidden, 5d, 30d), (gone, 5d, 30d) })
            {
                var media = await database.MediaFiles.Where(file => file.ItemId == item.Id).Select(file => file.Id).SingleAsync();
                database.Add(new WatchProgress { PersonId = person.Id, ItemId = item.Id, MediaFileId = media, PositionSeconds = position, DurationSeconds = duration, UniqueSeconds = position, FirstAt = now, LastAt = now });
                database.Add(new ItemDay { ItemId = item.Id, Day = new DateOnly(2026, 3, 9), Plays = 3 });
            }

            await database.SaveChangesAsync();
        }

        await hub.IndexedAsync();
        await rep.ReadAsync("/search?q=half");
        await hub.App.Services.GetRequiredService<UsageLog>().FlushAsync();
        var page = await rep.ReadAsync("/");
        Assert.Contains($"/items/{half.Id}?start=65", page, StringComparison.Ordinal);
        Assert.Contains("Stopped at 1:05 of 2:00", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/items/{ended.Id}?start", page, StringComparison.Ordinal);
        Assert.Contains("3 plays", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Only for managers", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Played but expired", page, StringComparison.Ordinal);
        Assert.Contains("/search?q=half", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmptyHub_SaysWhatEachSectionIsFor()
    {
        await using var hub = await TestHub.StartAsync();
        foreach (var role in HubRoles.All)
        {
            using var browser = await hub.SignInAsAsync("Somebody " + role, role);
            var page = await browser.ReadAsync("/");
            Assert.Contains("What you stop halfway waits here", page, StringComparison.Ordinal);
            Assert.Contains("Nothing is published for you yet", page, StringComparison.Ordinal);
        }
    }
}
