using System.Globalization;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace EnablementHub.Platform.Storage.Azure;

/// <summary>A part whose blocks have all arrived. Each try to send it has blocks of its own, so a try that broke off does no harm.</summary>
internal sealed record UploadedPart(int Number, long Length, string Attempt, int BlockCount)
{
    internal static string BlockPrefix(int number, string attempt) => string.Create(CultureInfo.InvariantCulture, $"{number:D5}-{attempt}-");

    internal IEnumerable<string> Blocks() => Enumerable.Range(1, BlockCount).Select(block => BlockWriter.BlockId(BlockPrefix(Number, Attempt), block));
}

/// <summary>
/// The journal of each upload in parts: an append blob with a line a part. Lines are added whole and in one order for all
/// nodes, so the last line of a number counts, and a line that was added twice does no harm.
/// </summary>
internal sealed class BlobUploads(BlobContainerClient container)
{
    internal const string Prefix = "uploads/";

    internal async Task<string> BeginAsync(CancellationToken cancellationToken)
    {
        var id = FileKey.NewId();
        await BlobFailure.AskAsync(patience => Journal(id).CreateAsync(cancellationToken: patience), cancellationToken);
        return id;
    }

    internal async Task AddAsync(string id, UploadedPart part, CancellationToken cancellationToken)
    {
        var line = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{part.Number} {part.Length} {part.Attempt} {part.BlockCount}\n"));
        using var content = new MemoryStream(line, writable: false);
        try
        {
            await BlobFailure.AskAsync(patience => Journal(id).AppendBlockAsync(content, cancellationToken: patience), cancellationToken, BlobFailure.NotFound);
        }
        catch (RequestFailedException)
        {
            throw new UploadNotFoundException(id);
        }
    }

    /// <summary>The parts by number, or null when there is no such upload.</summary>
    internal async Task<IReadOnlyList<UploadedPart>?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (!FileKey.IsId(id)) return null;
        var journal = await BlobFailure.FindAsync(patience => Journal(id).DownloadContentAsync(patience), cancellationToken);
        return journal is null ? null : Read(journal.Value.Content.ToString());
    }

    internal Task ForgetAsync(string id, CancellationToken cancellationToken) =>
        BlobFailure.AskAsync(patience => Journal(id).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: patience), cancellationToken);

    private static List<UploadedPart> Read(string journal)
    {
        var parts = new SortedDictionary<int, UploadedPart>();
        foreach (var line in journal.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.Split(' ');
            var part = new UploadedPart(Number(fields[0]), long.Parse(fields[1], CultureInfo.InvariantCulture), fields[2], Number(fields[3]));
            parts[part.Number] = part;
        }

        return [.. parts.Values];
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private AppendBlobClient Journal(string id) => container.GetAppendBlobClient(Prefix + id);
}
