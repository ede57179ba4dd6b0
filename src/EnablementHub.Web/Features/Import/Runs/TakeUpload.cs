using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Import.Runs;

/// <summary>Stores a zip while it arrives and puts it in line to be looked through.</summary>
public sealed class TakeUpload(HubDbContext database, IFileStore store, TimeProvider time)
{
    /// <returns>The run's number, or a sentence on why the zip isn't taken.</returns>
    public async Task<(int? RunId, string? Problem)> RunAsync(Stream content, string fileName, string name, bool asDrafts, Writer writer, long maxBytes, CancellationToken cancellationToken)
    {
        if (!writer.ManagesContent) return (null, Writer.LeadsOnly);
        var file = CollectionNames.Clean(Path.GetFileName(fileName));
        var collection = CollectionNames.Clean(name.Trim().Length > 0 ? name : Path.GetFileNameWithoutExtension(file));
        if (collection.Length == 0) return (null, "Give the collection a name of letters.");
        var stored = await store.SaveAsync(content, maxBytes, cancellationToken);
        try
        {
            await using (var zip = await store.OpenReadAsync(stored.Key, cancellationToken) ?? throw new StoreUnavailableException("The file was stored but can't be read."))
                ZipFolder.Check(zip);
            var run = new ImportRun
            {
                Collection = collection,
                SourceName = file.Length <= ImportRun.MaxNameLength ? file : file[..ImportRun.MaxNameLength],
                StoreKey = stored.Key,
                Sha256 = stored.Sha256,
                Length = stored.Length,
                PersonId = writer.PersonId,
                OwnerId = writer.PersonId,
                AsDrafts = asDrafts,
                CreatedAt = time.GetUtcNow(),
                State = ImportState.ToCheck,
            };
            database.ImportRuns.Add(run);
            database.LogAudit(writer.PersonId, "import.uploaded", "import", null, time.GetUtcNow(), $"{collection}: {file}");
            await database.SaveChangesAsync(cancellationToken);
            return (run.Id, null);
        }
        catch (ZipRefusedException refused)
        {
            await store.DeleteAsync(stored.Key, CancellationToken.None);
            return (null, refused.Message);
        }
    }
}

/// <summary>A lead's word on an upload that was looked through.</summary>
public sealed class DecideOnRun(HubDbContext database, IFileStore store, TimeProvider time)
{
    public Task<WriteResult> ImportAsync(int runId, Writer writer, CancellationToken cancellationToken) => RunAsync(runId, writer, ImportState.ToImport, "import.started", cancellationToken);

    public async Task<WriteResult> DiscardAsync(int runId, Writer writer, CancellationToken cancellationToken)
    {
        var key = await database.ImportRuns.AsNoTracking().Where(run => run.Id == runId).Select(run => run.StoreKey).SingleOrDefaultAsync(cancellationToken);
        var result = await RunAsync(runId, writer, ImportState.Discarded, "import.discarded", cancellationToken);
        if (result.Outcome == WriteOutcome.Done && key is not null) await store.DeleteAsync(key, CancellationToken.None);
        return result;
    }

    private async Task<WriteResult> RunAsync(int runId, Writer writer, ImportState state, string action, CancellationToken cancellationToken)
    {
        if (!writer.ManagesContent) return WriteResult.NotAllowed(Writer.LeadsOnly);
        if (await database.ImportRuns.SingleOrDefaultAsync(run => run.Id == runId, cancellationToken) is not { } run) return WriteResult.NotFound;
        if (run.State == state) return new WriteResult(WriteOutcome.Unchanged, runId);
        if (run.State is not (ImportState.Checked or ImportState.Failed) || run.StoreKey is null) return WriteResult.Invalid("", "There is nothing to decide any more: look at what became of it below.");
        var now = time.GetUtcNow();
        (run.State, run.Done, run.Sentence) = (state, 0, "");
        run.Revision++;
        if (state == ImportState.Discarded) (run.StoreKey, run.FinishedAt) = (null, now);
        database.LogAudit(writer.PersonId, action, "import", runId, now, run.Collection);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return new WriteResult(WriteOutcome.Done, runId);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new WriteResult(WriteOutcome.Stale, runId);
        }
    }
}
