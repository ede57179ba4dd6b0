using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using EnablementHub.Platform.Security;

namespace EnablementHub.Features.People.Import;

/// <summary>One line as it stands in the file; empty cells say nothing.</summary>
public sealed record PeopleCsvLine(int Number, string Email, string Name, IReadOnlyList<string> Roles, IReadOnlyList<string> Teams, string TimeZone, string Started);

/// <summary>Reads <c>email,name,roles,teams,time-zone,started</c>; several roles or teams in a cell are separated by semicolons.</summary>
public static class PeopleCsv
{
    public const int MaxBytes = 1_000_000;
    public const int MaxLines = 5_000;
    public const string Header = "email,name,roles,teams,time-zone,started";
    private static readonly string[] Known = Header.Split(',');

    /// <returns>The lines, or the sentence that says why the file can't be read.</returns>
    public static (IReadOnlyList<PeopleCsvLine> Lines, string? Refusal) Read(string text)
    {
        var content = text.TrimStart('\uFEFF');
        if (string.IsNullOrWhiteSpace(content)) return ([], "The list is empty. Paste lines or choose a file.");
        var first = content.AsSpan().TrimStart();
        var end = first.IndexOfAny('\r', '\n');
        var header = (end < 0 ? first : first[..end]).ToString();
        var delimiter = header.Contains('\t', StringComparison.Ordinal) ? "\t" : header.Contains(',', StringComparison.Ordinal) || !header.Contains(';', StringComparison.Ordinal) ? "," : ";";
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter,
            TrimOptions = TrimOptions.Trim,
            PrepareHeaderForMatch = name => name.Header.Trim().ToLowerInvariant().Replace('_', '-').Replace(' ', '-'),
            MissingFieldFound = null,
            IgnoreBlankLines = true,
        };
        using var csv = new CsvReader(new StringReader(content.TrimStart()), configuration);
        try
        {
            return Read(csv, delimiter);
        }
        catch (CsvHelperException error)
        {
            return ([], $"Line {error.Context?.Parser?.RawRow ?? 1} can't be read as a table: look for a quotation mark that is never closed.");
        }
    }

    private static (IReadOnlyList<PeopleCsvLine> Lines, string? Refusal) Read(CsvReader csv, string delimiter)
    {
        csv.Read();
        csv.ReadHeader();
        var names = csv.HeaderRecord!.Select(name => name.Trim().ToLowerInvariant().Replace('_', '-').Replace(' ', '-')).ToList();
        if (!names.Contains("email") || !names.Contains("name")) return ([], $"The first line must name the columns, at least email and name: {Header}");
        if (names.Find(name => name.Length > 0 && !Known.Contains(name, StringComparer.Ordinal)) is { } unknown)
            return ([], $"The column \"{PersonDetails.Shorten(unknown)}\" is unknown. The columns are: {Header}");
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Count) return ([], "A column is named twice in the first line.");
        var lines = new List<PeopleCsvLine>();
        for (var row = csv.Parser.RawRow + 1; csv.Read(); row = csv.Parser.RawRow + 1)
        {
            // An opened quotation takes everything to the end of the list into one cell, and the parser calls that well.
            if (csv.Parser.RawRecord.Count(letter => letter == '"') % 2 == 1) return ([], $"In line {row} a quotation mark is never closed, so what follows can't be told apart. Close it, or take it out.");
            if (lines.Count == MaxLines) return ([], $"The list has more than {MaxLines} lines. Import it in parts.");
            lines.Add(new PeopleCsvLine(csv.Parser.RawRow, Cell("email"), Cell("name"), Several("roles").Select(Role).ToList(), Several("teams"), Cell("time-zone"), Cell("started")));
        }

        return lines.Count == 0 ? ([], "The list has a first line but no people below it.") : (lines, null);

        string Cell(string name) => csv.TryGetField<string>(name, out var value) ? value?.Trim() ?? "" : "";

        List<string> Several(string name) =>
            [.. Cell(name).Split(delimiter == ";" ? [',', '|', ';'] : [';', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>People write "Manager" or "Enablement lead" where the hub says manager and lead.</summary>
    private static string Role(string written) =>
        HubRoles.All.FirstOrDefault(role => string.Equals(role, written, StringComparison.OrdinalIgnoreCase) || string.Equals(HubRoles.Label(role), written, StringComparison.OrdinalIgnoreCase)) ?? written;
}
