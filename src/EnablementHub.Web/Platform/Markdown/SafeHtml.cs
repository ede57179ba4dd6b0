using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace EnablementHub.Platform.Markdown;

/// <summary>HTML that <see cref="MarkdownRenderer"/> made: pages write it as it is, and no page decides by itself what may be written so.</summary>
/// <param name="Html">As rendered or as stored since.</param>
public sealed record SafeHtml(string Html) : IHtmlContent
{
    public bool IsEmpty => Html.Length == 0;

    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(Html);
}
