using System.Text.Encodings.Web;
using EnablementHub.Features.Search.Engine;
using Microsoft.AspNetCore.Html;

namespace EnablementHub.Features.Search;

/// <summary>Marked text for a page: each piece is encoded on its own, so that no text becomes markup.</summary>
public sealed class MarkedHtml(string marked) : IHtmlContent
{
    public static bool HasMarks(string marked) => marked.Contains(MarkedText.Start, StringComparison.Ordinal);

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        foreach (var (text, isMarked) in MarkedText.Pieces(marked))
        {
            if (isMarked) writer.Write("<mark>");
            encoder.Encode(writer, text);
            if (isMarked) writer.Write("</mark>");
        }
    }
}
