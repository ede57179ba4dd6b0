using System.Security.Cryptography;
using EnablementHub.Data;
using EnablementHub.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Admin;

/// <param name="Files">Files whose content was hashed anew.</param>
/// <param name="Items">Items whose references were followed.</param>
public sealed record VerifySummary(int Files, int Items);

/// <summary>Hashes every stored file anew and follows every reference. Reads only.</summary>
public sealed class VerifyHub(HubDbContext database, IFileStore store, IEnumerable<IStoredFileRows> rooms)
{
    private const int ProgressEvery = 100;

    /// <param name="report">Takes one sentence a finding.</param>
    /// <param name="progress">Takes files done and files in all.</param>
    public async Task<VerifySummary> RunAsync(Action<string> report, Action<int, int> progress, CancellationToken cancellationToken)
    {
        foreach (var problem in await IntegrityProblemsAsync(cancellationToken)) report($"Database: {problem}");
        var files = new List<StoredFileRow>();
        foreach (var room in rooms) files.AddRange(await room.In(database).ToListAsync(cancellationToken));
        var done = 0;
        foreach (var file in files)
        {
            await using var content = await store.OpenReadAsync(file.StoreKey, cancellationToken);
            if (content is null) report($"{file.Name} is missing from the store.");
            else if (content.Length != file.Length) report($"{file.Name} has {content.Length} bytes instead of {file.Length}.");
            else if (Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken)) != file.Sha256) report($"{file.Name} was altered or damaged in the store.");
            if (++done % ProgressEvery == 0) progress(done, files.Count);
        }

        await FindStrayFilesAsync(files.Select(file => file.StoreKey), report, cancellationToken);
        await FollowReferencesAsync(report, cancellationToken);
        return new VerifySummary(files.Count, await database.Items.CountAsync(cancellationToken));
    }

    private async Task<IReadOnlyList<string>> IntegrityProblemsAsync(CancellationToken cancellationToken)
    {
        if (!database.Database.IsRelational() || database.Database.ProviderName?.EndsWith("Sqlite", StringComparison.Ordinal) != true) return [];
        var answers = await database.Database.SqlQueryRaw<string>("SELECT integrity_check AS Value FROM pragma_integrity_check").ToListAsync(cancellationToken);
        return answers is ["ok"] ? [] : answers;
    }

    private async Task FindStrayFilesAsync(IEnumerable<string> known, Action<string> report, CancellationToken cancellationToken)
    {
        var keys = known.ToHashSet(StringComparer.Ordinal);
        await foreach (var stored in store.ListAsync(cancellationToken))
        {
            if (!keys.Contains(stored.Key)) report($"The store holds a file that nothing uses ({stored.Key}, {stored.Length} bytes).");
        }
    }

    private async Task FollowReferencesAsync(Action<string> report, CancellationToken cancellationToken)
    {
        var withoutVersion = await database.Items.AsNoTracking()
            .Where(item => (item.LiveNumber != null && !item.Versions.Any(version => version.Number == item.LiveNumber))
                || (item.PendingNumber != null && !item.Versions.Any(version => version.Number == item.PendingNumber)))
            .Select(item => item.Id).ToListAsync(cancellationToken);
        foreach (var id in withoutVersion) report($"Item {id}: a version that it names does not exist.");
        var deadLinks = await (from reference in database.ItemReferences.AsNoTracking()
                               join version in database.ItemVersions on reference.VersionId equals version.Id
                               join item in database.Items on version.ItemId equals item.Id
                               where item.LiveNumber == version.Number && !database.Items.Any(target => target.Id == reference.TargetItemId)
                               select new { item.Id, reference.TargetItemId }).ToListAsync(cancellationToken);
        foreach (var link in deadLinks) report($"Item {link.Id}: links to item {link.TargetItemId}, which does not exist.");
    }
}
