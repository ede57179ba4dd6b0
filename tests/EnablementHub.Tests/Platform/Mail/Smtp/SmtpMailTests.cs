using System.Text;
using EnablementHub.Platform.Mail;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace EnablementHub.Tests.Platform.Mail.Smtp;

/// <summary>Mails on their way to a real server, and everything that can go wrong there.</summary>
public sealed class SmtpMailTests
{
    private const string Password = "s3cret-p4ssw0rd";

    [Fact]
    public async Task Mail_ArrivesEncrypted_WithItsHeadersAndEveryCharacter()
    {
        await using var server = await MailServer.StartAsync(new MailServerOptions { User = "hub", Password = Password });
        await using var hub = await TestHub.StartAsync(settings: server.Settings("Mail:Smtp:User=hub", $"Mail:Smtp:Password={Password}"));
        const string Body = "Hello Jörg,\n.\n..two dots\n.hidden\nQUIT\n\n漢字 and 😀\n";
        await WriteAsync(hub, Mail("ok@acme.example", "greeting") with { Subject = "Grüße über sehr lange Strecken, damit mehr als ein kodiertes Wort nötig ist 😀😀😀", Body = Body, Unsubscribe = "https://hub.acme.example/unsubscribe?token=abc" });
        await hub.RunAsync<SendMailJob>();
        var mail = Assert.Single(await server.TakenAsync(1));
        Assert.Equal(("hub@acme.example", "ok@acme.example", true), (mail.From, mail.To, mail.IsSecure));
        Assert.Equal(["hub PLAIN True"], server.SignIns);
        Assert.Equal(Body, BodyOf(mail.Text));
        Assert.Contains("<p style=\"margin:0 0 12px\">Hello Jörg,<br>\n.<br>\n..two dots<br>", TestParts.Of(mail.Text)["text/html"].ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("Message-ID: <greeting@acme.example>\r\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("From: \"Acme Hub\" <hub@acme.example>\r\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("To: ok@acme.example\r\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Date: Tue, 10 Mar 2026 09:00:00 +0000\r\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("List-Unsubscribe: <https://hub.acme.example/unsubscribe?token=abc>\r\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", mail.Text, StringComparison.Ordinal);
        Assert.NotNull((await ReadAsync(hub, "greeting")).SentAt);
        await hub.RunAsync<SendMailJob>();
        await server.TakenAsync(1);
    }

    [Fact]
    public async Task ServerThatKnowsOnlyLogin_AndTlsFromTheFirstByte_IsUnderstood()
    {
        await using var server = await MailServer.StartAsync(new MailServerOptions { Secure = true, Hide8BitMime = true, User = "hub", Password = Password, AuthMethods = ["LOGIN"] });
        await using var hub = await TestHub.StartAsync(settings: server.Settings("Mail:Smtp:Security=tls", "Mail:Smtp:User=hub", $"Mail:Smtp:Password={Password}"));
        await WriteAsync(hub, Mail("ok@acme.example", "one") with { Body = "Grüße\n" });
        await WriteAsync(hub, Mail("ok@acme.example", "two") with { Body = new string('x', 20_000) + "\n" });
        await hub.RunAsync<SendMailJob>();
        var mails = await server.TakenAsync(2);
        Assert.Equal(["Grüße\n", new string('x', 20_000) + "\n"], mails.Select(mail => BodyOf(mail.Text)));
        Assert.All(mails, mail => Assert.Contains("Content-Transfer-Encoding: base64", mail.Text, StringComparison.Ordinal));
        Assert.Equal(["hub LOGIN True"], server.SignIns);
    }

    [Fact]
    public async Task AddressBeyondAscii_GoesWhereTheServerTakesIt_AndIsGivenUpElsewhere()
    {
        await using var modern = await MailServer.StartAsync();
        await using var old = await MailServer.StartAsync(new MailServerOptions { HideSmtpUtf8 = true });
        foreach (var (server, isTaken) in new[] { (modern, true), (old, false) })
        {
            await using var hub = await TestHub.StartAsync(settings: server.Settings());
            await WriteAsync(hub, Mail("jörg@acme.example", "umlaut"));
            await hub.RunAsync<SendMailJob>();
            var mail = await ReadAsync(hub, "umlaut");
            Assert.Equal((isTaken, !isTaken), (mail.SentAt is not null, mail.GaveUpAt is not null));
        }
    }

    [Fact]
    public async Task ServerOnTheSameMachine_MayBeSpokenToInTheClear()
    {
        await using var server = await MailServer.StartAsync(new MailServerOptions { HideStartTls = true });
        await using var hub = await TestHub.StartAsync(settings: server.Settings("Mail:Smtp:Security=none"));
        await WriteAsync(hub, Mail("ok@acme.example", "clear"));
        await hub.RunAsync<SendMailJob>();
        Assert.False(Assert.Single(await server.TakenAsync(1)).IsSecure);
    }

    [Fact]
    public async Task WithoutTls_OrWithAnothersCertificate_NothingIsSaid()
    {
        await using var bare = await MailServer.StartAsync(new MailServerOptions { HideStartTls = true, User = "hub", Password = Password });
        await FailsAsync(bare, bare.Settings("Mail:Smtp:User=hub", $"Mail:Smtp:Password={Password}"), "offers no STARTTLS");
        await using var other = await MailServer.StartAsync(new MailServerOptions { CertificateName = "mail.elsewhere.example", User = "hub", Password = Password });
        await FailsAsync(other, other.Settings("Mail:Smtp:User=hub", $"Mail:Smtp:Password={Password}"), "a certificate that is not trusted");
        await using var unknown = await MailServer.StartAsync(new MailServerOptions { User = "hub", Password = Password });
        await FailsAsync(unknown, [.. unknown.Settings("Mail:Smtp:User=hub", $"Mail:Smtp:Password={Password}").Where(setting => !setting.StartsWith("Mail:Smtp:CertificateFile", StringComparison.Ordinal))], "a certificate that is not trusted");

        async Task FailsAsync(MailServer server, string[] settings, string sentence)
        {
            await using var hub = await TestHub.StartAsync(settings: settings);
            await WriteAsync(hub, Mail("ok@acme.example", "unsaid"));
            await hub.RunAsync<SendMailJob>();
            Assert.Contains(sentence, (await ReadAsync(hub, "unsaid")).LastError, StringComparison.Ordinal);
            Assert.Empty(server.SignIns);
            Assert.Empty(server.Mails);
        }
    }

    [Fact]
    public async Task WrongPassword_KeepsTheMails_AndIsNeverWrittenAnywhere()
    {
        await using var server = await MailServer.StartAsync(new MailServerOptions { User = "hub", Password = "another" });
        var log = new KeptLog();
        await using var hub = await TestHub.StartAsync(settings: [.. server.Settings("Mail:Smtp:User=hub", $"Mail:Smtp:Password={Password}"), "Logging:LogLevel:Default=Trace"], replace: services => services.AddSingleton<ILoggerProvider>(log));
        await WriteAsync(hub, Mail("ok@acme.example", "kept"));
        await hub.RunAsync<SendMailJob>();
        var mail = await ReadAsync(hub, "kept");
        Assert.Contains("refused Mail:Smtp:User and Mail:Smtp:Password: 535", mail.LastError, StringComparison.Ordinal);
        Assert.Null(mail.GaveUpAt);
        Assert.Contains(log.All, line => line.Contains("Mails wait", StringComparison.Ordinal));
        Assert.DoesNotContain(log.All.Append(mail.LastError), line => line.Contains(Password, StringComparison.Ordinal) || line.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0hub\0{Password}")), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("rcpt-550@acme.example", "550", true)]
    [InlineData("rcpt-451@acme.example", "451", false)]
    [InlineData("data-552@acme.example", "552", true)]
    [InlineData("data-451@acme.example", "451", false)]
    [InlineData("nobody@acme@example", "none that mail can go to", true)]
    [InlineData("two@a.example>\r\nRCPT TO:<three@a.example", "none that mail can go to", true)]
    [InlineData("not an address", "none that mail can go to", true)]
    public async Task RefusedMail_TellsWhy_AndHoldsUpNoOther(string address, string reason, bool isFinal)
    {
        await using var server = await MailServer.StartAsync();
        await using var hub = await TestHub.StartAsync(settings: server.Settings());
        await WriteAsync(hub, Mail(address, "refused"));
        await WriteAsync(hub, Mail("ok@acme.example", "other"));
        await hub.RunAsync<SendMailJob>();
        Assert.Equal("ok@acme.example", Assert.Single(await server.TakenAsync(1)).To);
        var refused = await ReadAsync(hub, "refused");
        Assert.Contains(reason, refused.LastError, StringComparison.Ordinal);
        Assert.Equal(isFinal, refused.GaveUpAt is not null);
        Assert.Null(refused.SentAt);
        Assert.Equal(1, refused.Attempts);
        if (!isFinal) Assert.Equal(TimeSpan.FromMinutes(2), refused.NextAttemptAt - hub.Time.GetUtcNow());
    }

    [Fact]
    public async Task RefusedForNow_IsTriedAgainWithGrowingPauses_AndGivenUpAfterFiveDays()
    {
        await using var server = await MailServer.StartAsync();
        await using var hub = await TestHub.StartAsync(settings: server.Settings());
        await WriteAsync(hub, Mail("once-451@acme.example", "second-time"));
        await WriteAsync(hub, Mail("data-451@acme.example", "never"));
        List<double> pauses = [];
        for (var attempt = 0; attempt < 60; attempt++)
        {
            await hub.RunAsync<SendMailJob>();
            var mail = await ReadAsync(hub, "never");
            if (mail.GaveUpAt is not null) break;
            pauses.Add((mail.NextAttemptAt - hub.Time.GetUtcNow()).TotalMinutes);
            hub.Time.Set(mail.NextAttemptAt);
        }

        Assert.Equal([2, 4, 8, 16, 32, 64, 128, 240, 240], pauses.Take(9));
        Assert.NotNull((await ReadAsync(hub, "second-time")).SentAt);
        Assert.Equal(SendMailJob.GivesUpAfter.TotalDays, ((await ReadAsync(hub, "never")).GaveUpAt - new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.Zero))!.Value.TotalDays, 0.5);
    }

    [Theory]
    [InlineData("slow@acme.example", "took more than 2 seconds")]
    [InlineData("cut@acme.example", "127.0.0.1")]
    public async Task ServerThatHangsOrHangsUp_IsLeftAloneForAMinute_AndOthersComeFirstThen(string address, string reason)
    {
        await using var server = await MailServer.StartAsync();
        await using var hub = await TestHub.StartAsync(settings: server.Settings());
        await WriteAsync(hub, Mail(address, "bad") with { Body = new string('x', 400) + "\n" + string.Concat(Enumerable.Repeat("line\n", 40_000)) });
        await WriteAsync(hub, Mail("ok@acme.example", "good"));
        await hub.RunAsync<SendMailJob>();
        Assert.Contains(reason, (await ReadAsync(hub, "bad")).LastError, StringComparison.Ordinal);
        Assert.Equal(0, (await ReadAsync(hub, "good")).Attempts);
        await hub.RunAsync<SendMailJob>();
        Assert.Equal(0, (await ReadAsync(hub, "good")).Attempts);
        hub.Time.Advance(TimeSpan.FromMinutes(1));
        await hub.RunAsync<SendMailJob>();
        Assert.Equal("ok@acme.example", Assert.Single(await server.TakenAsync(1)).To);
    }

    [Fact]
    public async Task ConnectionCutInTheMiddle_IsSentAgain_WithTheSameMessageId()
    {
        await using var server = await MailServer.StartAsync();
        await using var hub = await TestHub.StartAsync(settings: server.Settings());
        await WriteAsync(hub, Mail("cut-once@acme.example", "cut") with { Body = string.Concat(Enumerable.Repeat("line\n", 40_000)) });
        await hub.RunAsync<SendMailJob>();
        Assert.Empty(server.Mails);
        hub.Time.Advance(TimeSpan.FromMinutes(3));
        await hub.RunAsync<SendMailJob>();
        var mail = Assert.Single(await server.TakenAsync(1));
        Assert.Contains("Message-ID: <cut@acme.example>", mail.Text, StringComparison.Ordinal);
        Assert.Equal(40_000 * 5, BodyOf(mail.Text).Length);
    }

    [Fact]
    public async Task CrashBetweenSendingAndSayingSo_SendsAgainAfterTheClaim_WithTheSameMessageId()
    {
        await using var server = await MailServer.StartAsync();
        await using var hub = await TestHub.StartAsync(settings: server.Settings(), replace: services =>
        {
            services.RemoveAll<IMailTransport>();
            services.AddSingleton<IMailTransport, DyingTransport>();
        });
        await WriteAsync(hub, Mail("ok@acme.example", "once-or-twice"));
        await Assert.ThrowsAsync<InvalidOperationException>(hub.RunAsync<SendMailJob>);
        await server.TakenAsync(1);
        hub.Time.Advance(SendMailJob.Claim - TimeSpan.FromSeconds(1));
        await hub.RunAsync<SendMailJob>();
        await server.TakenAsync(1);
        hub.Time.Advance(TimeSpan.FromSeconds(1));
        await hub.RunAsync<SendMailJob>();
        var mails = await server.TakenAsync(2);
        Assert.All(mails, mail => Assert.Contains("Message-ID: <once-or-twice@acme.example>", mail.Text, StringComparison.Ordinal));
        Assert.NotNull((await ReadAsync(hub, "once-or-twice")).SentAt);
    }

    [Fact]
    public async Task TwoNodesAtOnce_SendEachMailOnce()
    {
        await using var server = await MailServer.StartAsync();
        await using var hub = await TestHub.StartAsync(settings: server.Settings());
        for (var number = 0; number < 40; number++) await WriteAsync(hub, Mail($"ok{number}@acme.example", $"node-{number}"));
        await Task.WhenAll(hub.RunAsync<SendMailJob>(), hub.RunAsync<SendMailJob>(), hub.RunAsync<SendMailJob>());
        await hub.RunAsync<SendMailJob>();
        Assert.Equal(40, (await server.TakenAsync(40)).Select(mail => mail.To).Distinct().Count());
    }

    [Fact]
    public async Task NobodyThere_IsSaid()
    {
        await using var hub = await TestHub.StartAsync(settings: ["Mail:Smtp:Host=127.0.0.1", "Mail:Smtp:Port=9", "Mail:Smtp:From=hub@acme.example"]);
        await WriteAsync(hub, Mail("ok@acme.example", "alone"));
        await hub.RunAsync<SendMailJob>();
        Assert.Contains("127.0.0.1:9 can't be reached (connect)", (await ReadAsync(hub, "alone")).LastError, StringComparison.Ordinal);
    }

    private static NewMail Mail(string to, string messageId) => new(to, messageId);

    private static async Task WriteAsync(TestHub hub, NewMail mail)
    {
        await using var database = hub.OpenDatabase();
        database.Outbox.Add(new OutboxMail { MessageId = mail.MessageId, To = mail.To, Subject = mail.Subject, Body = mail.Body, UnsubscribeUrl = mail.Unsubscribe, CreatedAt = hub.Time.GetUtcNow(), NextAttemptAt = hub.Time.GetUtcNow() });
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<OutboxMail> ReadAsync(TestHub hub, string messageId)
    {
        await using var database = hub.OpenDatabase();
        return await database.Outbox.AsNoTracking().SingleAsync(mail => mail.MessageId == messageId, TestContext.Current.CancellationToken);
    }

    private static string BodyOf(string text) => TestParts.Of(text)["text/plain"].ReplaceLineEndings("\n");

    private sealed record NewMail(string To, string MessageId)
    {
        public string Subject { get; init; } = "A subject";
        public string Body { get; init; } = "A body\n";
        public string? Unsubscribe { get; init; }
    }
}
