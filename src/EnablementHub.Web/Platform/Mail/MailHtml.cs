using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace EnablementHub.Platform.Mail;

/// <summary>
/// The second form of a mail, made of its plain text: headings, paragraphs and links, in the reader's own colours. It asks
/// for nothing from anywhere, so nobody learns from it who has opened it.
/// </summary>
internal static partial class MailHtml
{
    private static readonly HtmlEncoder Safe = HtmlEncoder.Create(UnicodeRanges.All);

    /// <param name="subject">Stands in the title alone.</param>
    /// <param name="body">Plain text: a line of dashes below a line makes it a heading, an address below a line is where that line leads, two dashes begin the foot.</param>
    public static string Render(string subject, string body)
    {
        var lines = body.ReplaceLineEndings("\n").Split('\n');
        var html = new StringBuilder();
        var paragraph = new List<string>();
        var isFoot = false;
        for (var at = 0; at < lines.Length; at++)
        {
            var (line, next) = (lines[at].TrimEnd(), at + 1 < lines.Length ? lines[at + 1].Trim() : "");
            if (line is "--" or "")
            {
                Close();
                isFoot |= line == "--";
            }
            else if (next.Length >= 3 && next.All(character => character == '-'))
            {
                Close();
                html.Append("<h2 style=\"font-size:16px;margin:24px 0 8px\">").Append(Safe.Encode(line)).Append("</h2>\n");
                at++;
            }
            else if (IsAddress(next) && !Address().IsMatch(line))
            {
                Close();
                html.Append("<p style=\"margin:0 0 12px\">").Append(Link(next, line)).Append("</p>\n");
                at++;
            }
            else
            {
                paragraph.Add(WithLinks(line));
            }
        }

        Close();
        return $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>{Safe.Encode(subject)}</title></head>
            <body style="margin:0;padding:24px 16px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
            <div style="max-width:36rem;margin:0 auto;overflow-wrap:anywhere">
            {html}</div>
            </body></html>

            """;

        void Close()
        {
            if (paragraph.Count > 0) html.Append(isFoot ? "<p style=\"margin:12px 0 0;font-size:13px;opacity:.75\">" : "<p style=\"margin:0 0 12px\">").AppendJoin("<br>\n", paragraph).Append("</p>\n");
            paragraph.Clear();
        }
    }

    private static bool IsAddress(string line) => Address().Match(line) is { Success: true } match && match.Length == line.Length;

    private static string Link(string address, string words) => $"<a href=\"{Safe.Encode(address)}\">{Safe.Encode(words)}</a>";

    private static string WithLinks(string line)
    {
        var html = new StringBuilder();
        var at = 0;
        foreach (Match match in Address().Matches(line))
        {
            html.Append(Safe.Encode(line[at..match.Index])).Append(Link(match.Value, match.Value));
            at = match.Index + match.Length;
        }

        return html.Append(Safe.Encode(line[at..])).ToString();
    }

    [GeneratedRegex(@"https?://[^\s<>""]*[^\s<>"".,;:!?)']", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Address();
}
