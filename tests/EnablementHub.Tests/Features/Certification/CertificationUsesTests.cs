using System.Net;
using EnablementHub.Features.Certification;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static EnablementHub.Tests.Features.Certification.CertificationStory;

namespace EnablementHub.Tests.Features.Certification;

public sealed class CertificationUsesTests
{
    [Fact]
    public async Task WhatACertificationAsksFor_DoesntEndUnnoticed_AndWhatCertificatesRestOnIsKept()
    {
        await using var hub = await TestHub.StartAsync();
        var sheet = await TestData.In(hub).Template("Price card").Saying("Dock costs 2,200.").PublishedAsync();
        var plan = await CertificationStory.In(hub).Asking(Of(sheet)).PublishedAsync();
        await EarnedAsync(hub, "Maria Sandoval", (Of(sheet), 1));
        using var lead = await hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var page = await lead.ReadAsync($"/studio/{sheet.Id}/end");
        Assert.Contains(CertificationLinks.Plan(plan.Id), page, StringComparison.Ordinal);
        Assert.Contains("asks for it", page, StringComparison.Ordinal);

        await using var scope = hub.App.Services.CreateAsyncScope();
        var forGood = await scope.ServiceProvider.GetRequiredService<ItemDependants>().FindAsync(sheet.Id, TestContext.Current.CancellationToken, forGood: true);
        Assert.Equal([("certification", true), ("certificates", true)], forGood.Select(use => (use.What, use.HoldsFast)));
        Assert.Equal(HttpStatusCode.OK, (await lead.GetAsync(forGood[1].Address)).StatusCode);
    }

    [Fact]
    public async Task AnotherItem_TakesItsPlace_InANewVersion_OrInTheOneThatIsBeingWritten()
    {
        await using var hub = await TestHub.StartAsync();
        var (old, next) = (await TestData.In(hub).Template("Old card").PublishedAsync(), await TestData.In(hub).Template("New card").PublishedAsync());
        var holds = await CertificationStory.In(hub, "Holds").Asking(Of(old), Quiz(7)).Renewing(Of(old)).PublishedAsync();
        var written = await CertificationStory.In(hub, "Is written").Asking(Of(old), Of(next)).SavedAsync();
        await using (var scope = hub.App.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<ItemDependants>().LeadAsync(old.Id, next.Id, null, TestContext.Current.CancellationToken);
            await scope.ServiceProvider.GetRequiredService<EnablementHub.Data.HubDbContext>().SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await using var database = hub.OpenDatabase();
        var plans = await database.CertificationPlans.AsNoTracking().Include(plan => plan.Versions).ThenInclude(version => version.Groups).ThenInclude(group => group.Requirements).ToDictionaryAsync(plan => plan.Id, TestContext.Current.CancellationToken);
        Assert.Equal((2, PlanState.Published), (plans[holds.Id].LiveNumber, plans[holds.Id].State));
        Assert.Equal([Of(next), Quiz(7)], plans[holds.Id].Live!.FirstTime.Single().InOrder.Select(requirement => requirement.Target));
        Assert.Equal(Of(next), plans[holds.Id].Live!.Renewal.Single().InOrder.Single().Target);
        Assert.Contains(Of(old), plans[holds.Id].Versions.Single(version => version.Number == 1).Targets);
        Assert.Equal((null, 1), (plans[written.Id].LiveNumber, plans[written.Id].DraftNumber));
        Assert.Equal(Of(next), plans[written.Id].Draft!.FirstTime.Single().InOrder.Single().Target);
    }
}
