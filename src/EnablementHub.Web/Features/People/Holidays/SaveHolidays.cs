using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.People.Holidays;

/// <param name="Added">New ones.</param>
/// <param name="Known">Those that were there already.</param>
public sealed record HolidaysSaved(WriteResult Write, int Added = 0, int Known = 0);

/// <summary>Adds holidays from pasted lines: all of them, or none where one can't be read.</summary>
public sealed class SaveHolidays(HubDbContext database, OrganisationClock clock)
{
    public const int MaxLines = 500;
    public const int MaxTextLength = 60_000;
    private const int MaxProblems = 5;
    private const int Years = 10;
    private static readonly char[] Separators = [',', ';', '\t'];

    /// <param name="typed">A holiday a line: day, name and region, with commas, semicolons or tabs between; without a region it holds everywhere.</param>
    /// <param name="personId">Who adds them.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<HolidaysSaved> RunAsync(string? typed, int personId, CancellationToken cancellationToken = default)
    {
        var text = (typed ?? "").ReplaceLineEndings("\n");
        if (text.Length > MaxTextLength) return Refuse($"The text has {text.Length} characters; at most {MaxTextLength} fit. Paste it in parts.");
        var lines = text.Split('\n').Select((line, number) => (Line: line.Trim(), Number: number + 1)).Where(line => line.Line.Length > 0).ToList();
        if (lines.Count == 0) return Refuse("Paste or type at least one holiday.");
        if (lines.Count > MaxLines) return Refuse($"These are {lines.Count} lines; at most {MaxLines} go at once.");
        var problems = new List<FieldProblem>();
        var holidays = new Dictionary<(DateOnly, string), Holiday>();
        foreach (var (line, number) in lines)
        {
            // The first line of a file that names its columns.
            if (number == lines[0].Number && lines.Count > 1 && !char.IsAsciiDigit(line.TrimStart('"')[0])) continue;
            var (holiday, problem) = Read(line, number);
            if (holiday is not null) holidays[(holiday.Day, holiday.Region)] = holiday;
            else problems.Add(new("Lines", problem!));
            if (problems.Count == MaxProblems) break;
        }

        if (problems.Count > 0) return new HolidaysSaved(WriteResult.Invalid(problems));
        return await database.InUnitAsync(token => StoreAsync(holidays.Values, personId, token), result => result.Write.Succeeded, cancellationToken);
    }

    private async Task<HolidaysSaved> StoreAsync(IReadOnlyCollection<Holiday> holidays, int personId, CancellationToken cancellationToken)
    {
        var (first, last) = (holidays.Min(holiday => holiday.Day), holidays.Max(holiday => holiday.Day));
        var known = (await database.Holidays.Where(holiday => holiday.Day >= first && holiday.Day <= last).Select(holiday => new { holiday.Day, holiday.Region }).ToListAsync(cancellationToken))
            .Select(holiday => (holiday.Day, holiday.Region)).ToHashSet();
        var added = holidays.Where(holiday => !known.Contains((holiday.Day, holiday.Region))).ToList();

        // Fresh rows: a unit that is done again must not add what it added before.
        database.AddRange(added.Select(holiday => new Holiday { Day = holiday.Day, Name = holiday.Name, Region = holiday.Region }));
        if (added.Count > 0) database.LogAudit(personId, "holidays.added", "holidays", null, clock.Now, string.Create(CultureInfo.InvariantCulture, $"{added.Count} holidays"));
        await database.SaveChangesAsync(cancellationToken);
        return new HolidaysSaved(new WriteResult(WriteOutcome.Done), added.Count, holidays.Count - added.Count);
    }

    private (Holiday? Holiday, string? Problem) Read(string line, int number)
    {
        var parts = line.Split(Separators).Select(part => part.Trim().Trim('"').Trim()).ToList();
        if (!DateOnly.TryParseExact(parts[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return (null, $"Line {number}: begin with the day as year-month-day, for example “2026-12-25, Christmas Day, Germany”.");
        if (Math.Abs(day.Year - clock.Today.Year) > Years) return (null, $"Line {number}: {parts[0]} is more than {Years} years away.");
        var name = parts.Count > 1 ? parts[1] : "";
        var region = parts.Count > 2 ? parts[2] : "";
        if (name.Length == 0) return (null, $"Line {number}: say what the day is called.");
        if (name.Length > Holiday.MaxNameLength) return (null, $"Line {number}: the name has {name.Length} characters; at most {Holiday.MaxNameLength} fit.");
        if (region.Length > Team.MaxRegionLength) return (null, $"Line {number}: the region has {region.Length} characters; at most {Team.MaxRegionLength} fit.");
        if (parts.Count > 3) return (null, $"Line {number}: a line has a day, a name and a region. Leave out what comes after.");
        return (new Holiday { Day = day, Name = name, Region = region }, null);
    }

    private static HolidaysSaved Refuse(string sentence) => new(WriteResult.Invalid("Lines", sentence));
}
