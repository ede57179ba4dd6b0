using EnablementHub.Features.Certification;
using EnablementHub.Features.Library;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.Usage;
using EnablementHub.Tests.Support;
using static EnablementHub.Tests.Features.Certification.CertificationStory;

namespace EnablementHub.Tests.Features.Certification.Renewing;

/// <summary>A year and more in the life of certificates; the clock goes day by day where the day matters.</summary>
public sealed class RenewalTests
{
    private static readonly DateOnly Start = new(2026, 3, 10);

    [Fact]
    public async Task InTime_TheRenewalRunsOnFromTheOldEnd_AndAnEarlierTryDoesNotCount()
    {
        await using var hub = await TestHub.StartAsync();
        await CertificationStory.In(hub).Asking(Quiz(7)).PublishedAsync();
        var (person, _) = await EarnedAsync(hub, "Maria Sandoval", (Quiz(7), 1));
        await GoToAsync(hub, new DateOnly(2027, 2, 7));
        await LearnAsync(hub, person, Quiz(7));
        await RunAsync(hub);
        Assert.Single(await CertificatesAsync(hub, person));
        await GoToAsync(hub, new DateOnly(2027, 2, 8));
        await LearnAsync(hub, person, Quiz(7), version: 2);
        await RunAsync(hub);

        var certificates = await CertificatesAsync(hub, person);
        Assert.Equal([(1, false), (2, true)], certificates.Select(c => (c.Period, c.IsCurrent)));
        Assert.Equal((true, new DateOnly(2027, 2, 8), new DateOnly(2028, 3, 9)), (certificates[1].IsRenewal, certificates[1].EarnedOn, certificates[1].ValidUntil));
        Assert.Equal(2, Assert.Single(certificates[1].Records).TargetVersion);
        Assert.Equal(1, Assert.Single(certificates[0].Records).TargetVersion);
    }

    [Fact]
    public async Task Late_CountsFromTheDayItWasEarned_AlsoWhenTheHubLooksDaysLater()
    {
        await using var hub = await TestHub.StartAsync();
        await CertificationStory.In(hub).Asking(Quiz(7)).Renewing(Quiz(8)).PublishedAsync();
        var (person, _) = await EarnedAsync(hub, "Maria Sandoval", (Quiz(7), 1));
        await GoToAsync(hub, new DateOnly(2027, 3, 24));
        Assert.Equal(CertificateState.InGrace, (await LatestAsync(hub, person)).StateOn(new DateOnly(2027, 3, 24)));
        await LearnAsync(hub, person, Quiz(8));
        hub.Time.Advance(TimeSpan.FromDays(9));
        await RunAsync(hub);
        var renewed = await LatestAsync(hub, person);
        Assert.Equal((2, true, new DateOnly(2027, 3, 24), new DateOnly(2028, 3, 23)), (renewed.Period, renewed.IsRenewal, renewed.EarnedOn, renewed.ValidUntil));
    }

    [Fact]
    public async Task AfterTheGrace_TheShortRenewalDoesNotDo_AndEverythingEarnsItAnew()
    {
        await using var hub = await TestHub.StartAsync();
        await CertificationStory.In(hub).Asking(Quiz(7)).Renewing(Quiz(8)).PublishedAsync();
        var (person, _) = await EarnedAsync(hub, "Maria Sandoval", (Quiz(7), 1));
        await GoToAsync(hub, new DateOnly(2027, 3, 25));
        await LearnAsync(hub, person, Quiz(8));
        await RunAsync(hub);
        Assert.Single(await CertificatesAsync(hub, person));
        await LearnAsync(hub, person, Quiz(7));
        await RunAsync(hub);
        var again = await LatestAsync(hub, person);
        Assert.Equal((2, false, new DateOnly(2028, 3, 24)), (again.Period, again.IsRenewal, again.ValidUntil));
    }

    [Fact]
    public async Task Reminders_ComeAtThirtyFourteenThreeAndNoDays_ThenAfterTheEndAndTheGrace_AndOnceEach()
    {
        await using var hub = await TestHub.StartAsync();
        var plan = await CertificationStory.In(hub).Mandatory().Asking(Quiz(7)).PublishedAsync();
        var (person, certificate) = await EarnedAsync(hub, "Maria Sandoval", (Quiz(7), 1));
        var told = new List<(int Days, string Text)>();
        var known = 0;
        for (var day = certificate.ValidUntil.AddDays(-32); day <= certificate.GraceUntil.AddDays(3); day = day.AddDays(1))
        {
            await GoToAsync(hub, day);
            await RunAsync(hub);
            await RunAsync(hub);
            var texts = (await ToldAsync(hub, person, NoticeKind.CertificateExpiring)).Concat(await ToldAsync(hub, person, NoticeKind.CertificateExpired)).ToList();
            if (texts.Count > known) told.Add((day.DayNumber - certificate.ValidUntil.DayNumber, texts[^1]));
            Assert.InRange(texts.Count - known, 0, 1);
            known = texts.Count;
        }

        Assert.Equal([-30, -14, -3, 0, 1, 15], told.Select(entry => entry.Days));
        Assert.Contains("expires in 30 days, on 10 March 2027. Renew it.", told[0].Text, StringComparison.Ordinal);
        Assert.Contains("expires today", told[3].Text, StringComparison.Ordinal);
        Assert.Contains("Until 24 March 2027 the renewal still does", told[4].Text, StringComparison.Ordinal);
        Assert.Contains("has expired on 10 March 2027", told[5].Text, StringComparison.Ordinal);
        await using var database = hub.OpenDatabase();
        Assert.Equal(6, database.Notices.Count(notice => notice.PersonId == person.Id && notice.IsMandatory && notice.Address == CertificationLinks.Mine(plan.Id)));
    }

    [Fact]
    public async Task WhoRenews_IsNotRemindedOfTheOldOne_AndDaysWithoutTheHubAreOneReminder()
    {
        await using var hub = await TestHub.StartAsync();
        await CertificationStory.In(hub).Asking(Quiz(7)).PublishedAsync();
        var (slow, _) = await EarnedAsync(hub, "Slow Person", (Quiz(7), 1));
        var (quick, _) = await EarnedAsync(hub, "Quick Person", (Quiz(7), 1));
        await GoToAsync(hub, new DateOnly(2027, 2, 8));
        await LearnAsync(hub, quick, Quiz(7));
        await RunAsync(hub);
        await GoToAsync(hub, new DateOnly(2027, 3, 8));
        await RunAsync(hub);
        Assert.Equal(2, (await ToldAsync(hub, slow, NoticeKind.CertificateExpiring)).Count);
        Assert.Contains("expires in 2 days", (await ToldAsync(hub, slow, NoticeKind.CertificateExpiring))[1], StringComparison.Ordinal);
        Assert.Empty(await ToldAsync(hub, quick, NoticeKind.CertificateExpiring));
    }

    [Fact]
    public async Task LookingAtAnItemAgain_RenewsWhatAsksForIt_AlthoughItsVersionIsTheSame()
    {
        await using var hub = await TestHub.StartAsync();
        var sheet = await TestData.In(hub).Document("Price sheet").PublishedAsync();
        await CertificationStory.In(hub).Asking(Of(sheet)).PublishedAsync();
        var (person, _) = await EarnedAsync(hub, "Maria Sandoval", (Of(sheet), 1));
        await OpenAsync(hub, person.Id, sheet, new DateOnly(2027, 1, 10));
        Assert.Single(await CertificatesAsync(hub, person));
        await OpenAsync(hub, person.Id, sheet, new DateOnly(2027, 3, 1));
        var renewed = await LatestAsync(hub, person);
        Assert.Equal((2, new DateOnly(2028, 3, 9)), (renewed.Period, renewed.ValidUntil));
        Assert.StartsWith("Again for the renewal", Assert.Single(renewed.Records).Evidence, StringComparison.Ordinal);
    }

    private static async Task OpenAsync(TestHub hub, int personId, Item item, DateOnly on)
    {
        await GoToAsync(hub, on);
        await using (var database = hub.OpenDatabase())
        {
            database.Add(new UsageEvent { Kind = UsageKind.View, PersonId = personId, ItemId = item.Id, At = hub.Time.GetUtcNow() });
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await RunAsync(hub);
    }

    private static Task GoToAsync(TestHub hub, DateOnly day)
    {
        Assert.True(day > Start);
        hub.Time.Set(new DateTimeOffset(day, new TimeOnly(9, 0), TimeSpan.Zero));
        return Task.CompletedTask;
    }
}
