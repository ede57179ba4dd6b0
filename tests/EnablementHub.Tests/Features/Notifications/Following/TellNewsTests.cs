using EnablementHub.Features.Library;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.Notifications.Following;
using EnablementHub.Features.People;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Notifications.Following;

public sealed class TellNewsTests
{
    [Fact]
    public async Task ChangedItem_NewInTopic_AndNewForSearch_AreEachToldOnce()
    {
        await using var hub = await StartAsync();
        var person = await hub.AddPersonAsync("Fritz Follows");
        var item = await TestData.In(hub).Playbook("Discount ladder").PublishedWithPendingAsync("Discount ladder, two steps");
        var topic = await TestData.In(hub).FacetAsync("topic", "pricing", "Pricing");
        await FollowAsync(hub, Follow.Item(person.Id, item.Id, hub.Time.GetUtcNow()), Follow.FacetValue(person.Id, topic.Id, hub.Time.GetUtcNow()), Follow.SavedSearch(person.Id, "/search?q=forklift", hub.Time.GetUtcNow()));
        hub.Time.Advance(TimeSpan.FromMinutes(1));
        await PublishAsync(hub, item.Id, note: "the third step is gone");
        var priced = await TestData.In(hub).Playbook("Price to a CFO").About("topic", "pricing").PublishedAsync();
        var found = await TestData.In(hub).Playbook("Forklift batteries").PublishedAsync();
        var both = await TestData.In(hub).Playbook("Forklift prices").About("topic", "pricing").PublishedAsync();
        await TestData.In(hub).Playbook("Nobody follows this").PublishedAsync();
        await LaterAsync(hub);
        await LaterAsync(hub);
        Assert.Equal(
            [
                (NoticeKind.ItemChanged, "“Discount ladder, two steps” was changed: the third step is gone", item.Id),
                (NoticeKind.TopicChanged, "New in Pricing: “Price to a CFO”", priced.Id),
                (NoticeKind.TopicChanged, "New in Pricing: “Forklift prices”", both.Id),
                (NoticeKind.SavedSearchHit, "New for your search “forklift”: “Forklift batteries”", found.Id),
            ],
            (await NoticesAsync(hub)).Select(notice => (notice.Kind, notice.Text, notice.ItemId!.Value)));
    }

    [Fact]
    public async Task MinorChange_TellsNobody()
    {
        await using var hub = await StartAsync();
        var person = await hub.AddPersonAsync("Mina Minor");
        var item = await TestData.In(hub).Playbook("A typo in it").PublishedWithPendingAsync("No typo in it");
        await FollowAsync(hub, Follow.Item(person.Id, item.Id, hub.Time.GetUtcNow()));
        await LaterAsync(hub);
        await PublishAsync(hub, item.Id, isMajor: false);
        await LaterAsync(hub);
        Assert.Empty(await NoticesAsync(hub));
    }

    [Fact]
    public async Task WhatIsOld_IsNoNews()
    {
        await using var hub = await StartAsync();
        var person = await hub.AddPersonAsync("Olaf Old");
        await TestData.In(hub).Playbook("Forklift, published before").About("topic", "pricing").PublishedAsync();
        hub.Time.Advance(TimeSpan.FromMinutes(1));
        var topic = await TestData.In(hub).FacetAsync("topic", "pricing");
        await FollowAsync(hub, Follow.FacetValue(person.Id, topic.Id, hub.Time.GetUtcNow()), Follow.SavedSearch(person.Id, "/search?q=forklift", hub.Time.GetUtcNow()));
        await LaterAsync(hub);

        // A new version of something known is no new item of the topic.
        var changed = await TestData.In(hub).Playbook("Known before").About("topic", "pricing").PublishedWithPendingAsync("Known before, changed");
        await LaterAsync(hub);
        await PublishAsync(hub, changed.Id);
        await LaterAsync(hub);
        Assert.Equal(["New in Pricing: “Known before”"], (await NoticesAsync(hub)).Select(notice => notice.Text));
    }

    [Fact]
    public async Task NobodyHears_OfWhatTheyMayNotSee_OrDidThemselves()
    {
        await using var hub = await StartAsync();
        var (rep, lead, gone) = (await hub.AddPersonAsync("Rita Rep"), await hub.AddPersonAsync("Lars Lead", HubRoles.Lead), await hub.AddPersonAsync("Gitta Gone"));
        var author = await hub.AddPersonAsync("Lena Lead", HubRoles.Lead);
        var topic = await TestData.In(hub).FacetAsync("topic", "pricing");
        foreach (var person in new[] { rep, lead, gone, author })
            await FollowAsync(hub, Follow.FacetValue(person.Id, topic.Id, hub.Time.GetUtcNow()), Follow.SavedSearch(person.Id, "/search?q=forklift", hub.Time.GetUtcNow()));
        await using (var database = hub.OpenDatabase())
        {
            await database.Users.Where(person => person.Id == gone.Id).ExecuteUpdateAsync(set => set.SetProperty(person => person.DisabledAt, hub.Time.GetUtcNow()), TestContext.Current.CancellationToken);
        }

        await TestData.In(hub).Playbook("Forklift for leads").OnlyForRole(HubRoles.Lead).PublishedAsync();
        await TestData.In(hub).Playbook("Price list for leads").About("topic", "pricing").OnlyForRole(HubRoles.Lead).PublishedAsync();
        await LaterAsync(hub);
        Assert.All(await NoticesAsync(hub), notice => Assert.Equal(lead.Id, notice.PersonId));
        Assert.Equal(2, (await NoticesAsync(hub)).Count);
    }

    [Fact]
    public async Task ReleaseDay_TellsWhenItBegins()
    {
        await using var hub = await StartAsync("Europe/Berlin");
        var person = await hub.AddPersonAsync("Rolf Release");
        var topic = await TestData.In(hub).FacetAsync("topic", "pricing");
        await FollowAsync(hub, Follow.FacetValue(person.Id, topic.Id, hub.Time.GetUtcNow()));
        await TestData.In(hub).Playbook("Out on Thursday").About("topic", "pricing").ReleasedOn(new DateOnly(2026, 3, 12)).PublishedAsync();
        hub.Time.Set(new DateTimeOffset(2026, 3, 11, 22, 59, 0, TimeSpan.Zero));
        await LaterAsync(hub, TimeSpan.Zero);
        Assert.Empty(await NoticesAsync(hub));
        hub.Time.Set(new DateTimeOffset(2026, 3, 11, 23, 1, 0, TimeSpan.Zero));
        await LaterAsync(hub, TimeSpan.Zero);
        Assert.Equal(["New in Pricing: “Out on Thursday”"], (await NoticesAsync(hub)).Select(notice => notice.Text));
    }

    [Fact]
    public async Task WholeImport_IsOneNotice()
    {
        await using var hub = await StartAsync();
        var person = await hub.AddPersonAsync("Ida Import");
        var topic = await TestData.In(hub).FacetAsync("topic", "pricing");
        await FollowAsync(hub, Follow.FacetValue(person.Id, topic.Id, hub.Time.GetUtcNow()));
        for (var number = 0; number < 8; number++) await TestData.In(hub).Playbook($"Imported {number}").About("topic", "pricing").PublishedAsync();
        await LaterAsync(hub);
        await LaterAsync(hub);
        var notice = Assert.Single(await NoticesAsync(hub));
        Assert.Equal(("8 new items in Pricing", "/search?topic=pricing&sort=newest"), (notice.Text, notice.Address));
    }

    private static async Task<TestHub> StartAsync(string zone = "Etc/UTC")
    {
        var hub = await TestHub.StartAsync(settings: [$"Organisation:TimeZone={zone}"]);
        await hub.RunAsync<TellNewsJob>();
        return hub;
    }

    private static async Task LaterAsync(TestHub hub, TimeSpan? span = null)
    {
        hub.Time.Advance(span ?? TimeSpan.FromMinutes(1));
        await hub.IndexedAsync();
        await hub.RunAsync<TellNewsJob>();
    }

    private static async Task FollowAsync(TestHub hub, params Follow[] follows)
    {
        await using var database = hub.OpenDatabase();
        database.AddRange(follows.AsEnumerable<object>());
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static async Task PublishAsync(TestHub hub, int itemId, bool isMajor = true, string note = "")
    {
        await using var database = hub.OpenDatabase();
        var item = await database.Items.Include(i => i.Versions).SingleAsync(i => i.Id == itemId, TestContext.Current.CancellationToken);
        item.PendingVersion!.PublishedAt = hub.Time.GetUtcNow();
        item.PendingVersion.IsMajor = isMajor;
        item.PendingVersion.Note = note;
        item.Publish(hub.Time.GetUtcNow());
        database.Changes.Add(new ChangeRow { ItemId = itemId, At = hub.Time.GetUtcNow() });
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<List<NoticeRow>> NoticesAsync(TestHub hub)
    {
        await using var database = hub.OpenDatabase();
        return await database.Notices.AsNoTracking().OrderBy(notice => notice.Id).ToListAsync(TestContext.Current.CancellationToken);
    }
}
