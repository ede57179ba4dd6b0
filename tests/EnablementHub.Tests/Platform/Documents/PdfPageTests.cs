using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EnablementHub.Platform.Documents;

namespace EnablementHub.Tests.Platform.Documents;

public sealed partial class PdfPageTests
{
    [Theory]
    [InlineData("Inês Carvalho", "Inês Carvalho")]
    [InlineData("Łukasz Wójcik", "Lukasz Wójcik")]
    [InlineData("Dvořák Čapek", "Dvorák Capek")]
    [InlineData("Ștefan Ionuț", "Stefan Ionut")]
    [InlineData("Щедрин Юлия", "Shchedrin Iuliia")]
    [InlineData("Γιώργος", "Giorgos")]
    [InlineData("“Price” – 5 €", "“Price” – 5 €")]
    [InlineData("a\tb\nc", "a b c")]
    [InlineData("山田", "??")]
    [InlineData("😀", "?")]
    [InlineData("e\u0301", "é")]
    public void Writable_KeepsWhatTheFontsKnow_AndWritesTheRestWithNearLetters(string text, string written) => Assert.Equal(written, PdfText.Writable(text));

    [Fact]
    public void Width_IsThatOfTheFonts()
    {
        Assert.Equal(12 * (722 + 556 + 222 + 222 + 556) / 1000.0, PdfText.Width("Hello", 12, isBold: false), 6);
        Assert.Equal(PdfText.Width("e", 10, true), PdfText.Width("é", 10, true), 6);
    }

    [Fact]
    public void File_SaysWhereEachOfItsPartsIs()
    {
        var page = new PdfPage(842, 595);
        page.Centre("A name that is much too long for one line of a page and has to become smaller to fit between its margins", 400, 40, isBold: true);
        page.Centre("https://hub.example/(a)\\b", 60, 9, url: "https://hub.example/(a)\\b");
        page.Box(10, 10, 100, 50, 1);
        var file = page.Write("Título", "Acme");
        var text = Encoding.Latin1.GetString(file);
        var start = int.Parse(StartXref().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.StartsWith("xref\n0 9\n", text[start..], StringComparison.Ordinal);
        var places = Place().Matches(text[start..]).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(8, places.Count);
        for (var number = 1; number <= places.Count; number++) Assert.StartsWith($"{number} 0 obj\n", text[places[number - 1]..], StringComparison.Ordinal);
        var length = int.Parse(Length().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
        var content = text.IndexOf("stream\n", StringComparison.Ordinal) + "stream\n".Length;
        Assert.StartsWith("\nendstream", text[(content + length)..], StringComparison.Ordinal);
        Assert.Contains("(https://hub.example/\\050a\\051\\134b)", text, StringComparison.Ordinal);
        Assert.Contains("<FEFF005400ED00740075006C006F>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void File_IsReadByAnotherProgram()
    {
        var page = new PdfPage(842, 595);
        page.Centre("Inês Carvalho", 400, 36, isBold: true);
        page.Text("valid until 10 March 2027", 100, 100, 12);
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, page.Write("Certificate", "Acme"));
            var start = new ProcessStartInfo("pdftotext") { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
            foreach (var argument in new[] { "-enc", "UTF-8", file, "-" }) start.ArgumentList.Add(argument);
            using var reader = Process.Start(start)!;
            var text = reader.StandardOutput.ReadToEnd();
            Assert.Equal("", reader.StandardError.ReadToEnd());
            Assert.Contains("Inês Carvalho", text, StringComparison.Ordinal);
            Assert.Contains("valid until 10 March 2027", text, StringComparison.Ordinal);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("pdftotext (package poppler-utils) is not installed.");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex(@"startxref\n(\d+)\n%%EOF")]
    private static partial Regex StartXref();

    [GeneratedRegex(@"(\d{10}) 00000 n ")]
    private static partial Regex Place();

    [GeneratedRegex(@"/Length (\d+)")]
    private static partial Regex Length();
}
