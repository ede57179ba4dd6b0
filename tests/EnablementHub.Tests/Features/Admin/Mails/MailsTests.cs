using System.Net;
using EnablementHub.Platform.Mail;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Admin.Mails;

public sealed class MailsTests
{
    [Fact]
    public async Task UndeliverableAndLateMails_AreListedWithTheReason_AndTriedAgain()
    {
        await using var server = await MailServer.StartAsync();
        await using var hub = await TestHub.StartAsync(settings: server.Settings());
        await hub.IndexedAsync();
        using var admin = await hub.SignInAsAsync("Anna Admin", HubRoles.Administrator);
        Assert.Contains("Nothing waits", await admin.ReadAsync("/admin/mails"), StringComparison.Ordinal);
        Assert.Contains("\"Mails leave as they should.\"", await admin.ReadAsync("/health/ready"), StringComparison.Ordinal);
        await WriteAsync(hub, "rcpt-550@acme.example");
        await WriteAsync(hub, "rcpt-451@acme.example");
        await hub.RunAsync<SendMailJob>();
        var page = WebUtility.HtmlDecode(await admin.ReadAsync("/admin/mails"));
        Assert.Contains("The mail server answered 550", page, StringComparison.Ordinal);
        Assert.Contains("The mail server answered 451", page, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-hush", page, StringComparison.Ordinal);
        var health = await admin.ReadAsync("/health/ready");
        Assert.Contains("/admin/mails lists them", health, StringComparison.Ordinal);
        Assert.DoesNotContain("acme.example", health, StringComparison.Ordinal);
        hub.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.Contains("Mails wait longer than they should", await admin.ReadAsync("/health/ready"), StringComparison.Ordinal);

        await using var database = hub.OpenDatabase();
        var failed = await database.Outbox.Where(mail => mail.GaveUpAt != null).Select(mail => mail.Id).SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, (await admin.PostAsync("/admin/mails", $"/admin/mails/{failed}/retry")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await admin.PostAsync("/admin/mails", "/admin/mails/retry-all")).StatusCode);
        Assert.Equal(2, await database.Outbox.CountAsync(mail => mail.GaveUpAt == null && mail.NextAttemptAt <= hub.Time.GetUtcNow(), TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.NotFound, (await admin.PostAsync("/admin/mails", "/admin/mails/987654/retry")).StatusCode);
    }

    private static async Task WriteAsync(TestHub hub, string to)
    {
        await using var database = hub.OpenDatabase();
        database.Outbox.Add(new OutboxMail { MessageId = Guid.NewGuid().ToString("N"), To = to, Subject = "A subject", Body = "hush-hush", CreatedAt = hub.Time.GetUtcNow(), NextAttemptAt = hub.Time.GetUtcNow() });
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
