using System.Net;
using EnablementHub.Features.Certification;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.People;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static EnablementHub.Tests.Features.Certification.CertificationStory;

namespace EnablementHub.Tests.Features.Certification.Updating;

public sealed class UpdateTests
{
    [Fact]
    public async Task MajorVersion_AsksExactlyThoseConcerned_AndTheirCertificateGetsTheNewVersion()
    {
        await using var hub = await TestHub.StartAsync();
        var sheet = await TestData.In(hub).Template("Price sheet").Saying("Dock costs 2,200.").PublishedAsync();
        var plan = await CertificationStory.In(hub).Asking(Of(sheet)).PublishedAsync();
        var (maria, _) = await EarnedAsync(hub, "Maria Sandoval", (Of(sheet), 1));
        var (newer, _) = await EarnedAsync(hub, "Newer Person", (Of(sheet), 2));
        var other = await hub.AddPersonAsync("Other Person");
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        var leadPerson = await TestData.LeadAsync(hub);
        await PublishVersionAsync(hub, sheet.Id, "Dock costs 2,300.", "Dock above 20 doors rose to 2,300.", isMajor: true);
        await RunAsync(hub);
        Assert.Contains("1 certificate rests on it", Assert.Single(await ToldAsync(hub, leadPerson, NoticeKind.CertificationChanged)), StringComparison.Ordinal);
        Assert.Empty(await ToldAsync(hub, maria, NoticeKind.CertificateUpdateDue));

        var change = await OnlyAsync(hub, database => database.ContentChanges.Select(c => c.Id));
        var page = CertificationLinks.Change(change);
        Assert.Contains("1 certificate rests on an earlier version", await lead.ReadAsync(page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await lead.PostAsync(page, page, [.. Question(0, "What does Dock cost?", "2,200\n2,300", "2"), .. Question(1, "Who pays?", "Carriers\nThe site", "2"), ("Revision", "0"), ("Then", "ask")])).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await lead.PostAsync(page, page, [.. Question(0, "Too late?", "Yes\nNo", "1"), ("Revision", "2")])).StatusCode);
        Assert.Contains("Look at the change by 24 March 2026", Assert.Single(await ToldAsync(hub, maria, NoticeKind.CertificateUpdateDue)), StringComparison.Ordinal);
        Assert.Empty(await ToldAsync(hub, newer, NoticeKind.CertificateUpdateDue));
        Assert.Empty(await ToldAsync(hub, other, NoticeKind.CertificateUpdateDue));
        Assert.Equal((new DateOnly(2026, 3, 24), CertificateState.Valid), ((await LatestAsync(hub, maria)).UpdateDueOn!.Value, (await LatestAsync(hub, maria)).StateOn(new DateOnly(2026, 3, 10))));

        using var browser = await hub.SignInAsAsync("Maria Sandoval");
        var update = CertificationLinks.Update(await OnlyAsync(hub, database => database.CertificateUpdates.Select(u => u.Id)));
        Assert.Equal(update, (await browser.GetAsync(CertificationLinks.UpdateOf(change))).Headers.Location?.ToString());
        var html = WebUtility.HtmlDecode(await browser.ReadAsync(update));
        Assert.Contains("Dock above 20 doors rose to 2,300.", html, StringComparison.Ordinal);
        Assert.Contains("What does Dock cost?", html, StringComparison.Ordinal);
        Assert.Contains("2,200", html, StringComparison.Ordinal);
        Assert.Contains("has changed", await browser.ReadAsync(CertificationLinks.Start), StringComparison.Ordinal);
        using (var stranger = await hub.SignInAsAsync("Other Person"))
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(update)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(CertificationLinks.UpdateOf(change))).StatusCode);
        }


        var wrong = await browser.PostAsync(update, update, ("answer0", "0"), ("answer1", "1"), ("read", "yes"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("Look at the change again", await wrong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync(update, update, ("answer0", "1"), ("answer1", "1"), ("read", "yes"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync(CertificationLinks.Start, update, ("answer0", "1"), ("answer1", "1"), ("read", "yes"))).StatusCode);

        var certificate = await LatestAsync(hub, maria);
        Assert.Null(certificate.UpdateDueOn);
        Assert.Equal([(1, false), (2, true)], certificate.Records.OrderBy(record => record.Id).Select(record => (record.TargetVersion, record.IsUpdate)));
        await using var database = hub.OpenDatabase();
        var noted = await database.LearningRecords.SingleAsync(record => record.PersonId == maria.Id && record.TargetVersion == 2, TestContext.Current.CancellationToken);
        Assert.Equal((LearningKind.Item, "Read the change and answered 2 of 2"), (noted.Kind, noted.Evidence));
        Assert.Equal(2, await database.CertificateUpdates.Select(u => u.Attempts).SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal(plan.Id, certificate.PlanId);
    }

    [Fact]
    public async Task WithoutQuestions_HoldersAreAskedAfterTwoDays_RemindedBeforeItIsDueAndOnceItIsLate()
    {
        await using var hub = await TestHub.StartAsync();
        var sheet = await TestData.In(hub).Template("Price sheet").Saying("Dock costs 2,200.").PublishedAsync();
        await CertificationStory.In(hub).Asking(Of(sheet)).PublishedAsync();
        var (maria, _) = await EarnedAsync(hub, "Maria Sandoval", (Of(sheet), 1));
        await PublishVersionAsync(hub, sheet.Id, "Dock costs 2,300.", "Dock rose.", isMajor: true);
        var counts = new List<int>();
        for (var day = 0; day < 20; day++, hub.Time.Advance(TimeSpan.FromDays(1)))
        {
            await RunAsync(hub);
            counts.Add((await ToldAsync(hub, maria, NoticeKind.CertificateUpdateDue)).Count);
        }

        Assert.Equal((0, 1, 1, 2, 2, 3, 3), (counts[1], counts[2], counts[12], counts[13], counts[16], counts[17], counts[19]));
        using var browser = await hub.SignInAsAsync("Maria Sandoval");
        var update = CertificationLinks.Update(await OnlyAsync(hub, database => database.CertificateUpdates.Select(u => u.Id)));
        var unread = await browser.PostAsync(update, update);
        Assert.Equal(HttpStatusCode.BadRequest, unread.StatusCode);
        Assert.Contains("Say that you have read the change.", await unread.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync(update, update, ("read", "yes"))).StatusCode);
        Assert.Null((await LatestAsync(hub, maria)).UpdateDueOn);
    }

    [Fact]
    public async Task MinorVersion_AsksNobody_AndALaterMajorOneTakesThePlaceOfTheFirst()
    {
        await using var hub = await TestHub.StartAsync();
        var sheet = await TestData.In(hub).Template("Price sheet").Saying("Dock costs 2,200.").PublishedAsync();
        await CertificationStory.In(hub).Asking(Of(sheet)).PublishedAsync();
        var (maria, _) = await EarnedAsync(hub, "Maria Sandoval", (Of(sheet), 1));
        await PublishVersionAsync(hub, sheet.Id, "Dock costs 2,200 a month.", "A word.", isMajor: false);
        await RunAsync(hub);
        await using var database = hub.OpenDatabase();
        Assert.False(await database.ContentChanges.AnyAsync(TestContext.Current.CancellationToken));
        foreach (var (price, note) in new[] { ("2,300", "Dock rose."), ("2,400", "Dock rose again.") })
        {
            await PublishVersionAsync(hub, sheet.Id, $"Dock costs {price}.", note, isMajor: true);
            await RunAsync(hub);
            hub.Time.Advance(TimeSpan.FromDays(3));
            await RunAsync(hub);
        }

        var updates = await database.CertificateUpdates.AsNoTracking().Include(u => u.Change).OrderBy(u => u.Id).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([(3, false, 1), (4, true, 1)], updates.Select(u => (u.Change.ToVersion, u.IsOpen, u.FromVersion)));
        using var browser = await hub.SignInAsAsync("Maria Sandoval");
        var html = await browser.ReadAsync(CertificationLinks.Update(updates[1].Id));
        Assert.Contains("Dock rose.", html, StringComparison.Ordinal);
        Assert.Contains("Dock rose again.", html, StringComparison.Ordinal);
        Assert.Contains("A later change", await browser.ReadAsync(CertificationLinks.Update(updates[0].Id)), StringComparison.Ordinal);
        Assert.Equal(updates[1].DueOn, (await LatestAsync(hub, maria)).UpdateDueOn);
    }

    [Fact]
    public async Task TextThatTheHolderMayNotSeeAnyMore_IsNotShown()
    {
        await using var hub = await TestHub.StartAsync();
        var team = await TestData.In(hub).TeamAsync("Deal desk");
        var sheet = await TestData.In(hub).Template("Floor prices").Saying("The floor is 1,900.").PublishedAsync();
        await CertificationStory.In(hub).Asking(Of(sheet)).PublishedAsync();
        await EarnedAsync(hub, "Maria Sandoval", (Of(sheet), 1));
        await PublishVersionAsync(hub, sheet.Id, "The floor is 1,800.", "The floor moved.", isMajor: true);
        await using (var database = hub.OpenDatabase())
        {
            (await database.Items.Include(item => item.Audience).SingleAsync(item => item.Id == sheet.Id, TestContext.Current.CancellationToken)).SetAudience([Grants.ForTeam(team.Id)]);
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await RunAsync(hub);
        hub.Time.Advance(TimeSpan.FromDays(3));
        await RunAsync(hub);
        using var browser = await hub.SignInAsAsync("Maria Sandoval");
        var html = await browser.ReadAsync(CertificationLinks.Update(await OnlyAsync(hub, database => database.CertificateUpdates.Select(u => u.Id))));
        Assert.DoesNotContain("1,800", html, StringComparison.Ordinal);
        Assert.Contains("not open to you at the moment", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Yes\nNo", "1", "Write the question")]
    [InlineData("Only one?", "Yes", "1", "Write 2 to 4 answers, one a line; there is 1.")]
    [InlineData("Too many?", "1\n2\n3\n4\n5", "1", "Write 2 to 4 answers, one a line; there are 5.")]
    [InlineData("The same?", "Yes\nyes", "1", "Two answers say the same.")]
    [InlineData("None right?", "Yes\nNo", "", "Choose which answer is right.")]
    [InlineData("Beyond?", "Yes\nNo", "3", "Choose which answer is right.")]
    public async Task Question_WithBadInput_SaysWhatToDo_AndKeepsWhatWasTyped(string prompt, string choices, string correct, string sentence)
    {
        await using var hub = await TestHub.StartAsync();
        var sheet = await TestData.In(hub).Template("Price sheet").PublishedAsync();
        await CertificationStory.In(hub).Asking(Of(sheet)).PublishedAsync();
        await EarnedAsync(hub, "Maria Sandoval", (Of(sheet), 1));
        await PublishVersionAsync(hub, sheet.Id, "New.", "New.", isMajor: true);
        await RunAsync(hub);
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        var page = CertificationLinks.Change(await OnlyAsync(hub, database => database.ContentChanges.Select(c => c.Id)));
        var answer = await lead.PostAsync(page, page, [.. Question(0, prompt, choices, correct), .. Question(1, "Typed with care?", "Yes\nNo", "1"), ("Revision", "0")]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        Assert.Contains("Typed with care?", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await lead.PostAsync(page, page, [.. Question(0, "Stale?", "Yes\nNo", "1"), ("Revision", "7")])).StatusCode);
    }

    private static (string Name, string Value)[] Question(int at, string prompt, string choices, string correct) =>
        [($"questions[{at}].Prompt", prompt), ($"questions[{at}].Choices", choices), ($"questions[{at}].Correct", correct)];

    private static async Task<int> OnlyAsync(TestHub hub, Func<EnablementHub.Data.HubDbContext, IQueryable<int>> query)
    {
        await using var database = hub.OpenDatabase();
        return await query(database).SingleAsync(TestContext.Current.CancellationToken);
    }
}
