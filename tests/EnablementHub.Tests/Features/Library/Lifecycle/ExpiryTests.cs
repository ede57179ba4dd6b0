using System.Net;
using EnablementHub.Features.Library;
using EnablementHub.Features.Tokens;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Library.Lifecycle;

/// <summary>Days begin and end at midnight where the organisation sits, on every day of the year, and what has expired is nowhere for readers.</summary>
public sealed class ExpiryTests
{
    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    [Theory]
    [InlineData("2026-03-28", "2026-03-28T22:59:59Z", "2026-03-28T23:00:00Z")]
    [InlineData("2026-03-29", "2026-03-29T21:59:59Z", "2026-03-29T22:00:00Z")]
    [InlineData("2026-03-30", "2026-03-30T21:59:59Z", "2026-03-30T22:00:00Z")]
    [InlineData("2026-10-24", "2026-10-24T21:59:59Z", "2026-10-24T22:00:00Z")]
    [InlineData("2026-10-25", "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z")]
    [InlineData("2026-12-31", "2026-12-31T22:59:59Z", "2026-12-31T23:00:00Z")]
    public async Task LastDay_LastsUntilMidnight_OverSummerTimeToo(string lastDay, string before, string after)
    {
        await using var hub = await StartAsync(DateTimeOffset.Parse("2026-03-10T09:00:00Z", null));
        var item = await TestData.In(hub).Playbook("Midnight rule").Saying("Text").ExpiringOn(DateOnly.Parse(lastDay, null)).PublishedAsync();
        await hub.IndexedAsync();
        hub.Time.Set(DateTimeOffset.Parse(before, null));
        await AssertThereAsync(hub, item.Id, isThere: true);
        hub.Time.Set(DateTimeOffset.Parse(after, null));
        await AssertThereAsync(hub, item.Id, isThere: false);
    }

    [Fact]
    public async Task FirstDay_BeginsAtMidnight_OnTheDayThatSummerTimeBegins()
    {
        await using var hub = await StartAsync(DateTimeOffset.Parse("2026-03-28T22:59:59Z", null));
        var item = await TestData.In(hub).Playbook("Midnight release").Saying("Text").ReleasedOn(new DateOnly(2026, 3, 29)).PublishedAsync();
        await hub.IndexedAsync();
        await AssertThereAsync(hub, item.Id, isThere: false);
        hub.Time.Advance(TimeSpan.FromSeconds(1));
        await AssertThereAsync(hub, item.Id, isThere: true);
    }

    /// <summary>A year of days, each looked at in its first and last second.</summary>
    [Fact]
    public void EveryDayOfAYear_BeginsAndEndsAtItsMidnight()
    {
        for (var day = new DateOnly(2026, 1, 1); day.Year == 2026; day = day.AddDays(1))
        {
            var clock = new EnablementHub.Platform.Time.OrganisationClock(new ManualTime(default), Microsoft.Extensions.Options.Options.Create(new EnablementHub.Platform.Settings.OrganisationOptions { TimeZone = "Europe/Amsterdam" }));
            var (start, end) = (clock.StartOf(day), clock.EndOf(day));
            Assert.Equal(day, clock.DayOf(start));
            Assert.Equal(day, clock.DayOf(end.AddSeconds(-1)));
            Assert.Equal(day.AddDays(1), clock.DayOf(end));
            var hours = (end - start).TotalHours;
            Assert.Equal(day == new DateOnly(2026, 3, 29) ? 23 : day == new DateOnly(2026, 10, 25) ? 25 : 24, hours);
            Assert.Equal(TimeSpan.Zero, TimeZoneInfo.ConvertTime(start, Amsterdam).TimeOfDay);
        }
    }

    [Fact]
    public async Task Expired_IsNowhereForReaders_AndStaysReadableForThoseWhoMayEdit()
    {
        await using var hub = await TestHub.StartAsync();
        await using var second = await hub.StartSecondNodeAsync();
        using var rep = await hub.SignInAsAsync("Rita Rep");
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        var owner = await hub.AddPersonAsync("Erik Expert", HubRoles.Expert);
        using var expert = await hub.SignInAsAsync("Erik Expert");
        var clip = await TestData.In(hub).Clip("Vanishing forklift price").OwnedBy(owner).About("topic", "pricing").WithMedia().WithCues().ExpiringOn(new DateOnly(2026, 3, 10)).PublishedAsync();
        var other = await TestData.In(hub).Clip("Another price").About("topic", "pricing").WithCues().PublishedAsync();
        var playbook = await TestData.In(hub).Playbook("Uses the clip").Saying($"![Listen](/items/{clip.Id})").PublishedAsync();
        await hub.IndexedAsync();
        await second.IndexedAsync();
        await using var database = hub.OpenDatabase();
        var media = database.MediaFiles.Single(file => file.ItemId == clip.Id).Id;
        string[] places = ["/", "/search?q=forklift", "/search/suggest?q=vanishing", "/library", $"/items/{other.Id}", $"/items/{playbook.Id}"];
        foreach (var place in places.Except(["/"])) Assert.Contains("anishing forklift", await rep.ReadAsync(place), StringComparison.Ordinal);
        Assert.Contains($"/items/{clip.Id}", await ApiAsync(hub), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await rep.GetAsync($"/media/{media}")).StatusCode);

        hub.Time.Set(DateTimeOffset.Parse("2026-03-11T00:00:00Z", null));
        using var elsewhere = second.Anonymous();
        await elsewhere.SignInAsync("rita.rep@hub.example", TestHub.Password);
        foreach (var reader in new[] { rep, elsewhere })
        {
            foreach (var place in places) Assert.DoesNotContain("anishing forklift", await reader.ReadAsync(place), StringComparison.Ordinal);
            Assert.Contains("Something stands here that isn", await reader.ReadAsync($"/items/{playbook.Id}"), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"/media/{media}")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"/items/{clip.Id}/captions.vtt")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"/items/{clip.Id}/inline-player")).StatusCode);
            Assert.Contains("This has expired.", await reader.ReadAsync($"/items/{clip.Id}"), StringComparison.Ordinal);
        }

        Assert.DoesNotContain($"/items/{clip.Id}", await ApiAsync(hub), StringComparison.Ordinal);
        foreach (var editor in new[] { lead, expert })
        {
            Assert.Contains("readers are told so", await editor.ReadAsync($"/items/{clip.Id}"), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await editor.GetAsync($"/media/{media}")).StatusCode);
        }

        Assert.Contains("anishing forklift", await lead.ReadAsync("/library?status=expired"), StringComparison.Ordinal);
    }

    private static Task<TestHub> StartAsync(DateTimeOffset now) => TestHub.StartAsync(settings: ["Organisation:TimeZone=Europe/Amsterdam"], time: new ManualTime(now));

    private static async Task AssertThereAsync(TestHub hub, int id, bool isThere)
    {
        using var rep = await hub.SignInAsAsync("Rita Rep");
        Assert.Equal(isThere, (await rep.ReadAsync("/search?q=midnight")).Contains($"/items/{id}", StringComparison.Ordinal));
        Assert.Equal(isThere, (await rep.ReadAsync("/library")).Contains($"/items/{id}", StringComparison.Ordinal));
    }

    private static async Task<string> ApiAsync(TestHub hub)
    {
        var person = await hub.AddPersonAsync("Rita Rep");
        await using var scope = hub.App.Services.CreateAsyncScope();
        var token = await scope.ServiceProvider.GetRequiredService<CreateToken>().RunAsync(new TokenRequest { PersonId = person.Id, Name = "api " + Guid.NewGuid(), Scope = TokenScopes.Read }, TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = hub.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token.Token);
        return await http.GetStringAsync("/api/v1/search?q=forklift");
    }
}
