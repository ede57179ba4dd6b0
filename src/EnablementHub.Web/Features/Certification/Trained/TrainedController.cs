using System.Globalization;
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
        var rows = await people.ExportAsync(item, FormNumber.Read(filter.Version), filter.OnlyThis).ToListAsync(cancellationToken);
        return await CsvFile.WriteAsync(
            FormattableString.Invariant($"trained-on-{item}.csv"),
            ["name", "email", "version", "learned", "evidence", "newer version", "certificates"],
            rows.Select(row => new object?[] { row.Name, row.Email, row.Version, row.EarnedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), row.Evidence, row.NewerVersion, row.Certificates }));
    }
}
