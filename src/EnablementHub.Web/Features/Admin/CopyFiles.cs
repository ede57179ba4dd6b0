using System.Security.Cryptography;
using EnablementHub.Data;
using EnablementHub.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Admin;

/// <param name="Files">Files done, of <paramref name="AllFiles"/>.</param>
/// <param name="AllFiles">Files that the hub's store holds.</param>
/// <param name="Copied">Files that the other store lacked.</param>
/// <param name="Bytes">Bytes of the copied files.</param>
public sealed record CopyState(int Files, int AllFiles, int Copied, long Bytes);

/// <summary>
/// Copies every file of the hub's store into another one, under the same keys. What is there whole is left alone, so a
/// copy that was stopped goes on where it was. Each copy is read back and hashed before it counts.
/// </summary>
public sealed class CopyFiles(HubDbContext database, IFileStore store, IEnumerable<IStoredFileRows> rooms)
{
    private const int AtOnce = 4;
    private readonly Lock _telling = new();

    /// <param name="target">Where the files go.</param>
    /// <param name="report">Takes one sentence a finding, one at a time.</param>
    /// <param name="progress">Takes the state after each file, one at a time.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<CopyState> RunAsync(IFileStore target, Action<string> report, Action<CopyState> progress, CancellationToken cancellationToken)
    {
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var room in rooms)
        {
            foreach (var row in await room.In(database).Select(row => new { row.StoreKey, row.Sha256 }).ToListAsync(cancellationToken)) hashes[row.StoreKey] = row.Sha256;
        }

        var files = await store.ListAsync(cancellationToken).ToListAsync(cancellationToken);
        var state = new CopyState(0, files.Count, 0, 0);
        await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (file, token) =>
        {
            var (copied, finding) = await CopyAsync(file, hashes.GetValueOrDefault(file.Key) ?? file.Sha256, target, token);
            lock (_telling)
            {
                if (finding is not null) report(finding);
                state = state with { Files = state.Files + 1, Copied = state.Copied + (copied ? 1 : 0), Bytes = state.Bytes + (copied ? file.Length : 0) };
                progress(state);
            }
        });
        return state;
    }

    private async Task<(bool Copied, string? Finding)> CopyAsync(StoredFileInfo file, string? hash, IFileStore target, CancellationToken cancellationToken)
    {
        hash ??= await HashAsync(store, file.Key, cancellationToken);
        await using var content = await store.OpenReadAsync(file.Key, cancellationToken);

        // Removed since it was listed: there is nothing to copy.
        if (content is null || hash is null) return (false, null);
        try
        {
            if (!await target.TakeOverAsync(file.Key, hash, content, cancellationToken))
                return (false, await FindDifferenceAsync(file, hash, target, cancellationToken));
        }
        catch (InvalidDataException)
        {
            return (false, $"{file.Key} was altered or damaged in the hub's store; it was not copied.");
        }

        if (await HashAsync(target, file.Key, cancellationToken) == hash) return (true, null);
        await target.DeleteAsync(file.Key, cancellationToken);
        return (false, $"{file.Key} came out of the other store changed; it was removed there. Copy again.");
    }

    private static async Task<string?> FindDifferenceAsync(StoredFileInfo file, string hash, IFileStore target, CancellationToken cancellationToken)
    {
        var there = await target.StatAsync(file.Key, cancellationToken);
        var hashThere = there?.Sha256 ?? await HashAsync(target, file.Key, cancellationToken);
        return hashThere == hash && there?.Length == file.Length
            ? null
            : $"{file.Key} is in the other store with other content; it was left as it is.";
    }

    private static async Task<string?> HashAsync(IFileStore store, string key, CancellationToken cancellationToken)
    {
        await using var content = await store.OpenReadAsync(key, cancellationToken);
        return content is null ? null : Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
    }
}
