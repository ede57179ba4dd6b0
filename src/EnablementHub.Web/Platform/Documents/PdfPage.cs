using System.Globalization;
using System.Text;

namespace EnablementHub.Platform.Documents;

/// <summary>
/// A PDF of one page (ISO 32000): text in Helvetica, lines, boxes and links. That is all that a printed certificate needs, and it
/// needs no font on the machine. Places are in points from the lower left corner.
/// </summary>
public sealed class PdfPage(double width, double height)
{
    private const int Regular = 1;
    private const int Bold = 2;
    private readonly StringBuilder _content = new();
    private readonly List<(double X, double Y, double Width, double Height, string Url)> _links = [];

    public double Width { get; } = width;
    public double Height { get; } = height;

    /// <summary>Text around the middle of the page, smaller where it would not fit.</summary>
    public void Centre(string text, double y, double size, bool isBold = false, string? url = null)
    {
        var writable = PdfText.Writable(text);
        var room = Width - 140;
        var wanted = PdfText.Width(writable, size, isBold);
        var fitting = wanted > room ? size * room / wanted : size;
        Place(writable, (Width - PdfText.Width(writable, fitting, isBold)) / 2, y, fitting, isBold, url);
    }

    public void Text(string text, double x, double y, double size, bool isBold = false)
    {
        var writable = PdfText.Writable(text);
        Place(writable, x, y, size, isBold, null);
    }

    /// <summary>Red, green and blue from 0 to 1, for what follows.</summary>
    public void Colour(double red, double green, double blue) => _content.Append(CultureInfo.InvariantCulture, $"{red:0.###} {green:0.###} {blue:0.###} rg {red:0.###} {green:0.###} {blue:0.###} RG\n");

    public void Box(double x, double y, double width, double height, double line) =>
        _content.Append(CultureInfo.InvariantCulture, $"{line:0.##} w {x:0.##} {y:0.##} {width:0.##} {height:0.##} re S\n");

    public void Line(double x1, double y1, double x2, double y2, double line) =>
        _content.Append(CultureInfo.InvariantCulture, $"{line:0.##} w {x1:0.##} {y1:0.##} m {x2:0.##} {y2:0.##} l S\n");

    /// <param name="title">What a reader shows as the document's name.</param>
    /// <param name="author">Who made it.</param>
    public byte[] Write(string title, string author)
    {
        var content = Encoding.Latin1.GetBytes(_content.ToString());
        var links = string.Join(' ', Enumerable.Range(0, _links.Count).Select(at => $"{8 + at} 0 R"));
        var parts = new List<byte[]>
        {
            Ascii($"<< /Type /Catalog /Pages 2 0 R /Lang (en) /ViewerPreferences << /DisplayDocTitle true >> >>"),
            Ascii("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
            Ascii(string.Create(CultureInfo.InvariantCulture, $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {Width:0.##} {Height:0.##}] /Contents 4 0 R /Resources << /Font << /F{Regular} 5 0 R /F{Bold} 6 0 R >> >> /Annots [{links}] >>")),
            StreamOf(content),
            Ascii("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"),
            Ascii("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"),
            Ascii($"<< /Title {Unicode(title)} /Author {Unicode(author)} >>"),
        };
        parts.AddRange(_links.Select(link => Ascii(string.Create(CultureInfo.InvariantCulture,
            $"<< /Type /Annot /Subtype /Link /Rect [{link.X:0.##} {link.Y:0.##} {link.X + link.Width:0.##} {link.Y + link.Height:0.##}] /Border [0 0 0] /A << /S /URI /URI {Quoted(link.Url)} >> >>"))));
        return Assemble(parts);
    }

    private void Place(string writable, double x, double y, double size, bool isBold, string? url)
    {
        _content.Append(CultureInfo.InvariantCulture, $"BT /F{(isBold ? Bold : Regular)} {size:0.##} Tf {x:0.##} {y:0.##} Td {Quoted(writable)} Tj ET\n");
        if (url is not null) _links.Add((x, y - (size * 0.25), PdfText.Width(writable, size, isBold), size * 1.2, url));
    }

    private static byte[] StreamOf(byte[] content) => [.. Ascii($"<< /Length {content.Length} >>\nstream\n"), .. content, .. Ascii("\nendstream")];

    private static byte[] Assemble(List<byte[]> parts)
    {
        using var file = new MemoryStream();

        // The second line tells programs that the file isn't text.
        file.Write(Encoding.Latin1.GetBytes("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n"));
        var places = new List<long>();
        for (var at = 0; at < parts.Count; at++)
        {
            places.Add(file.Position);
            file.Write(Ascii($"{at + 1} 0 obj\n"));
            file.Write(parts[at]);
            file.Write(Ascii("\nendobj\n"));
        }

        var start = file.Position;
        file.Write(Ascii($"xref\n0 {parts.Count + 1}\n0000000000 65535 f \n"));
        foreach (var place in places) file.Write(Ascii(string.Create(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n")));
        file.Write(Ascii($"trailer\n<< /Size {parts.Count + 1} /Root 1 0 R /Info 7 0 R >>\nstartxref\n{start}\n%%EOF\n"));
        return file.ToArray();
    }

    /// <summary>A string object: what has a meaning there, or is no ASCII, as octal numbers.</summary>
    private static string Quoted(string writable)
    {
        var quoted = new StringBuilder("(");
        foreach (var letter in PdfText.Encode(writable))
        {
            if (letter is >= 32 and < 127 && letter is not ((byte)'(' or (byte)')' or (byte)'\\')) quoted.Append((char)letter);
            else quoted.Append('\\').Append(Convert.ToString(letter, 8).PadLeft(3, '0'));
        }

        return quoted.Append(')').ToString();
    }

    private static string Unicode(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
