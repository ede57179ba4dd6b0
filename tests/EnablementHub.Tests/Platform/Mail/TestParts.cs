using System.Text;
using System.Text.RegularExpressions;

namespace EnablementHub.Tests.Platform.Mail;

/// <summary>The parts of a mail by their type, decoded.</summary>
internal static partial class TestParts
{
    public static IReadOnlyDictionary<string, string> Of(string mail)
    {
        var boundary = "--" + Boundary().Match(mail).Groups[1].Value;
        Assert.EndsWith($"\r\n{boundary}--\r\n", mail, StringComparison.Ordinal);
        return mail.Split(boundary + "\r\n")[1..].ToDictionary(part => Type().Match(part).Groups[1].Value, part =>
        {
            var body = part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].Split("\r\n" + boundary)[0];
            if (part.Contains("Content-Transfer-Encoding: base64\r\n", StringComparison.Ordinal)) return Encoding.UTF8.GetString(Convert.FromBase64String(body));
            return body.EndsWith("\r\n\r\n", StringComparison.Ordinal) ? body[..^2] : body;
        });
    }

    [GeneratedRegex("Content-Type: multipart/alternative; boundary=\"([^\"]+)\"\r\n\r\n")]
    private static partial Regex Boundary();

    [GeneratedRegex("^Content-Type: ([a-z/]+); charset=utf-8\r\n")]
    private static partial Regex Type();
}
