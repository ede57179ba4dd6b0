using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using EnablementHub.Features.Learning;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Certification.Trained;

public sealed record TrainedFilter
{
    /// <summary>Number of an item, or what the picker sends.</summary>
    public string? Item { get; init; }

    /// <summary>Number of one of its versions; nothing: all of them.</summary>
    public string? Version { get; init; }

    /// <summary>"this": without those who have learned a later version.</summary>
    public string? Only { get; init; }
    public string? Page { get; init; }

    public bool OnlyThis => Only == "this";

    public int? ItemId => LearningKey.TryRead(Item, out var key) && key.Kind == LearningKind.Item ? key.Id : null;
}

/// <summary>For leads: who learned exactly which version of an item.</summary>
[Authorize(Capability.ManageContent)]
public sealed class TrainedController(TrainedPeople people) : Controller
{
    [HttpGet(CertificationLinks.TrainedOn)]
    public async Task<IActionResult> Index([FromQuery] TrainedFilter filter, CancellationToken cancellationToken)
    {
        if (filter.ItemId is not { } item) return View("Trained", null);
        return await people.ReadAsync(item, FormNumber.Read(filter.Version), filter.OnlyThis, FormNumber.Read(filter.Page) ?? 1, cancellationToken) is { } page ? View("Trained", page) : NotFound();
    }

    [HttpGet(CertificationLinks.TrainedOn + ".csv")]
    public async Task<IActionResult> Export([FromQuery] TrainedFilter filter, CancellationToken cancellationToken)
    {
        if (filter.ItemId is not { } item || await people.ReadAsync(item, FormNumber.Read(filter.Version), filter.OnlyThis, 1, cancellationToken) is null) return NotFound();
        using var text = new StringWriter(CultureInfo.InvariantCulture);

        // Names and mail addresses come from people: what a table program would take for a formula is written as text.
        await using (var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape }, leaveOpen: true))
        {
            foreach (var heading in new[] { "name", "email", "version", "learned", "evidence", "newer version", "certificates" }) csv.WriteField(heading);
            await csv.NextRecordAsync();
            await foreach (var row in people.ExportAsync(item, FormNumber.Read(filter.Version), filter.OnlyThis).WithCancellation(cancellationToken))
            {
                csv.WriteField(row.Name);
                csv.WriteField(row.Email);
                csv.WriteField(row.Version);
                csv.WriteField(row.EarnedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                csv.WriteField(row.Evidence);
                csv.WriteField(row.NewerVersion);
                csv.WriteField(row.Certificates);
                await csv.NextRecordAsync();
            }
        }

        return File(System.Text.Encoding.UTF8.GetPreamble().Concat(System.Text.Encoding.UTF8.GetBytes(text.ToString())).ToArray(), "text/csv; charset=utf-8", FormattableString.Invariant($"trained-on-{item}.csv"));
    }
}
