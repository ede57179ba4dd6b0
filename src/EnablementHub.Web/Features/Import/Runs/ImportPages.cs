using EnablementHub.Data;
using EnablementHub.Features.Shared.Components;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Import.Runs;

public sealed record RunRow
{
    public required int Id { get; init; }
    public required string Collection { get; init; }
    public required string SourceName { get; init; }
    public required string? PersonName { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required ImportState State { get; init; }
    public required bool AsDrafts { get; init; }
    public required int Done { get; init; }
    public required int Total { get; init; }
    public required int New { get; init; }
    public required int Changed { get; init; }
    public required int Unchanged { get; init; }
    public required int Gone { get; init; }
    public required int Refused { get; init; }
    public required int Findings { get; init; }
    public required string Sentence { get; init; }
    public required bool HasUpload { get; init; }

    public bool IsWorking => State is ImportState.ToCheck or ImportState.ToImport;

    public string Words => State switch
    {
        ImportState.ToCheck => "Being looked through",
        ImportState.Checked => "Waits for you",
        ImportState.ToImport => "Being imported",
        ImportState.Done => "Imported",
        ImportState.Failed => "Failed",
        _ => "Discarded",
    };
}

public sealed record ImportIndexPage(IReadOnlyList<RunRow> Runs, string Name, bool AsDrafts, string? Problem);

public sealed record ImportRunPage
{
    public required RunRow Run { get; init; }
    public required IReadOnlyList<(FindingKind Kind, int Count)> Kinds { get; init; }
    public required FindingKind? Kind { get; init; }
    public required IReadOnlyList<Finding> Findings { get; init; }
    public required PagerModel Pages { get; init; }
}

/// <summary>Reads the imports and their reports.</summary>
public sealed class ImportPages(HubDbContext database)
{
    public const int PageSize = 100;
    private const int MaxRuns = 50;

    public async Task<ImportIndexPage> ReadIndexAsync(CancellationToken cancellationToken, string name = "", bool asDrafts = false, string? problem = null) =>
        new(await Rows(database.ImportRuns.OrderByDescending(run => run.CreatedAt).ThenByDescending(run => run.Id).Take(MaxRuns)).ToListAsync(cancellationToken), name, asDrafts, problem);

    public async Task<ImportRunPage?> ReadAsync(int id, FindingKind? kind, int page, CancellationToken cancellationToken)
    {
        if (await Rows(database.ImportRuns.Where(run => run.Id == id)).SingleOrDefaultAsync(cancellationToken) is not { } row) return null;
        var kinds = await database.ImportFindings.AsNoTracking().Where(finding => finding.RunId == id).GroupBy(finding => finding.Kind).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        var findings = database.ImportFindings.AsNoTracking().Where(finding => finding.RunId == id && (kind == null || finding.Kind == kind));
        var total = kinds.Where(group => kind is null || group.Key == kind).Sum(group => group.Count);
        var last = Math.Max(1, (total + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, last);
        var shown = await findings.OrderBy(finding => finding.Position).Skip((page - 1) * PageSize).Take(PageSize).Select(finding => new Finding(finding.Kind, finding.Path, finding.Line, finding.Sentence)).ToListAsync(cancellationToken);
        var first = ((page - 1) * PageSize) + 1;
        return new ImportRunPage
        {
            Run = row,
            Kinds = [.. kinds.OrderBy(group => group.Key).Select(group => (group.Key, group.Count))],
            Kind = kind,
            Findings = shown,
            Pages = new PagerModel(first, first + shown.Count - 1, total, page > 1 ? ImportPaths.Run(id, kind, page - 1) : null, page < last ? ImportPaths.Run(id, kind, page + 1) : null),
        };
    }

    public IAsyncEnumerable<Finding> ReadReportAsync(int id) => database.ImportFindings.AsNoTracking().Where(finding => finding.RunId == id).OrderBy(finding => finding.Position)
        .Select(finding => new Finding(finding.Kind, finding.Path, finding.Line, finding.Sentence)).AsAsyncEnumerable();

    private static IQueryable<RunRow> Rows(IQueryable<ImportRun> runs) => runs.AsNoTracking().Select(run => new RunRow
    {
        Id = run.Id,
        Collection = run.Collection,
        SourceName = run.SourceName,
        PersonName = run.Person == null ? null : run.Person.DisplayName,
        CreatedAt = run.CreatedAt,
        State = run.State,
        AsDrafts = run.AsDrafts,
        Done = run.Done,
        Total = run.Total,
        New = run.New,
        Changed = run.Changed,
        Unchanged = run.Unchanged,
        Gone = run.Gone,
        Refused = run.Refused,
        Findings = run.Findings,
        Sentence = run.Sentence,
        HasUpload = run.StoreKey != null,
    });
}
