using EnablementHub.Features.Certification;
using EnablementHub.Features.Certification.Earning;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Notifications;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static EnablementHub.Tests.Features.Certification.CertificationStory;

namespace EnablementHub.Tests.Features.Certification.Earning;

public sealed class IssueCertificatesTests
{
    [Fact]
    public async Task LastThingLearned_GivesTheCertificate_WithExactlyWhatItRestsOn()
    {
        await using var hub = await TestHub.StartAsync();
        var pricing = await TestData.In(hub).Document("Price sheet").PublishedAsync();
        var plan = await CertificationStory.In(hub).Asking(Of(pricing)).Scored(Quiz(7), 80).PublishedAsync();
        var person = await hub.AddPersonAsync("Maria Sandoval");
        await LearnAsync(hub, person, Of(pricing), version: 3, at: hub.Time.GetUtcNow().AddDays(-2));
        await RunAsync(hub);
        Assert.Empty(await CertificatesAsync(hub, person));
        await LearnAsync(hub, person, Quiz(7), version: 2, score: 92.5);
        await RunAsync(hub);
        await RunAsync(hub);

        var certificate = Assert.Single(await CertificatesAsync(hub, person));
        Assert.Equal((plan.Id, 1, 1, "Maria Sandoval", false), (certificate.PlanId, certificate.Period, certificate.PlanVersion, certificate.HolderName, certificate.IsRenewal));
        Assert.Equal((new DateOnly(2026, 3, 10), new DateOnly(2027, 3, 10), new DateOnly(2027, 2, 8), new DateOnly(2027, 3, 24)), (certificate.EarnedOn, certificate.ValidUntil, certificate.RenewalOpensOn, certificate.GraceUntil));
        Assert.Equal(
            [(LearningKind.Item, pricing.Id, 3, "Price sheet", (double?)null), (LearningKind.Quiz, 7, 2, "Quiz 7", 92.5)],
            certificate.Records.OrderBy(record => record.Id).Select(record => (record.Kind, record.TargetId, record.TargetVersion, record.Title, record.ScorePercent)));
        Assert.Equal("You are certified: “Pricing, certified”. Valid until 10 March 2027.", Assert.Single(await ToldAsync(hub, person, NoticeKind.CertificateEarned)));
        await using var database = hub.OpenDatabase();
        Assert.True(await database.Audit.AnyAsync(entry => entry.Action == "certificate.issued" && entry.SubjectId == certificate.Id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AHundredParallelCompletions_GiveOneCertificate()
    {
        await using var hub = await TestHub.StartAsync();
        var plan = await CertificationStory.In(hub).Asking(Quiz(7)).PublishedAsync();
        var person = await hub.AddPersonAsync("Maria Sandoval");
        var given = await Task.WhenAll(Enumerable.Range(0, 100).Select(async number =>
        {
            await LearnAsync(hub, person, Quiz(7), score: 90, key: $"quiz-attempt:{number}");
            await using var scope = hub.App.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<IssueCertificates>().RunAsync(plan.Id, [person.Id], TestContext.Current.CancellationToken);
        }));
        Assert.Equal(1, given.Sum());
        Assert.Single((await CertificatesAsync(hub, person))[0].Records);
        Assert.Single(await CertificatesAsync(hub, person));
        Assert.Single(await ToldAsync(hub, person, NoticeKind.CertificateEarned));
    }

    [Fact]
    public async Task NewCertification_CountsWhatPeopleHadLearnedBefore_AndNobodyWhoIsGone()
    {
        await using var hub = await TestHub.StartAsync();
        var (early, gone) = (await hub.AddPersonAsync("Early Bird"), await hub.AddPersonAsync("Gone Person"));
        foreach (var person in new[] { early, gone }) await LearnAsync(hub, person, Quiz(7));
        await using (var database = hub.OpenDatabase()) await database.Users.Where(p => p.Id == gone.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.DisabledAt, hub.Time.GetUtcNow()), TestContext.Current.CancellationToken);
        hub.Time.Advance(TimeSpan.FromDays(20));
        await RunAsync(hub);
        await CertificationStory.In(hub).Asking(Quiz(7)).PublishedAsync();
        await RunAsync(hub);
        Assert.Equal(new DateOnly(2026, 3, 10), Assert.Single(await CertificatesAsync(hub, early)).EarnedOn);
        Assert.Empty(await CertificatesAsync(hub, gone));
    }

    [Fact]
    public async Task DraftOrRetired_GivesNothing()
    {
        await using var hub = await TestHub.StartAsync();
        await CertificationStory.In(hub, "Draft").Asking(Quiz(7)).SavedAsync();
        var retired = await CertificationStory.In(hub, "Retired").Asking(Quiz(7)).PublishedAsync();
        await using (var database = hub.OpenDatabase())
        {
            (await database.CertificationPlans.SingleAsync(plan => plan.Id == retired.Id, TestContext.Current.CancellationToken)).Retire();
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var person = await hub.AddPersonAsync("Maria Sandoval");
        await LearnAsync(hub, person, Quiz(7));
        await RunAsync(hub);
        Assert.Empty(await CertificatesAsync(hub, person));
    }
}
