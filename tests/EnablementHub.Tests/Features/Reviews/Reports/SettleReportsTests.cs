using System.Net;
using EnablementHub.Features.Library;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.Reviews.Reports;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static EnablementHub.Tests.Features.Studio.StudioHub;

namespace EnablementHub.Tests.Features.Reviews.Reports;

public sealed class SettleReportsTests : IAsyncLifetime
{
    private TestHub _hub = null!;
    private TestBrowser _rita = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await TestHub.StartAsync();
        _rita = await _hub.SignInAsAsync("Rita Rep");
    }

    public async ValueTask DisposeAsync()
    {
        _rita.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Reporter_HearsTheOutcome_Once()
    {
        var kept = await VerifiedAsync("Right as it is");
        var changed = await VerifiedAsync("Needed a change");
        var archived = await VerifiedAsync("No longer needed");
        var open = await VerifiedAsync("Still open");
        foreach (var item in new[] { kept, changed, archived, open }) await ReportAsync(_rita, item, "wrong", "", "");
        _hub.Time.Advance(TimeSpan.FromHours(1));
        await KeepAsync(kept);
        using var lead = await _hub.SignInAsAsync("Lena Lead", "lead");
        await SaveAsync(lead, changed.Id, ("Body", "New words"));
        await lead.PostAsync("/studio/new", $"/studio/{changed.Id}/publish", ("revision", $"{(await ReadAsync(changed)).Revision}"), ("verified", "yes"));
        await lead.PostAsync("/studio/new", $"/studio/{archived.Id}/archive", ("revision", $"{(await ReadAsync(archived)).Revision}"));
        await _hub.RunJobAsync("settle-reports");
        await _hub.RunJobAsync("settle-reports");
        await using var database = _hub.OpenDatabase();
        var outcomes = await database.OutOfDateReports.OrderBy(report => report.Id).Select(report => report.Outcome).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([ReportOutcome.Kept, ReportOutcome.Changed, ReportOutcome.Ended, null], outcomes);
        var rita = (await _hub.AddPersonAsync("Rita Rep")).Id;
        var told = await database.Notices.Where(notice => notice.PersonId == rita && notice.Kind == NoticeKind.ReportOutcome).OrderBy(notice => notice.Id).Select(notice => notice.Text).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            ["“Right as it is” was checked and is right as it is; you had reported it as out of date.", "“Needed a change” was changed and checked again; you had reported it as out of date.", "“No longer needed” was taken out; you had reported it as out of date."], told);
    }

    /// <summary>Archived, its page is closed to readers; what became of their report is not.</summary>
    [Fact]
    public async Task Reporter_ReadsTheOutcome_OfWhatWasArchived_InTheHubAndByMail()
    {
        var archived = await VerifiedAsync("Old price sheet");
        await ReportAsync(_rita, archived, "price", "", "");
        using var lead = await _hub.SignInAsAsync("Lena Lead", "lead");
        await lead.PostAsync("/studio/new", $"/studio/{archived.Id}/archive", ("revision", $"{(await ReadAsync(archived)).Revision}"));
        await _hub.RunJobAsync("settle-reports");
        Assert.Contains("“Old price sheet” was taken out; you had reported it as out of date.", WebUtility.HtmlDecode(await _rita.ReadAsync("/notifications")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _rita.GetAsync($"/items/{archived.Id}")).StatusCode);
        _hub.Time.Advance(TimeSpan.FromDays(1));
        await _hub.RunJobAsync("compose-mails");
        await using var database = _hub.OpenDatabase();
        var mail = await database.Outbox.SingleAsync(row => row.To == "rita.rep@hub.example", TestContext.Current.CancellationToken);
        Assert.Contains("“Old price sheet” was taken out", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reporter_WhoLostSightOfTheItem_DoesNotReadItsTitle()
    {
        var team = await TestData.In(_hub).TeamAsync("Enterprise");
        var item = await VerifiedAsync("Secret price sheet");
        await ReportAsync(_rita, item, "price", "", "");
        await using (var database = _hub.OpenDatabase())
        {
            var stored = await database.Items.Include(i => i.Audience).SingleAsync(i => i.Id == item.Id, TestContext.Current.CancellationToken);
            stored.SetAudience([$"team:{team.Id}"]);
            stored.Archive(_hub.Time.GetUtcNow());
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await _hub.RunJobAsync("settle-reports");
        var page = await _rita.ReadAsync("/notifications");
        Assert.Contains("something that you can no longer open", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret price sheet", page, StringComparison.Ordinal);
    }

    private Task<Item> VerifiedAsync(string title) => TestData.In(_hub).Playbook(title).Saying("Text").Verified().PublishedAsync();

    private static Task<HttpResponseMessage> ReportAsync(TestBrowser browser, Item item, string reason, string moment, string text) =>
        browser.PostAsync("/", $"/items/{item.Id}/out-of-date", ("Reason", reason), ("Moment", moment), ("Text", text));

    private async Task KeepAsync(Item item)
    {
        using var lead = await _hub.SignInAsAsync("Lena Lead", "lead");
        Assert.Equal(HttpStatusCode.Redirect, (await lead.PostAsync("/reviews", $"/reviews/{item.Id}/keep", ("revision", $"{(await ReadAsync(item)).Revision}"))).StatusCode);
    }

    private async Task<Item> ReadAsync(Item item)
    {
        await using var database = _hub.OpenDatabase();
        return await database.Items.AsNoTracking().SingleAsync(i => i.Id == item.Id, TestContext.Current.CancellationToken);
    }
}
