using System.Net.Mail;
using System.Text;
using EnablementHub.Platform.Mail;

namespace EnablementHub.Tests.Platform.Mail;

public sealed class MailTextTests
{
    [Fact]
    public void LongSubjects_AreWordsOfAtMost75Characters_ThatCutNoCharacter()
    {
        var text = Render(Mail() with { Subject = string.Concat(Enumerable.Repeat("Grüße 😀 ", 25)) });
        var header = text[text.IndexOf("Subject: ", StringComparison.Ordinal)..text.IndexOf("\r\nAuto-Submitted", StringComparison.Ordinal)];
        var words = header["Subject: ".Length..].Split("\r\n ");
        Assert.All(words, word => Assert.InRange(word.Length, 13, 75));
        Assert.Equal(string.Concat(Enumerable.Repeat("Grüße 😀 ", 25)), string.Concat(words.Select(word => Encoding.UTF8.GetString(Convert.FromBase64String(word["=?utf-8?B?".Length..^2])))));
    }

    [Theory]
    [InlineData("Subject\r\nBcc: everyone@acme.example")]
    [InlineData("Subject\nX: y")]
    [InlineData("Sub\u0000ject\r")]
    public void NothingInAHeader_BeginsAnotherOne(string subject)
    {
        var headers = Render(Mail() with { Subject = subject, To = "a@acme.example\r\nBcc: b@acme.example", Unsubscribe = "https://x.example/>\r\nX: y" }).Split("\r\n\r\n")[0].Split("\r\n");
        Assert.Equal(["Message-ID", "Date", "From", "To", "Subject", "Auto-Submitted", "List-Unsubscribe", "List-Unsubscribe-Post", "MIME-Version", "Content-Type"], headers.Select(line => line.Split(':')[0]));
        Assert.DoesNotContain(headers, line => line.Any(char.IsControl));
    }

    [Theory]
    [InlineData("plain\n", true, "7bit")]
    [InlineData("Grüße\n", true, "8bit")]
    [InlineData("Grüße\n", false, "base64")]
    public void Encoding_IsThePlainestThatTravels(string body, bool takesEightBits, string encoding)
    {
        var mail = Render(Mail() with { Body = body }, takesEightBits);
        Assert.Equal([encoding, encoding], mail.Split("Content-Transfer-Encoding: ")[1..].Select(part => part.Split("\r\n")[0]));
        Assert.Equal(body, TestParts.Of(mail)["text/plain"].ReplaceLineEndings("\n"));
    }

    [Fact]
    public void LinesThatAreTooLong_AreEncoded()
    {
        var text = Render(Mail() with { Body = new string('ü', 500) });
        Assert.Contains("base64", text, StringComparison.Ordinal);
        Assert.All(text.Split("\r\n"), line => Assert.InRange(line.Length, 0, 100));
    }

    [Fact]
    public void NamesOfSenders_AreQuotedOrEncoded()
    {
        Assert.Contains("From: \"Acme \\\"Hub\\\" <x>\" <hub@acme.example>\r\n", Render(Mail(), from: new MailAddress("hub@acme.example", "Acme \"Hub\" <x>")), StringComparison.Ordinal);
        Assert.Contains("From: =?utf-8?B?", Render(Mail(), from: new MailAddress("hub@acme.example", "Größe")), StringComparison.Ordinal);
        Assert.Contains("From: hub@acme.example\r\n", Render(Mail(), from: new MailAddress("hub@acme.example")), StringComparison.Ordinal);
    }

    private static Draft Mail() => new();

    private static string Render(Draft mail, bool takesEightBits = true, MailAddress? from = null) => Encoding.UTF8.GetString(MailText.Render(
        new OutboxMail { MessageId = "id", To = mail.To, Subject = mail.Subject, Body = mail.Body, UnsubscribeUrl = mail.Unsubscribe, CreatedAt = new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.Zero) },
        from ?? new MailAddress("hub@acme.example"), "acme.example", takesEightBits));

    private sealed record Draft
    {
        public string To { get; init; } = "a@acme.example";
        public string Subject { get; init; } = "A subject";
        public string Body { get; init; } = "A body\n";
        public string? Unsubscribe { get; init; }
    }
}
