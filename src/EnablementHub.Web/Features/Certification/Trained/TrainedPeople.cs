using EnablementHub.Data;
using EnablementHub.Features.Learning;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Certification.Trained;

public sealed record TrainedVersion(int Number, string Title, DateTimeOffset? PublishedAt, bool IsMajor, string Note, int People);

/// <param name="NewerVersion">The newest later version that the person has learned as well; null: they know only this one.</param>
/// <param name="Certificates">Certificates that rest on exactly this version.</param>
public sealed record TrainedRow(int PersonId, string Name, string Email, int Version, DateTimeOffset EarnedAt, string Evidence, int? NewerVersion, int Certificates);

public sealed record TrainedPage
{
    public const int Size = 50;

    public required int ItemId { get; init; }
    public required string Title { get; init; }
    public required IReadOnlyList<TrainedVersion> Versions { get; init; }

    /// <summary>Null: every version.</summary>
    public required int? Version { get; init; }

    /// <summary>Only those who have not learned a later one.</summary>
    public required bool OnlyThis { get; init; }
    public required IReadOnlyList<TrainedRow> Rows { get; init; }
    public required int Total { get; init; }
    public required int Page { get; init; }

    public int LastPage => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>Answers "who was trained on the old pricing?": from a version of an item to the people who learned exactly that one.</summary>
public sealed class TrainedPeople(HubDbContext database)
{
    private const int MaxVersions = 200;

    /// <summary>As many as one file takes.</summary>
    public const int MaxExported = 100_000;

    public async Task<TrainedPage?> ReadAsync(int itemId, int? version, bool onlyThis, int page, CancellationToken cancellationToken)
    {
        var title = await (
            from item in database.Items.AsNoTracking()
            join live in database.ItemVersions on new { ItemId = item.Id, Number = item.LiveNumber ?? item.PendingNumber } equals new { live.ItemId, Number = (int?)live.Number }
            where item.Id == itemId
            select live.Title).SingleOrDefaultAsync(cancellationToken);
        if (title is null) return null;
        var versions = await database.ItemVersions.AsNoTracking().Where(v => v.ItemId == itemId && v.PublishedAt != null).OrderByDescending(v => v.Number).Take(MaxVersions)
            .Select(v => new TrainedVersion(v.Number, v.Title, v.PublishedAt, v.IsMajor, v.Note,
                database.LearningRecords.Where(record => record.Kind == LearningKind.Item && record.TargetId == itemId && record.TargetVersion == v.Number).Select(record => record.PersonId).Distinct().Count()))
            .ToListAsync(cancellationToken);
        var records = Records(itemId, version, onlyThis);
        var total = await records.CountAsync(cancellationToken);
        var at = Math.Clamp(page, 1, Math.Max(1, (total + TrainedPage.Size - 1) / TrainedPage.Size));
        return new TrainedPage
        {
            ItemId = itemId,
            Title = title,
            Versions = versions,
            Version = version,
            OnlyThis = onlyThis,
            Rows = await Rows(itemId, records.Skip((at - 1) * TrainedPage.Size).Take(TrainedPage.Size)).ToListAsync(cancellationToken),
            Total = total,
            Page = at,
        };
    }

    public IAsyncEnumerable<TrainedRow> ExportAsync(int itemId, int? version, bool onlyThis) =>
        Rows(itemId, Records(itemId, version, onlyThis).Take(MaxExported)).AsAsyncEnumerable();

    private IQueryable<LearningRecord> Of(int itemId) => database.LearningRecords.AsNoTracking().Where(record => record.Kind == LearningKind.Item && record.TargetId == itemId);

    /// <summary>The first record of each person and version, by name.</summary>
    private IQueryable<LearningRecord> Records(int itemId, int? version, bool onlyThis)
    {
        var all = Of(itemId);
        var wanted = version is { } number ? all.Where(record => record.TargetVersion == number) : all;
        wanted = wanted.Where(record => !all.Any(earlier => earlier.PersonId == record.PersonId && earlier.TargetVersion == record.TargetVersion && earlier.Id < record.Id));
        if (onlyThis) wanted = wanted.Where(record => !all.Any(later => later.PersonId == record.PersonId && later.TargetVersion > record.TargetVersion));
        return wanted.OrderBy(record => record.Person.DisplayName).ThenBy(record => record.PersonId).ThenByDescending(record => record.TargetVersion);
    }

    private IQueryable<TrainedRow> Rows(int itemId, IQueryable<LearningRecord> records)
    {
        var all = Of(itemId);
        return records.Select(record => new TrainedRow(
            record.PersonId,
            record.Person.DisplayName,
            record.Person.Email ?? "",
            record.TargetVersion,
            record.EarnedAt,
            record.Evidence,
            all.Where(later => later.PersonId == record.PersonId && later.TargetVersion > record.TargetVersion).Max(later => (int?)later.TargetVersion),
            database.CertificateRecords.Count(basis => basis.Certificate.PersonId == record.PersonId && basis.Kind == LearningKind.Item && basis.TargetId == itemId && basis.TargetVersion == record.TargetVersion)));
    }
}
