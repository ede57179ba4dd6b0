using System.Runtime.CompilerServices;
using EnablementHub.Data;
using EnablementHub.Features.Import.Mapping;
using EnablementHub.Features.Import.Reading;
using EnablementHub.Platform.Markdown.Links;
using EnablementHub.Platform.Media.Probing;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Import.Writing;

/// <summary>
/// Takes a folder in. First it looks at all files for their names, kinds and anchors, then it gives each a place in the
/// hub, then it writes their words in batches, each whole or not at all: an import that was stopped goes on when it is
/// run again. Only one import runs at a time.
/// </summary>
public sealed class ImportFolder(HubDbContext database, TextLinks links, MediaProbe probe, PlaceEntries places, WriteEntries writer, AddImportedValues values)
{
    private const int BatchSize = 200;

    /// <param name="request">What to import, and how.</param>
    /// <param name="report">Takes each finding, one at a time.</param>
    /// <param name="progress">Takes how far it is, now and then.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <exception cref="IOException">The folder can't be read.</exception>
    public async Task<ImportOutcome> RunAsync(ImportRequest request, Action<Finding> report, Action<ImportProgress> progress, CancellationToken cancellationToken = default)
    {
        await using var held = await database.LockAsync("import", cancellationToken);
        var outcome = new ImportOutcome();
        var tree = SourceTree.Read(request.Folder, Report);
        var topics = new TopicOfFolder(tree.Entries);
        var wanted = await LookAsync(tree, topics, progress, cancellationToken);
        var facts = await values.RunAsync(tree, wanted, request, Report, cancellationToken);
        var known = await places.RunAsync(tree, request, progress, cancellationToken);
        var files = new FileReader(tree, probe);
        var preparer = new EntryPreparer(tree, new EntryLinks(tree, new LinkFinder(tree), links), files, facts, topics, request.AsDrafts);
        var batch = new EntryBatch { Tree = tree, Request = request, Known = known, Outcome = outcome, Report = Report };
        await foreach (var prepared in PreparedAsync(tree, preparer, cancellationToken))
        {
            await writer.RunAsync(batch, prepared, cancellationToken);
            batch.Done += prepared.Count;
            progress(new ImportProgress(request.IsDryRun ? "checked" : "imported", batch.Done, tree.Entries.Count));
        }

        await ReportGoneAsync(tree, known, outcome, Report, cancellationToken);
        return outcome;

        void Report(Finding finding)
        {
            outcome.Findings[finding.Kind] = outcome.Findings.GetValueOrDefault(finding.Kind) + 1;
            report(finding);
        }
    }

    /// <summary>Batch after batch; while one is written the next is read.</summary>
    private static async IAsyncEnumerable<IReadOnlyList<PreparedEntry>> PreparedAsync(SourceTree tree, EntryPreparer preparer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = tree.Entries.Count > 0 ? PrepareAsync(0) : null;
        try
        {
            for (var at = 0; next is not null; at += BatchSize)
            {
                var ready = await next;
                next = at + BatchSize < tree.Entries.Count ? PrepareAsync(at + BatchSize) : null;
                yield return ready;
            }
        }
        finally
        {
            // Whoever stops in between doesn't leave it running on files that may go.
            if (next is not null) await Task.WhenAny(next);
        }

        async Task<IReadOnlyList<PreparedEntry>> PrepareAsync(int first)
        {
            var prepared = new PreparedEntry[Math.Min(BatchSize, tree.Entries.Count - first)];
            await Parallel.ForAsync(0, prepared.Length, cancellationToken, async (index, token) => prepared[index] = await preparer.RunAsync(tree.Entries[first + index], token));
            return prepared;
        }
    }

    private async Task<Dictionary<string, HashSet<string>>> LookAsync(SourceTree tree, TopicOfFolder topics, Action<ImportProgress> progress, CancellationToken cancellationToken)
    {
        var wanted = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var look = new FirstLook(probe);
        var done = 0;
        var guard = new Lock();
        await Parallel.ForEachAsync(tree.Entries, cancellationToken, async (entry, token) =>
        {
            var facets = await look.RunAsync(tree, entry, token);
            lock (guard)
            {
                foreach (var (group, names) in facets) Of(group).UnionWith(names);
                if (!facets.ContainsKey(TopicOfFolder.Group) && topics.Of(entry) is { } topic) Of(TopicOfFolder.Group).Add(topic);
                if (++done % 1_000 == 0 || done == tree.Entries.Count) progress(new ImportProgress("looked at", done, tree.Entries.Count));
            }
        });
        return wanted;

        HashSet<string> Of(string group) => wanted.TryGetValue(group, out var names) ? names : wanted[group] = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
    }

    private async Task ReportGoneAsync(SourceTree tree, KnownFiles known, ImportOutcome outcome, Action<Finding> report, CancellationToken cancellationToken)
    {
        var present = tree.Entries.Select(entry => entry.Path).ToHashSet(StringComparer.Ordinal);
        var gone = known.Files.Where(pair => pair.Value.ItemId is not null && !present.Contains(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        outcome.Gone = gone.Count;
        foreach (var chunk in gone.Chunk(500))
        {
            var ids = chunk.Select(pair => pair.Value.ItemId!.Value).ToList();
            var titles = await database.Items.AsNoTracking().Where(item => ids.Contains(item.Id))
                .Select(item => new { item.Id, Title = item.Versions.Where(version => version.Number == (item.LiveNumber ?? item.PendingNumber)).Select(version => version.Title).FirstOrDefault() })
                .ToDictionaryAsync(item => item.Id, item => item.Title, cancellationToken);
            foreach (var (path, file) in chunk) report(new Finding(FindingKind.Gone, path, 0, $"It was imported before and isn't in the folder any more; “{titles.GetValueOrDefault(file.ItemId!.Value)}” (item {file.ItemId}) was left as it is."));
        }
    }
}
