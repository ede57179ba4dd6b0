using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Platform.Mvc;

/// <summary>A table as a download. Text comes from people: what a table program would take for a formula is written as text.</summary>
public static class CsvFile
{
    public static async Task<IActionResult> WriteAsync(string name, IEnumerable<string> headings, IEnumerable<IEnumerable<object?>> rows)
    {
        using var bytes = new MemoryStream();
        await using (var text = new StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
        await using (var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape }))
        {
            foreach (var heading in headings) csv.WriteField(heading);
            await csv.NextRecordAsync();
            foreach (var row in rows)
            {
                foreach (var field in row) csv.WriteField(field);
                await csv.NextRecordAsync();
            }
        }

        return new FileContentResult(bytes.ToArray(), "text/csv; charset=utf-8") { FileDownloadName = name };
    }
}
