using System.Text;
using EnablementHub.Data;
using EnablementHub.Features.Clips;
using EnablementHub.Features.Import.Writing;
using EnablementHub.Features.Library;
using EnablementHub.Platform.Media.Captions;
using EnablementHub.Platform.Storage;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Import.Exporting;

/// <param name="Items">Items that were written.</param>
/// <param name="Files">Recordings, documents and pictures among them.</param>
public sealed record ExportOutcome(int Items, int Files);

/// <summary>
/// Writes all items out as files that an import reads: one page of markdown an item, its recording, document and captions
/// beside it. The same hub gives the same names and bytes each time, but for the day in <c>exported</c>.
/// </summary>
public sealed class ExportFolder(HubDbContext database, ExportedTexts texts, ExportedHubFile hubFile, IFileStore store, OrganisationClock clock)
{
    private const int BatchSize = 200;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <param name="folder">Empty, or not there yet.</param>
    /// <param name="problem">Takes a sentence for each file that the store doesn't have any more.</param>
    /// <param name="progress">Takes how far it is.</param>
    /// <param name="cancellationToken">Stops the work; what is written by then stays.</param>
    public async Task<ExportOutcome> RunAsync(string folder, Action<string> problem, Action<ImportProgress> progress, CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, Reading.SourceTree.HubFile), await hubFile.WriteAsync(clock.Today, cancellationToken), Utf8, cancellationToken);
        var plan = await ExportPlan.ReadAsync(database, cancellationToken);
        var pictures = new Dictionary<string, string>(StringComparer.Ordinal);
        var (done, files) = (0, 0);
        foreach (var ids in plan.Ids.Chunk(BatchSize))
        {
            foreach (var item in await ReadAsync(ids, cancellationToken))
            {
                var version = item.LiveVersion ?? item.NewestVersion!;
                var page = plan.PathOf(item.Id)!;
                var stem = Reading.SourceEntry.Stem(page);
                var media = version.MediaFile is { } file ? stem + Ending(file) : null;
                var captions = version.Transcript is not null ? stem + ".vtt" : null;
                var (text, shown) = await texts.WriteAsync(item, version, plan, media, captions, clock, cancellationToken);
                await WriteAsync(folder, page, text, cancellationToken);
                if (captions is not null) await WriteAsync(folder, captions, CaptionWriter.Write(version.Transcript!.Cues.OrderBy(cue => cue.Position).Select(cue => new CaptionCue(cue.StartSeconds, cue.EndSeconds, cue.Speaker, cue.Text))), cancellationToken);
                if (media is not null && await CopyAsync(folder, media, version.MediaFile!, problem, cancellationToken)) files++;
                foreach (var picture in shown) pictures.TryAdd(ExportedTexts.PicturePath(picture), picture.StoreKey);
            }

            done += ids.Length;
            progress(new ImportProgress("exported", done, plan.Ids.Count));
        }

        foreach (var (path, key) in pictures.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (await CopyAsync(folder, path, key, problem, cancellationToken)) files++;
        }

        return new ExportOutcome(done, files);
    }

    private async Task<IReadOnlyList<Item>> ReadAsync(int[] ids, CancellationToken cancellationToken)
    {
        database.ChangeTracker.Clear();
        var items = await database.Items.AsSplitQuery().Include(item => item.Owner).Include(item => item.Facets).ThenInclude(facet => facet.FacetValue).Include(item => item.Tags).Include(item => item.Audience)
            .Where(item => ids.Contains(item.Id)).OrderBy(item => item.Id).ToListAsync(cancellationToken);
        await database.ItemVersions.AsSplitQuery().Include(version => version.MediaFile).Include(version => version.Transcript!).ThenInclude(transcript => transcript.Cues)
            .Where(version => ids.Contains(version.ItemId) && version.Number == (version.Item.LiveNumber ?? version.Item.PendingNumber)).LoadAsync(cancellationToken);
        return items;
    }

    private static string Ending(MediaFile file) => Path.GetExtension(file.FileName).ToLowerInvariant();

    private static async Task WriteAsync(string folder, string path, string text, CancellationToken cancellationToken) =>
        await File.WriteAllTextAsync(Place(folder, path), text, Utf8, cancellationToken);

    private Task<bool> CopyAsync(string folder, string path, MediaFile file, Action<string> problem, CancellationToken cancellationToken) => CopyAsync(folder, path, file.StoreKey, problem, cancellationToken);

    private async Task<bool> CopyAsync(string folder, string path, string key, Action<string> problem, CancellationToken cancellationToken)
    {
        await using var content = await store.OpenReadAsync(key, cancellationToken);
        if (content is null)
        {
            problem($"{path}: the store doesn't have this file any more; it is missing in the export.");
            return false;
        }

        await using var target = File.Create(Place(folder, path));
        await content.CopyToAsync(target, cancellationToken);
        return true;
    }

    private static string Place(string folder, string path)
    {
        var full = Path.GetFullPath(Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar)));
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return full;
    }
}
