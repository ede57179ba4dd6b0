using System.Net;
using System.Security.Claims;
using EnablementHub.Features.Admin;
using EnablementHub.Features.Usage;
using EnablementHub.Platform.Mvc;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EnablementHub.Tests.Features.Admin;

public sealed class FirstPagesTests
{
    [Fact]
    public async Task EachIsOpened_AndNobodyIsCounted()
    {
        using var log = new KeptLog();
        await using var hub = await TestHub.StartAsync(settings: [$"Logging:LogLevel:{typeof(PageWarmUp).FullName}=Debug"], replace: services => services.AddSingleton<ILoggerProvider>(log));
        await hub.AddPersonAsync("Rita Rep");
        var clip = await TestData.In(hub).Clip("Price to a CFO").By("Maria Lund").About("topic", "pricing", "Pricing").WithMedia(duration: 125).WithCues((65, 70, "Maria Lund", "The price is what a stoppage costs.")).PublishedAsync();
        await hub.IndexedAsync();
        var pages = hub.App.Services.GetRequiredService<FirstPages>();
        await pages.OpenAsync(CancellationToken.None);
        await pages.OpenOthersAsync(CancellationToken.None);
        foreach (var page in new[] { "/sign-in", "/", "/search?q=Price%20to%20a%20CFO&exact=1", $"/items/{clip.Id}", "/library" })
            Assert.Contains(log.All, line => line.StartsWith(page, StringComparison.Ordinal) && line.EndsWith("was asked for ahead and answered 200", StringComparison.Ordinal));
        await hub.App.Services.GetRequiredService<UsageLog>().FlushAsync();
        await using var database = hub.OpenDatabase();
        Assert.False(await database.UsageEvents.AnyAsync());
        Assert.False(await database.SearchRecords.AnyAsync());
    }

    [Fact]
    public async Task NodeIsNotReady_WhileTheyAreOpened()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.IndexedAsync();
        using var stranger = hub.Anonymous();
        var pages = hub.App.Services.GetRequiredService<PageWarmUp>();
        pages.Begin();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await stranger.GetAsync("/health/ready")).StatusCode);
        pages.End();
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync("/health/ready")).StatusCode);
    }

    [Fact]
    public async Task PageThatFails_KeepsNobodyOut()
    {
        await using var hub = await TestHub.StartAsync(settings: ["Logging:LogLevel:Default=None"]);
        await hub.IndexedAsync();
        using var stranger = hub.Anonymous();
        var pages = hub.App.Services.GetRequiredService<PageWarmUp>();
        pages.Begin();
        await pages.OpenAsync([new ColdPage("/", new ClaimsPrincipal(new ClaimsIdentity("without a number")))], CancellationToken.None);
        pages.End();
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync("/health/ready")).StatusCode);
    }
}
