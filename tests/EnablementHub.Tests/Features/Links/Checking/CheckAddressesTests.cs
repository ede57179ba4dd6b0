using System.Net;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Library.Trusting;
using EnablementHub.Features.Links.Checking;
using EnablementHub.Features.Notifications;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Settings;
using EnablementHub.Tests.Features.Training;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace EnablementHub.Tests.Features.Links.Checking;

public sealed class CheckAddressesTests
{
    [Fact]
    public async Task DeadPage_IsDeadAfterFailuresOnThreeDays_AndItsLinksCanBeTakenOut()
    {
        await using var site = await TestSite.StartAsync();
        await using var hub = await StartAsync(site);
        site.Pages["/gone"] = TestSite.Status(404);
        var source = await TestData.In(hub).Playbook("Source").Saying($"Read [the study]({site.At("/gone")}#part) and [this]({site.At("/gone/2")}).").Verified().PublishedAsync();
        for (var day = 1; day <= 3; day++)
        {
            // However often it fails on one day, that is one failure.
            await CheckAsync(hub);
            await hub.OpenDatabase().ExternalAddresses.ExecuteUpdateAsync(set => set.SetProperty(address => address.NextCheckAt, hub.Time.GetUtcNow()), TestContext.Current.CancellationToken);
            await CheckAsync(hub);
            var address = await FindAsync(hub, site.At("/gone"));
            Assert.Equal((day, day == 3 ? AddressState.Dead : AddressState.Failing), (address.FailedDays, address.State));
            hub.Time.Advance(TimeSpan.FromDays(1));
        }

        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        var lost = await hub.OpenDatabase().TrustEvents.SingleAsync(row => row.ItemId == source.Id && row.Kind == TrustEventKind.Lost, TestContext.Current.CancellationToken);
        Assert.Equal((TrustReason.BrokenLink, site.At("/gone")), (lost.Reason, lost.Note));
        Assert.Contains("No longer verified: a link in it is broken.", await lead.ReadAsync($"/items/{source.Id}"), StringComparison.Ordinal);
        var page = await lead.ReadAsync("/links");
        Assert.Contains("There is no such page (404).", page, StringComparison.Ordinal);
        Assert.Equal(source.OwnerId, (await hub.OpenDatabase().Notices.SingleAsync(notice => notice.Kind == NoticeKind.LinksBroken, TestContext.Current.CancellationToken)).PersonId);
        var id = (await FindAsync(hub, site.At("/gone"))).Id;
        Assert.Contains("only the words stay", await lead.ReadAsync($"/links/external/{id}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await lead.PostAsync("/links", $"/links/external/{id}")).StatusCode);
        await hub.RunRewritesAsync();
        Assert.Equal($"Read the study and [this]({site.At("/gone/2")}).", await hub.LiveBodyAsync(source.Id));

        // Nobody links there any more: it is no longer asked.
        hub.Time.Advance(TimeSpan.FromDays(8));
        site.Asked.Clear();
        await CheckAsync(hub);
        Assert.DoesNotContain(site.Asked, asked => asked.EndsWith("/gone", StringComparison.Ordinal));
        Assert.Single(await hub.OpenDatabase().ExternalAddresses.ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task RecoveredPage_StartsAnew()
    {
        await using var site = await TestSite.StartAsync();
        await using var hub = await StartAsync(site);
        site.Pages["/shaky"] = TestSite.Status(500);
        await TestData.In(hub).Link("Shaky").LeadingTo(site.At("/shaky")).PublishedAsync();
        await CheckAsync(hub);
        hub.Time.Advance(TimeSpan.FromDays(1));
        await CheckAsync(hub);
        site.Pages.Clear();
        hub.Time.Advance(TimeSpan.FromDays(1));
        await CheckAsync(hub);
        Assert.Equal((AddressState.Works, 0), ((await FindAsync(hub, site.At("/shaky"))).State, (await FindAsync(hub, site.At("/shaky"))).FailedDays));
        site.Pages["/shaky"] = TestSite.Status(500);
        hub.Time.Advance(TimeSpan.FromDays(7));
        await CheckAsync(hub);
        Assert.Equal(AddressState.Failing, (await FindAsync(hub, site.At("/shaky"))).State);
    }

    [Fact]
    public async Task MovedPage_IsOfferedAsARewrite_OfTextsAndLinks()
    {
        await using var site = await TestSite.StartAsync();
        await using var hub = await StartAsync(site);
        site.Pages["/old"] = TestSite.Status(301, "/new (1)");
        var data = TestData.In(hub);
        var text = await data.Playbook("Text").Summed($"See {site.At("/old")}.").Saying($"[a]({site.At("/old")}#x) [b]({site.At("/old-er")}) {site.At("/old")}").PublishedAsync();
        var link = await data.Link("Link").LeadingTo(site.At("/old")).PublishedAsync();
        await CheckAsync(hub);
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        Assert.Contains("It has moved for good.", await lead.ReadAsync("/links"), StringComparison.Ordinal);
        await lead.PostAsync("/links", $"/links/external/{(await FindAsync(hub, site.At("/old"))).Id}");
        await hub.RunRewritesAsync();
        var there = site.At("/new%20%281%29");
        Assert.Equal($"[a]({there}#x) [b]({site.At("/old-er")}) {there}", await hub.LiveBodyAsync(text.Id));
        Assert.Equal($"See {there}.", (await hub.LiveAsync(text.Id)).Summary);
        Assert.Equal(there, (await hub.LiveAsync(link.Id)).LinkUrl);
    }

    [Fact]
    public async Task Hosts_AreAskedOneThingAtATime_AndPausesAreKept()
    {
        await using var site = await TestSite.StartAsync();
        await using var hub = await StartAsync(site);
        site.Pages["/busy"] = context =>
        {
            context.Response.Headers.RetryAfter = "7200";
            return TestSite.Status(429)(context);
        };
        var addresses = from host in new[] { "one.example", "two.example" } from at in Enumerable.Range(0, 3) select $"[x]({site.At($"/{at}", host)})";
        await TestData.In(hub).Playbook("Source").Saying(string.Join(' ', addresses) + $" [busy]({site.At("/busy", "busy.example")})").PublishedAsync();
        await CheckAsync(hub);
        Assert.Empty(site.Pressed);
        Assert.Equal(6, await hub.OpenDatabase().ExternalAddresses.CountAsync(address => address.State == AddressState.Works, TestContext.Current.CancellationToken));
        hub.Time.Advance(TimeSpan.FromMinutes(90));
        site.Asked.Clear();
        await CheckAsync(hub);
        Assert.Empty(site.Asked);
        hub.Time.Advance(TimeSpan.FromMinutes(31));
        await CheckAsync(hub);
        Assert.Contains("HEAD busy.example/busy", site.Asked);
    }

    [Fact]
    public async Task RedirectsOfSeveralHostsToOne_KeepItsPausesAndItsRobots()
    {
        await using var site = await TestSite.StartAsync();
        await using var hub = await StartAsync(site);
        var hosts = new[] { "one.example", "two.example", "three.example" };
        site.Pages["/to"] = TestSite.Status(302, site.At("/there", "shared.example"));
        site.Pages["/shut"] = TestSite.Status(302, site.At("/inner/there", "shared.example"));
        site.RobotsOf["shared.example"] = "User-agent: *\nDisallow: /inner";
        await TestData.In(hub).Playbook("Source").Saying(string.Join(' ', hosts.Select(host => $"[x]({site.At("/to", host)})")) + $" [shut]({site.At("/shut", "four.example")})").PublishedAsync();
        await CheckAsync(hub);
        Assert.Empty(site.Pressed);
        var visits = site.Visits.Where(visit => visit.Host == "shared.example").Select(visit => visit.At).Order().ToList();
        Assert.Equal(hosts.Length, visits.Count);
        foreach (var (before, after) in visits.Zip(visits.Skip(1))) Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(before, after) >= TimeSpan.FromSeconds(1), "The host got no pause.");
        Assert.DoesNotContain(site.Asked, asked => asked.EndsWith("/inner/there", StringComparison.Ordinal));
        Assert.Equal(AddressState.NotChecked, (await FindAsync(hub, site.At("/shut", "four.example"))).State);
    }

    [Fact]
    public async Task AddressTypedIntoATask_IsAsked_AndListed_AndRewrittenWhenItHasMoved()
    {
        await using var site = await TestSite.StartAsync();
        await using var hub = await StartAsync(site);
        site.Pages["/course"] = TestSite.Status(301, "/course/2");
        var task = await hub.TaskAsync("Course elsewhere", LearningKind.ExternalCourse);
        await using (var database = hub.OpenDatabase()) await database.TrainingTasks.Where(t => t.Id == task.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.Url, site.At("/course")), TestContext.Current.CancellationToken);
        await CheckAsync(hub);
        var address = await FindAsync(hub, site.At("/course"));
        Assert.Equal(AddressState.Moved, address.State);
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        Assert.Contains(site.At("/course"), await lead.ReadAsync("/links"), StringComparison.Ordinal);
        await lead.PostAsync("/links", $"/links/external/{address.Id}");
        Assert.Equal(site.At("/course/2"), await hub.OpenDatabase().TrainingTasks.Where(t => t.Id == task.Id).Select(t => t.Url).SingleAsync(TestContext.Current.CancellationToken));

        // Nothing names it any more: it is no longer asked.
        hub.Time.Advance(TimeSpan.FromDays(8));
        site.Asked.Clear();
        await CheckAsync(hub);
        Assert.DoesNotContain("HEAD site.example/course", site.Asked);
    }

    [Fact]
    public async Task PrivateAndForbiddenAddresses_AreNamedAndLeftAlone()
    {
        await using var site = await TestSite.StartAsync();
        await using var hub = await StartAsync(site);
        await TestData.In(hub).Playbook("Source").Saying($"[x]({site.At("/a", "private.example")})").PublishedAsync();
        await CheckAsync(hub);
        var address = await FindAsync(hub, site.At("/a", "private.example"));
        Assert.Equal(AddressState.NotChecked, address.State);
        Assert.Contains("private network", address.Reason, StringComparison.Ordinal);
        Assert.Empty(site.Asked);
    }

    [Fact]
    public async Task SwitchedOff_NothingIsAsked()
    {
        await using var site = await TestSite.StartAsync();
        await using var hub = await StartAsync(site, isOn: false);
        await TestData.In(hub).Link("Link").LeadingTo(site.At("/")).PublishedAsync();
        await CheckAsync(hub);
        Assert.Empty(site.Asked);
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        Assert.Contains("Links:CheckExternal", await lead.ReadAsync("/links"), StringComparison.Ordinal);
        foreach (var path in new[] { "/links/external/1", "/links/external/99999" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync(path)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await lead.PostAsync("/links", path)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await lead.PostAsync("/links", path + "/check")).StatusCode);
        }
    }

    /// <summary>The check runs only when a test says so.</summary>
    private static async Task<TestHub> StartAsync(TestSite site, bool isOn = true)
    {
        var hub = await TestHub.StartAsync(replace: services => services.Replace(ServiceDescriptor.Singleton(site.Network)));
        hub.App.Services.GetRequiredService<IOptions<LinkCheckOptions>>().Value.CheckExternal = isOn;
        return hub;
    }

    private static Task CheckAsync(TestHub hub) => hub.RunChecksAsync();

    private static async Task<ExternalAddress> FindAsync(TestHub hub, string url)
    {
        await using var database = hub.OpenDatabase();
        return await database.ExternalAddresses.AsNoTracking().SingleAsync(address => address.Url == url);
    }
}
