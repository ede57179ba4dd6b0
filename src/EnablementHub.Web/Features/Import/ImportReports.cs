using EnablementHub.Data;
using EnablementHub.Features.Import.Writing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Import;

/// <summary>Keeps what an import found, for its page.</summary>
public sealed class ImportReports(HubDbContext database)
{
    private const int BatchSize = 1_000;

    /// <summary>Puts findings in place of those of an earlier look at the same run.</summary>
    public Task KeepAsync(int runId, ImportOutcome outcome, IReadOnlyList<Finding> findings, Action<ImportRun> change, CancellationToken cancellationToken) => database.InUnitAsync(
        async token =>
        {
            await database.ImportFindings.Where(finding => finding.RunId == runId).ExecuteDeleteAsync(token);
            var run = await database.ImportRuns.SingleAsync(known => known.Id == runId, token);
            (run.New, run.Changed, run.Unchanged, run.Gone, run.Refused, run.Findings) = (outcome.New, outcome.Changed, outcome.Unchanged, outcome.Gone, outcome.Refused, outcome.AllFindings);
            change(run);
            run.Revision++;
            await database.SaveChangesAsync(token);
            var position = 0;
            foreach (var chunk in findings.Take(ImportFinding.MaxKept).Chunk(BatchSize))
            {
                foreach (var finding in chunk)
                    database.ImportFindings.Add(new ImportFinding { RunId = runId, Position = ++position, Kind = finding.Kind, Path = Cut(finding.Path, ImportedFile.MaxPathLength), Line = finding.Line, Sentence = Cut(finding.Sentence, ImportFinding.MaxSentenceLength) });
                await database.SaveChangesAsync(token);
                database.ChangeTracker.Clear();
            }
        },
        cancellationToken);

    private static string Cut(string text, int limit) => text.Length <= limit ? text : text[..(limit - 1)] + "…";
}
