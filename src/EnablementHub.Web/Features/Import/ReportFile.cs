using System.Globalization;
using System.Text;

namespace EnablementHub.Features.Import;

/// <summary>Writes a report while it comes: a line a finding, or CSV that a spreadsheet opens without running anything.</summary>
public sealed class ReportFile : IAsyncDisposable
{
    public const string Header = "kind,file,line,sentence";

    private readonly StreamWriter _writer;
    private readonly bool _isCsv;

    public ReportFile(string path)
    {
        _writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        _isCsv = path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
        if (_isCsv) _writer.WriteLine(Header);
    }

    public void Write(Finding finding)
    {
        if (_isCsv) _writer.WriteLine(Row(finding));
        else _writer.WriteLine(finding.ToString());
    }

    public static string Row(Finding finding) => $"{Cell(finding.Kind.ToString())},{Cell(finding.Path)},{finding.Line.ToString(CultureInfo.InvariantCulture)},{Cell(finding.Sentence)}";

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    /// <summary>A spreadsheet takes some first characters for a formula.</summary>
    internal static string Cell(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r') text = "'" + text;
        return $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
