using System.Net;
using EnablementHub.Features.Certification;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static EnablementHub.Tests.Features.Certification.CertificationStory;

namespace EnablementHub.Tests.Features.Certification.Trained;

public sealed class TrainedTests
{
    [Fact]
    public async Task Lead_SeesWhoWasTrainedOnTheOldPricing_AndWhoKnowsTheNewOne()
    {
        await using var hub = await TestHub.StartAsync();
        var sheet = await TestData.In(hub).Template("Price sheet").Saying("Dock costs 2,200.").PublishedAsync();
        await CertificationStory.In(hub).Asking(Of(sheet)).PublishedAsync();
        await EarnedAsync(hub, "Old Only", (Of(sheet), 1));
        var both = await hub.AddPersonAsync("Both Prices");
        await LearnAsync(hub, both, Of(sheet), 1);
        await LearnAsync(hub, both, Of(sheet), 1);
        await PublishVersionAsync(hub, sheet.Id, "Dock costs 2,300.", "Dock rose.", isMajor: true);
        await LearnAsync(hub, both, Of(sheet), 2);
        await LearnAsync(hub, await hub.AddPersonAsync("New Only"), Of(sheet), 2);
        using var lead = await hub.SignInAsAsync("Lia Lead", HubRoles.Lead);

        var all = await lead.ReadAsync(CertificationLinks.Trained(sheet.Id));
        foreach (var name in new[] { "Old Only", "Both Prices", "New Only", "4 records", "Dock rose." }) Assert.Contains(name, all, StringComparison.Ordinal);
        var old = await lead.ReadAsync(CertificationLinks.Trained(sheet.Id, 1));
        Assert.Contains("2 records of version 1", old, StringComparison.Ordinal);
        Assert.Contains("version 2 too", old, StringComparison.Ordinal);
        Assert.DoesNotContain("New Only", old, StringComparison.Ordinal);
        var only = await lead.ReadAsync(CertificationLinks.Trained(sheet.Id, 1) + "&only=this");
        Assert.Contains("Old Only", only, StringComparison.Ordinal);
        Assert.DoesNotContain("Both Prices", only, StringComparison.Ordinal);
        Assert.Contains(CertificationLinks.Trained(sheet.Id).Replace("&", "&amp;", StringComparison.Ordinal), await lead.ReadAsync($"/studio/{sheet.Id}/history"), StringComparison.Ordinal);
        foreach (var address in new[] { CertificationLinks.Trained(999999), CertificationLinks.TrainedOn + ".csv?item=999999", CertificationLinks.TrainedOn + ".csv" })
            Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync(address)).StatusCode);
        Assert.Contains("Who was trained on what", await lead.ReadAsync(CertificationLinks.TrainedOn + "?item=pricing"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_HasARowAPersonAndVersion_AndNoFormula()
    {
        await using var hub = await TestHub.StartAsync();
        var sheet = await TestData.In(hub).Template("Price sheet").PublishedAsync();
        var person = await hub.AddPersonAsync("Maria Sandoval");
        await using (var database = hub.OpenDatabase()) await database.Users.Where(p => p.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.DisplayName, "=HYPERLINK(\"http://evil.example\")"), TestContext.Current.CancellationToken);
        await LearnAsync(hub, person, Of(sheet), 1);
        using var lead = await hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var answer = await lead.GetAsync($"{CertificationLinks.TrainedOn}.csv?item={sheet.Id}&version=1");
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\r\n");
        Assert.EndsWith("name,email,version,learned,evidence,newer version,certificates", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("\"'=HYPERLINK", lines[1], StringComparison.Ordinal);
        Assert.Contains("maria.sandoval@hub.example,1,2026-03-10T09:00:00Z,Learned in a test,,0", lines[1], StringComparison.Ordinal);
    }
}
