using EnablementHub.Platform.Hosting;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EnablementHub.Tests.Platform.Hosting;

public sealed class KeptAddressTests
{
    private const string Name = "hub-address";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_KeepsWhereTheHubListens_AndGoesOnWhereTheDatabaseTakesNothing()
    {
        await using var hub = await TestHub.StartAsync();
        await using var database = hub.OpenDatabase();
        var kept = hub.App.Services.GetServices<IHostedService>().OfType<KeptAddress>().Single();
        var address = hub.App.Services.GetRequiredService<HubAddress>().Base;
        Assert.Equal(address, (await database.StoredSettings.AsNoTracking().SingleAsync(setting => setting.Name == Name, Cancel)).Value);

        await database.StoredSettings.Where(setting => setting.Name == Name).ExecuteDeleteAsync(Cancel);
        await database.Database.ExecuteSqlRawAsync("CREATE TRIGGER full BEFORE INSERT ON StoredSettings BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END", Cancel);
        await kept.StartedAsync(Cancel);
        Assert.False(await database.StoredSettings.AnyAsync(setting => setting.Name == Name, Cancel));

        await database.Database.ExecuteSqlRawAsync("DROP TRIGGER full", Cancel);
        await kept.StartedAsync(Cancel);
        Assert.True(await database.StoredSettings.AnyAsync(setting => setting.Name == Name && setting.Value == address, Cancel));
    }
}
