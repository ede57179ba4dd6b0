using System.Globalization;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;

namespace EnablementHub.Platform.Mail;

/// <summary>A mail as it travels (RFC 5322): its plain text, and beside it the same as HTML.</summary>
internal static class MailText
{
    /// <summary>RFC 5322 ends a line here; what is longer needs an encoding that breaks it.</summary>
    private const int MaxLineBytes = 998;

    /// <summary>An encoded word takes 75 characters at most, twelve of which are its frame.</summary>
    private const int MaxEncodedBytes = 45;

    private const int Base64LineLength = 76;

    /// <param name="mail">What is sent.</param>
    /// <param name="from">The sender; null where no server sends it.</param>
    /// <param name="domain">The right side of the message id. Must stay the same over all attempts, on all nodes.</param>
    /// <param name="takesEightBits">Whether letters beyond ASCII may travel as they are.</param>
    public static byte[] Render(OutboxMail mail, MailAddress? from, string domain, bool takesEightBits)
    {
        var text = new StringBuilder();
        Header(text, "Message-ID", $"<{mail.MessageId}@{domain}>");
        Header(text, "Date", mail.CreatedAt.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        if (from is not null) Header(text, "From", from.DisplayName.Length == 0 ? from.Address : $"{Phrase(from.DisplayName)} <{from.Address}>");
        Header(text, "To", OneLine(mail.To));
        Header(text, "Subject", Words(mail.Subject));
        Header(text, "Auto-Submitted", "auto-generated");
        if (mail.UnsubscribeUrl is { } url)
        {
            Header(text, "List-Unsubscribe", $"<{OneLine(url)}>");
            Header(text, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        Header(text, "MIME-Version", "1.0");
        // The last part is the one that mail programs prefer. The same over all attempts, as the whole mail is.
        var boundary = "=_" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(mail.MessageId + mail.Body)).AsSpan(0, 15));
        Header(text, "Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
        text.Append("\r\n");
        Part(text, boundary, "text/plain", mail.Body, takesEightBits);
        Part(text, boundary, "text/html", MailHtml.Render(mail.Subject, mail.Body), takesEightBits);
        text.Append("--").Append(boundary).Append("--\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Part(StringBuilder text, string boundary, string type, string content, bool takesEightBits)
    {
        var body = content.ReplaceLineEndings("\r\n");
        if (!body.EndsWith("\r\n", StringComparison.Ordinal)) body += "\r\n";
        var encoding = EncodingOf(body, takesEightBits);
        text.Append("--").Append(boundary).Append("\r\n");
        Header(text, "Content-Type", $"{type}; charset=utf-8");
        Header(text, "Content-Transfer-Encoding", encoding);
        text.Append("\r\n");
        if (encoding == "base64") AppendBase64(text, body);

        // The end of the line before a boundary belongs to the boundary.
        else text.Append(body).Append("\r\n");
    }

    private static string EncodingOf(string body, bool takesEightBits)
    {
        if (body.Contains('\0', StringComparison.Ordinal) || body.Split("\r\n").Any(line => Encoding.UTF8.GetByteCount(line) > MaxLineBytes)) return "base64";
        if (body.All(char.IsAscii)) return "7bit";
        return takesEightBits ? "8bit" : "base64";
    }

    private static void Header(StringBuilder text, string name, string value) => text.Append(name).Append(": ").Append(value).Append("\r\n");

    private static string Phrase(string name) =>
        name.All(char.IsAscii) ? $"\"{OneLine(name).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : Words(name);

    /// <summary>Nothing that stands in a header may begin another one.</summary>
    private static string OneLine(string value) => string.Concat(value.ReplaceLineEndings(" ").Where(character => !char.IsControl(character)));

    /// <summary>Text beyond ASCII in encoded words, none of which cuts a character in two.</summary>
    private static string Words(string value)
    {
        var line = OneLine(value);
        if (line.All(char.IsAscii)) return line;
        var words = new List<string>();
        var part = new List<byte>(MaxEncodedBytes);
        var bytes = new byte[4];
        foreach (var rune in line.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(bytes);
            if (part.Count + length > MaxEncodedBytes) Close();
            part.AddRange(bytes.AsSpan(0, length));
        }

        Close();
        return string.Join("\r\n ", words);

        void Close()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String([.. part])}?=");
            part.Clear();
        }
    }

    private static void AppendBase64(StringBuilder text, string body)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(body));
        for (var start = 0; start < encoded.Length; start += Base64LineLength) text.Append(encoded.AsSpan(start, Math.Min(Base64LineLength, encoded.Length - start))).Append("\r\n");
    }
}
