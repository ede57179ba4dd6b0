using EnablementHub.Features.Notifications;
using EnablementHub.Features.Notifications.Choosing;
using EnablementHub.Features.Notifications.Mailing;
using EnablementHub.Features.People;
using EnablementHub.Platform.Mail;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Notifications.Mailing;

public sealed class ComposeMailsTests
{
    private static readonly DateTimeOffset Tuesday = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task ADaysNotices_AreOneMail_GroupedByKind_WithAddressesAndWaysOut()
    {
        await using var hub = await TestHub.StartAsync(settings: ["Organisation:PublicUrl=https://hub.acme.example", "Organisation:Name=Acme", "Organisation:TimeZone=Europe/Berlin"]);
        var person = await hub.AddPersonAsync("Dora Day");
        await TellAsync(hub, person, NoticeKind.ItemChanged, "“Discount ladder” was changed", "/items/7/discount-ladder");
        hub.Time.Advance(TimeSpan.FromHours(3));
        await TellAsync(hub, person, NoticeKind.ReviewDue, "“Price sheet” is due for a check", "/items/8");
        await TellAsync(hub, person, NoticeKind.ItemChanged, "“Grüße aus Köln” was changed");
        await hub.RunAsync<ComposeMailsJob>();
        Assert.Empty(await MailsAsync(hub));

        hub.Time.Set(new DateTimeOffset(2026, 3, 11, 7, 0, 0, TimeSpan.Zero));
        await hub.RunAsync<ComposeMailsJob>();
        await hub.RunAsync<ComposeMailsJob>();
        var mail = Assert.Single(await MailsAsync(hub));
        Assert.Equal($"notices-{person.Id}-20260311", mail.MessageId);
        Assert.Equal((person.Id, new DateOnly(2026, 3, 11), "dora.day@hub.example"), (mail.RecipientId!.Value, mail.CountsOn!.Value, mail.To));
        Assert.Equal("Acme: To verify (1), Changed (2)", mail.Subject);
        Assert.Contains("To verify\n---------\n“Price sheet” is due for a check\nhttps://hub.acme.example/items/8\n", mail.Body, StringComparison.Ordinal);
        Assert.Contains("Changed\n-------\n“Discount ladder” was changed\nhttps://hub.acme.example/items/7/discount-ladder\n", mail.Body, StringComparison.Ordinal);
        Assert.True(mail.Body.IndexOf("To verify", StringComparison.Ordinal) < mail.Body.IndexOf("Changed", StringComparison.Ordinal));
        Assert.Contains("https://hub.acme.example/profile/notifications", mail.Body, StringComparison.Ordinal);
        Assert.StartsWith("https://hub.acme.example/unsubscribe?token=", mail.UnsubscribeUrl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SingleNotice_IsItsOwnSubject()
    {
        await using var hub = await TestHub.StartAsync();
        var person = await hub.AddPersonAsync("Sven Single");
        await TellAsync(hub, person, NoticeKind.Mentioned, "Maria mentioned you in “Price sheet”");
        await NextMorningAsync(hub);
        Assert.Equal("Maria mentioned you in “Price sheet”", Assert.Single(await MailsAsync(hub)).Subject);
    }

    [Fact]
    public async Task FourthMailOfAWeek_WaitsUntilTheFirstIsSevenDaysOld_AndLosesNothing()
    {
        await using var hub = await TestHub.StartAsync();
        var person = await hub.AddPersonAsync("Wilma Week");
        for (var day = 0; day < 14; day++)
        {
            await TellAsync(hub, person, NoticeKind.ItemChanged, $"News of day {day}.");
            await NextMorningAsync(hub);
        }

        var mails = await MailsAsync(hub);
        Assert.Equal([11, 12, 13, 18, 19, 20], mails.Select(mail => mail.CountsOn!.Value.Day));
        for (var day = 3; day <= 7; day++) Assert.Contains($"News of day {day}.", mails[3].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("News of day 8.", mails[3].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MandatoryOnes_GoByThemselves_UncountedAndWithoutWayOut()
    {
        await using var hub = await TestHub.StartAsync();
        var person = await hub.AddPersonAsync("Manda Must");
        await EndAsync(hub, person);
        await TellAsync(hub, person, NoticeKind.ItemChanged, "This one is not wanted.");
        await TellAsync(hub, person, NoticeKind.ArchiveAnnounced, "Your price sheet leaves the library in 7 days.", mandatory: true);
        await hub.RunAsync<ComposeMailsJob>();
        var mail = Assert.Single(await MailsAsync(hub));
        Assert.Null(mail.CountsOn);
        Assert.Null(mail.UnsubscribeUrl);
        Assert.Equal("Your price sheet leaves the library in 7 days.", mail.Subject);
        Assert.Contains("whatever you chose", mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("not wanted", mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("/unsubscribe", mail.Body, StringComparison.Ordinal);
        await NextMorningAsync(hub);
        Assert.Single(await MailsAsync(hub));
    }

    [Fact]
    public async Task MandatoryOnes_WaitForTheEndOfQuietHours()
    {
        await using var hub = await TestHub.StartAsync(time: new ManualTime(Tuesday.AddHours(12)));
        var person = await hub.AddPersonAsync("Quentin Quiet");
        await TellAsync(hub, person, NoticeKind.ArchiveAnnounced, "It ends soon.", mandatory: true);
        await hub.RunAsync<ComposeMailsJob>();
        Assert.Empty(await MailsAsync(hub));
        await NextMorningAsync(hub);
        Assert.Single(await MailsAsync(hub));
    }

    [Fact]
    public async Task QuietHours_CountInThePersonsZone()
    {
        await using var hub = await TestHub.StartAsync(settings: ["Organisation:TimeZone=Europe/Berlin"]);
        var (berlin, newYork) = (await hub.AddPersonAsync("Berta Berlin"), await hub.AddPersonAsync("Ned York"));
        await using (var database = hub.OpenDatabase())
        {
            await database.Users.Where(person => person.Id == newYork.Id).ExecuteUpdateAsync(set => set.SetProperty(person => person.TimeZone, "America/New_York"), TestContext.Current.CancellationToken);
        }

        foreach (var person in new[] { berlin, newYork }) await TellAsync(hub, person, NoticeKind.ItemChanged, "Something changed.");
        List<(string To, DateTimeOffset At)> sent = [];
        for (var hour = 0; hour < 30; hour++)
        {
            hub.Time.Advance(TimeSpan.FromHours(1));
            await hub.RunAsync<ComposeMailsJob>();
            sent.AddRange((await MailsAsync(hub)).Skip(sent.Count).Select(mail => (mail.To, mail.CreatedAt)));
        }

        Assert.Equal([("ned.york@hub.example", new DateTimeOffset(2026, 3, 10, 12, 0, 0, TimeSpan.Zero)), ("berta.berlin@hub.example", new DateTimeOffset(2026, 3, 11, 7, 0, 0, TimeSpan.Zero))], sent.OrderBy(mail => mail.At));
    }

    [Fact]
    public async Task WhatIsUnwanted_Read_OrOutOfSight_MakesNoMail()
    {
        await using var hub = await TestHub.StartAsync();
        var person = await hub.AddPersonAsync("Nora Nothing");
        var hidden = await TestData.In(hub).Playbook("Only leads know").OnlyForRole(HubRoles.Lead).PublishedAsync();
        await TellAsync(hub, person, NoticeKind.Commented, "A kind that doesn't come by mail.");
        await TellAsync(hub, person, NoticeKind.ItemChanged, "Read in the hub.");
        await using (var database = hub.OpenDatabase())
        {
            await database.Notices.Where(notice => notice.Kind == NoticeKind.ItemChanged).ExecuteUpdateAsync(set => set.SetProperty(notice => notice.ReadAt, hub.Time.GetUtcNow()), TestContext.Current.CancellationToken);
        }

        await TellAsync(hub, person, NoticeKind.ItemChanged, "“Only leads know” was changed", itemId: hidden.Id);
        await TellAsync(hub, person, NoticeKind.ItemChanged, "About what was deleted", itemId: 987_654);
        await NextMorningAsync(hub);
        Assert.Empty(await MailsAsync(hub));
        await using (var database = hub.OpenDatabase()) Assert.False(await database.Notices.AnyAsync(notice => notice.MailDecidedAt == null, TestContext.Current.CancellationToken));

        await TellAsync(hub, person, NoticeKind.ItemChanged, "“Only leads know” was changed again", itemId: hidden.Id);
        await TellAsync(hub, person, NoticeKind.ItemChanged, "Something for everyone");
        await NextMorningAsync(hub);
        var mail = Assert.Single(await MailsAsync(hub));
        Assert.DoesNotContain("Only leads know", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DisabledPeople_GetNone_AndLeadsSeeWhatTheyManage()
    {
        await using var hub = await TestHub.StartAsync();
        var draft = await TestData.In(hub).Playbook("A draft").OnlyForRole(HubRoles.Manager).DraftAsync();
        var (gone, lead) = (await hub.AddPersonAsync("Gunnar Gone"), await hub.AddPersonAsync("Lotte Lead", HubRoles.Lead));
        await TellAsync(hub, gone, NoticeKind.ItemChanged, "For nobody");
        await TellAsync(hub, lead, NoticeKind.ReviewRequested, "“A draft” waits for you", itemId: draft.Id);
        await using (var database = hub.OpenDatabase())
        {
            await database.Users.Where(person => person.Id == gone.Id).ExecuteUpdateAsync(set => set.SetProperty(person => person.DisabledAt, hub.Time.GetUtcNow()), TestContext.Current.CancellationToken);
        }

        await NextMorningAsync(hub);
        Assert.Equal("lotte.lead@hub.example", Assert.Single(await MailsAsync(hub)).To);
    }

    [Fact]
    public async Task TwoNodesAtOnce_WriteOneMail()
    {
        await using var hub = await TestHub.StartAsync();
        var people = new List<Person>();
        for (var number = 0; number < 12; number++) people.Add(await hub.AddPersonAsync($"Node Number{number}"));
        foreach (var person in people)
        {
            await TellAsync(hub, person, NoticeKind.ItemChanged, "Told once.");
            await TellAsync(hub, person, NoticeKind.ArchiveAnnounced, "Told by itself.", mandatory: true);
        }

        hub.Time.Set(Tuesday.AddHours(23));
        await Task.WhenAll(hub.RunAsync<ComposeMailsJob>(), hub.RunAsync<ComposeMailsJob>());
        await hub.RunAsync<ComposeMailsJob>();
        var mails = await MailsAsync(hub);
        Assert.Equal(24, mails.Count);
        Assert.Equal(12, mails.Where(mail => mail.CountsOn is not null).Select(mail => mail.To).Distinct().Count());
    }

    [Fact]
    public async Task ManyNotices_MakeAShortMail()
    {
        await using var hub = await TestHub.StartAsync();
        var person = await hub.AddPersonAsync("Mats Many");
        for (var number = 0; number < MailWording.MaxNotices + 7; number++) await TellAsync(hub, person, NoticeKind.TopicChanged, $"New thing {number}");
        await NextMorningAsync(hub);
        var mail = Assert.Single(await MailsAsync(hub));
        Assert.Contains("And 7 more.", mail.Body, StringComparison.Ordinal);
        Assert.InRange(mail.Subject.Length, 1, OutboxMail.MaxSubjectLength);
    }

    [Fact]
    public async Task OldNotices_AreRemoved_NewOnesStay()
    {
        await using var hub = await TestHub.StartAsync();
        var person = await hub.AddPersonAsync("Otto Old");
        await TellAsync(hub, person, NoticeKind.Commented, "Old");
        hub.Time.Advance(RemoveOldNoticesJob.Kept);
        await TellAsync(hub, person, NoticeKind.Commented, "New");
        hub.Time.Advance(TimeSpan.FromMinutes(1));
        await hub.RunAsync<RemoveOldNoticesJob>();
        await using var database = hub.OpenDatabase();
        Assert.Equal(["New"], await database.Notices.Select(notice => notice.Text).ToListAsync(TestContext.Current.CancellationToken));
    }

    private static async Task NextMorningAsync(TestHub hub)
    {
        hub.Time.Set(new DateTimeOffset(hub.Time.GetUtcNow().UtcDateTime.Date.AddDays(1).AddHours(8), TimeSpan.Zero));
        await hub.RunAsync<ComposeMailsJob>();
        hub.Time.Advance(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task NewsOfWhatHasExpired_IsNotMailed_AndLinksToItemsSayTheirTrust()
    {
        await using var hub = await TestHub.StartAsync();
        var person = await hub.AddPersonAsync("Nora News");
        var verified = await TestData.In(hub).Playbook("Discount ladder").Saying("Ten percent.").Verified().PublishedAsync();
        var unverified = await TestData.In(hub).Playbook("Old habits").Saying("Text").PublishedAsync();
        var expires = await TestData.In(hub).Playbook("Winter prices").Saying("Text").ExpiringOn(new DateOnly(2026, 3, 10)).PublishedAsync();
        await TellAsync(hub, person, NoticeKind.ItemChanged, "“Discount ladder” was changed", $"/items/{verified.Id}", itemId: verified.Id);
        await TellAsync(hub, person, NoticeKind.TopicChanged, "New in Pricing: “Old habits”", $"/items/{unverified.Id}", itemId: unverified.Id);
        await TellAsync(hub, person, NoticeKind.ItemChanged, "“Winter prices” was changed", $"/items/{expires.Id}", itemId: expires.Id);
        await NextMorningAsync(hub);
        var mail = Assert.Single(await MailsAsync(hub));
        Assert.Contains("“Discount ladder” was changed (Verified)\n", mail.Body, StringComparison.Ordinal);
        Assert.Contains("New in Pricing: “Old habits” (Unverified)\n", mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Winter prices", mail.Body, StringComparison.Ordinal);
    }

    private static async Task TellAsync(TestHub hub, Person person, NoticeKind kind, string text, string address = "/library", bool mandatory = false, int? itemId = null)
    {
        await using var database = hub.OpenDatabase();
        new Notices(database, hub.Time).Tell([person.Id], new Notice { Kind = kind, Key = Guid.NewGuid().ToString("N"), Text = text, Address = address, Mandatory = mandatory, ItemId = itemId });
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static async Task EndAsync(TestHub hub, Person person)
    {
        await using var scope = hub.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<EndMails>().RunAsync(person.Id, TestContext.Current.CancellationToken);
    }

    private static async Task<List<OutboxMail>> MailsAsync(TestHub hub)
    {
        await using var database = hub.OpenDatabase();
        return await database.Outbox.AsNoTracking().OrderBy(mail => mail.Id).ToListAsync(TestContext.Current.CancellationToken);
    }
}
