using EnablementHub.Platform.Mail;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Platform.Mail;

public sealed class FolderMailTests
{
    [Fact]
    public async Task Mail_IsAFileNamedByItsMessageId_AlsoWhenSentTwice()
    {
        await using var hub = await TestHub.StartAsync();
        await WriteAsync(hub, "twice");
        await hub.RunAsync<SendMailJob>();
        await using (var database = hub.OpenDatabase())
        {
            await database.Outbox.ExecuteUpdateAsync(set => set.SetProperty(mail => mail.SentAt, (DateTimeOffset?)null), TestContext.Current.CancellationToken);
        }

        await hub.RunAsync<SendMailJob>();
        var file = Assert.Single(Directory.GetFiles(Path.Combine(hub.Folder, "mail")));
        Assert.Equal("20260310-090000-twice.eml", Path.GetFileName(file));
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Contains("Message-ID: <twice@hub>\r\n", text, StringComparison.Ordinal);
        Assert.Equal("Grüße: https://hub.example/items/7?a=1\r\n", TestParts.Of(text)["text/plain"]);
        Assert.Contains("Grüße: <a href=\"https://hub.example/items/7?a=1\">https://hub.example/items/7?a=1</a></p>", TestParts.Of(text)["text/html"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task FolderThatCannotBeWritten_KeepsTheMailForLater()
    {
        await using var hub = await TestHub.StartAsync();
        var folder = Path.Combine(hub.Folder, "mail");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        await File.WriteAllTextAsync(folder, "in the way", TestContext.Current.CancellationToken);
        await WriteAsync(hub, "waits");
        await hub.RunAsync<SendMailJob>();
        await using (var database = hub.OpenDatabase()) Assert.Contains("The folder for mails can't be written", (await database.Outbox.SingleAsync(TestContext.Current.CancellationToken)).LastError, StringComparison.Ordinal);
        File.Delete(folder);
        hub.Time.Advance(TimeSpan.FromMinutes(2));
        await hub.RunAsync<SendMailJob>();
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task MailsThatLeft_AreRemovedAfterAMonth()
    {
        await using var hub = await TestHub.StartAsync();
        await WriteAsync(hub, "old");
        await hub.RunAsync<SendMailJob>();
        hub.Time.Advance(RemoveOldMailsJob.Kept + TimeSpan.FromMinutes(1));
        await WriteAsync(hub, "new");
        await hub.RunAsync<RemoveOldMailsJob>();
        await using var database = hub.OpenDatabase();
        Assert.Equal("new", (await database.Outbox.SingleAsync(TestContext.Current.CancellationToken)).MessageId);
    }

    private static async Task WriteAsync(TestHub hub, string messageId)
    {
        await using var database = hub.OpenDatabase();
        database.Outbox.Add(new OutboxMail { MessageId = messageId, To = "a@acme.example", Subject = "A subject", Body = "Grüße: https://hub.example/items/7?a=1", CreatedAt = hub.Time.GetUtcNow(), NextAttemptAt = hub.Time.GetUtcNow() });
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
