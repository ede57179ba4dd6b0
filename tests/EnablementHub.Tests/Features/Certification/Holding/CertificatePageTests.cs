using System.Net;
using System.Text;
using EnablementHub.Features.Certification;
using EnablementHub.Features.Notifications;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static EnablementHub.Tests.Features.Certification.CertificationStory;

namespace EnablementHub.Tests.Features.Certification.Holding;

public sealed class CertificatePageTests
{
    [Fact]
    public async Task Person_SeesWhatToLearn_WhatTheyHave_AndTheCertificateWithItsVersions()
    {
        await using var hub = await TestHub.StartAsync(settings: ["Organisation:Name=Acme"]);
        var (sheet, other) = (await TestData.In(hub).Document("Price sheet").PublishedAsync(), await TestData.In(hub).Document("Deal limits").PublishedAsync());
        var plan = await CertificationStory.In(hub).Asking(Of(sheet)).AskingAny(1, Of(other), Quiz(7)).PublishedAsync();
        var maria = await hub.AddPersonAsync("Maria Sandoval");
        using var browser = await hub.SignInAsAsync("Maria Sandoval");
        await LearnAsync(hub, maria, Of(sheet), version: 4);
        var open = await browser.ReadAsync(CertificationLinks.Start);
        Assert.Contains("1 of 2", open, StringComparison.Ordinal);
        var asked = await browser.ReadAsync(CertificationLinks.Mine(plan.Id));
        Assert.Contains("1 of 2 done. It is valid for 365 days.", asked, StringComparison.Ordinal);
        Assert.Contains($"/items/{other.Id}/deal-limits", asked, StringComparison.Ordinal);

        // Opened just now, and nobody has noted it yet: the page knows, and writes nothing.
        await browser.ReadAsync($"/items/{other.Id}");
        await UntilAsync(async () => (await browser.ReadAsync(CertificationLinks.Mine(plan.Id))).Contains("Your certificate is being made", StringComparison.Ordinal));
        Assert.Empty(await CertificatesAsync(hub, maria));
        await hub.RunAsync<EnablementHub.Features.Learning.Noting.NoteItemsJob>();
        await RunAsync(hub);

        var certificate = await LatestAsync(hub, maria);
        var html = WebUtility.HtmlDecode(await browser.ReadAsync(CertificationLinks.Certificate(certificate.Id)));
        foreach (var expected in new[] { "Acme", "Maria Sandoval", "Pricing, certified", "Earned on 10 March 2026 · valid until 10 March 2027", "Price sheet", "Deal limits", CertificationLinks.Verify(certificate.Token) })
            Assert.Contains(expected, html, StringComparison.Ordinal);
        Assert.Matches("Price sheet</a></th>\\s*<td>Library</td>\\s*<td class=\"number\">4", html);
        Assert.Contains("You hold it until 10 March 2027", await browser.ReadAsync(CertificationLinks.Mine(plan.Id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pdf_BearsTheOrganisation_TheHolderAndTheLink()
    {
        await using var hub = await TestHub.StartAsync(settings: ["Organisation:Name=Acme (Nordic)", "Organisation:PublicUrl=https://hub.acme.example"]);
        await CertificationStory.In(hub).Asking(Quiz(7)).PublishedAsync();
        await EarnedAsync(hub, "Maria Sandoval", (Quiz(7), 2));
        var certificate = await LatestAsync(hub, await hub.AddPersonAsync("Maria Sandoval"));
        using var browser = await hub.SignInAsAsync("Maria Sandoval");
        var answer = await browser.GetAsync(CertificationLinks.Pdf(certificate.Id));
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
        var text = Encoding.Latin1.GetString(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        foreach (var expected in new[] { "%PDF-1.7", "(Acme \\050Nordic\\051)", "(Maria Sandoval)", "(Pricing, certified)", "(Quiz 7, version 2)", $"/URI (https://hub.acme.example/certifications/verify/{certificate.Token})" })
            Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Holders_AreListedForLeads_AndForManagersOnlyTheirTeams()
    {
        await using var hub = await TestHub.StartAsync();
        await CertificationStory.In(hub).Asking(Quiz(7)).PublishedAsync();
        var (own, mine) = await EarnedAsync(hub, "Own Person", (Quiz(7), 1));
        var (_, theirs) = await EarnedAsync(hub, "Other Person", (Quiz(7), 1));
        var team = await TestData.In(hub).TeamAsync("North");
        await TestData.In(hub).JoinAsync(own, team);
        await TestData.In(hub).JoinAsync(await hub.AddPersonAsync("Mona Manager", HubRoles.Manager), team);
        using var manager = await hub.SignInAsAsync("Mona Manager", HubRoles.Manager);
        var list = await manager.ReadAsync(CertificationLinks.Holders);
        Assert.Contains("Own Person", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Other Person", list, StringComparison.Ordinal);
        await manager.ReadAsync(CertificationLinks.Certificate(mine.Id));
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync(CertificationLinks.Certificate(theirs.Id))).StatusCode);
        using var lead = await hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        foreach (var (query, shows) in new[] { ("", true), ("?state=valid", true), ("?state=ending", false), ("?state=over", false), ("?state=revoked", false), ("?state=update", false), ("?certification=999999", false), ("?certification=x&state=y&page=-3", true) })
            Assert.Equal(shows, (await lead.ReadAsync(CertificationLinks.Holders + query)).Contains("Other Person", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Revoked_NeedsAReason_TellsTheHolder_AndCanBeEarnedAgain()
    {
        await using var hub = await TestHub.StartAsync();
        await CertificationStory.In(hub).Asking(Quiz(7)).PublishedAsync();
        var (maria, certificate) = await EarnedAsync(hub, "Maria Sandoval", (Quiz(7), 1));
        using var lead = await hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var page = CertificationLinks.Revoke(certificate.Id);
        foreach (var (reason, sentence) in new[] { ("  ", "Say why"), (new string('x', 501), "at most 500 fit") })
        {
            var refused = await lead.PostAsync(page, page, ("reason", reason));
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            var html = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains(sentence, html, StringComparison.Ordinal);
            Assert.Contains(reason, html, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await lead.PostAsync(page, CertificationLinks.Revoke(999999), ("reason", "Gone"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await lead.PostAsync(page, page, ("reason", "Somebody else sat the exam."))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await lead.PostAsync(CertificationLinks.Holders, page, ("reason", "Twice."))).StatusCode);
        Assert.Equal("Your certificate “Pricing, certified” was revoked: Somebody else sat the exam.", Assert.Single(await ToldAsync(hub, maria, NoticeKind.CertificateRevoked)));
        using var browser = await hub.SignInAsAsync("Maria Sandoval");
        Assert.Contains("Somebody else sat the exam.", await browser.ReadAsync(CertificationLinks.Certificate(certificate.Id)), StringComparison.Ordinal);
        await RunAsync(hub);
        Assert.Single(await CertificatesAsync(hub, maria));
        hub.Time.Advance(TimeSpan.FromHours(1));
        await LearnAsync(hub, maria, Quiz(7));
        await RunAsync(hub);
        Assert.Equal([(1, CertificateState.Revoked), (2, CertificateState.Valid)], (await CertificatesAsync(hub, maria)).Select(c => (c.Period, c.StateOn(new DateOnly(2026, 3, 10)))));
        await using var database = hub.OpenDatabase();
        Assert.Equal("Somebody else sat the exam.", await database.Audit.Where(entry => entry.Action == "certificate.revoked").Select(entry => entry.Detail).SingleAsync(TestContext.Current.CancellationToken));
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        // Use is written in batches, a moment after it happened.
        for (var tries = 0; tries < 200; tries++)
        {
            if (await isSo()) return;
            await Task.Delay(25);
        }

        Assert.Fail("It didn't become so.");
    }
}
