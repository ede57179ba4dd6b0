using EnablementHub.Data;
using EnablementHub.Features.Import.Writing;
using EnablementHub.Platform.Jobs;
using EnablementHub.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Import.Runs;

/// <summary>Looks through uploads and imports them, one after the other. What a stopped node has left is done again from its beginning, and finds what is there already.</summary>
public sealed class WorkOnImportsJob(HubDbContext database, IDbContextFactory<HubDbContext> databases, ImportFolder import, ImportReports reports, IFileStore store, TimeProvider time) : IRecurringJob
{
    public string Name => "work-on-imports";

    public TimeSpan Interval => TimeSpan.FromSeconds(2);

    /// <summary>A large upload takes minutes.</summary>
    public bool RunsApart => true;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await database.ImportRuns.AsNoTracking().Where(run => run.State == ImportState.ToCheck || run.State == ImportState.ToImport).OrderBy(run => run.Id).FirstOrDefaultAsync(cancellationToken) is { } next)
            await WorkAsync(next, cancellationToken);
    }

    private async Task WorkAsync(ImportRun run, CancellationToken cancellationToken)
    {
        var target = Directory.CreateTempSubdirectory("hub-import-").FullName;
        try
        {
            await using var zip = run.StoreKey is { } key ? await store.OpenReadAsync(key, cancellationToken) : null;
            if (zip is null) throw new ZipRefusedException("The upload is no longer in the store. Upload it again.");
            var folder = await ZipFolder.UnpackAsync(zip, target, cancellationToken);
            await ImportAsync(run, folder, cancellationToken);
        }
        catch (Exception error) when (error is ZipRefusedException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await FailAsync(run, error.Message);
        }
        finally
        {
            Directory.Delete(target, recursive: true);
        }
    }

    private async Task ImportAsync(ImportRun run, string folder, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        var isCheck = run.State == ImportState.ToCheck;
        var request = new ImportRequest { Folder = folder, Collection = run.Collection, OwnerId = run.OwnerId, PersonId = run.PersonId, AsDrafts = run.AsDrafts, IsDryRun = isCheck };
        var outcome = await import.RunAsync(
            request,
            finding =>
            {
                if (findings.Count < ImportFinding.MaxKept) findings.Add(finding);
            },
            state => Note(run.Id, state),
            cancellationToken);
        database.ChangeTracker.Clear();
        await reports.KeepAsync(run.Id, outcome, findings, stored => End(stored, isCheck), cancellationToken);
        if (!isCheck && run.StoreKey is { } key) await store.DeleteAsync(key, CancellationToken.None);
    }

    private void End(ImportRun run, bool isCheck)
    {
        run.State = isCheck ? ImportState.Checked : ImportState.Done;
        run.Done = run.Total;
        run.Sentence = "";
        if (isCheck) return;
        run.FinishedAt = time.GetUtcNow();
        run.StoreKey = null;
    }

    /// <summary>On a connection of its own: the work's is in the middle of something.</summary>
    private void Note(int runId, ImportProgress state)
    {
        using var own = databases.CreateDbContext();
        own.ImportRuns.Where(run => run.Id == runId).ExecuteUpdate(set => set.SetProperty(run => run.Done, state.Done).SetProperty(run => run.Total, state.Total));
    }

    private async Task FailAsync(ImportRun run, string sentence)
    {
        database.ChangeTracker.Clear();
        var text = sentence.Length <= ImportRun.MaxSentenceLength ? sentence : sentence[..ImportRun.MaxSentenceLength];
        await database.ImportRuns.Where(known => known.Id == run.Id).ExecuteUpdateAsync(set => set.SetProperty(known => known.State, ImportState.Failed).SetProperty(known => known.Sentence, text).SetProperty(known => known.Revision, known => known.Revision + 1));
    }
}
