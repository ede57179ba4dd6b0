using System.Diagnostics;
using EnablementHub.Benchmarks.Search;
using EnablementHub.Benchmarks.Web;
using EnablementHub.Features.Import.Writing;
using EnablementHub.Features.Search.Engine;
using EnablementHub.Features.Search.Index;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Benchmarks.Importing;

/// <summary>A folder of pages from disk to findable, against what the engine alone needs for the same words.</summary>
public static class ImportSuite
{
    private const double FilesASecond = 500;
    private const double OfTheEngine = 0.5;
    private const int Warm = 300;

    public static async Task<IReadOnlyList<Gate>> RunAsync(bool isShort)
    {
        var gates = new List<Gate>();
        foreach (var pages in isShort ? [1_000] : new[] { 1_000, 100_000 }) gates.AddRange(await MeasureAsync(pages, isShort));
        return gates;
    }

    private static async Task<IReadOnlyList<Gate>> MeasureAsync(int pages, bool isShort)
    {
        var root = Directory.CreateTempSubdirectory("hub-import-benchmark-").FullName;
        try
        {
            await using var hub = await BenchHub.StartAsync(10);
            GeneratedHandbook.Write(Path.Combine(root, "warm"), Warm);
            await ImportAsync(hub, Path.Combine(root, "warm"));
            var folder = Path.Combine(root, "handbook");
            GeneratedHandbook.Write(folder, pages);
            var before = Memory();
            var (took, peak) = await ImportAsync(hub, folder);
            var rate = pages / took.TotalSeconds;
            var bare = await BareAsync(hub, Path.Combine(root, "bare"));
            return
            [
                new Gate(FormattableString.Invariant($"Import of {pages:N0} pages, from disk to findable"), rate, "files/s", isShort ? null : FilesASecond, AtLeast: true, Detail: FormattableString.Invariant($"{took.TotalSeconds:0.0} s, memory {before:0} MB before, {peak:0} MB at most")),
                new Gate(FormattableString.Invariant($"Import of {pages:N0} pages against the engine's bare indexing"), rate / bare, "×", OfTheEngine, AtLeast: true, Detail: FormattableString.Invariant($"{rate:0} against {bare:0} pages/s")),
            ];
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<(TimeSpan Took, double PeakMegabytes)> ImportAsync(BenchHub hub, string folder)
    {
        var peak = 0.0;
        var began = Stopwatch.GetTimestamp();
        await using (var scope = hub.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<ImportFolder>().RunAsync(
                new ImportRequest { Folder = folder, Collection = Path.GetFileName(folder), OwnerId = hub.PersonId },
                finding => throw new InvalidOperationException(finding.ToString()),
                _ => peak = Math.Max(peak, Memory()));
        }

        var newest = await hub.Services.GetRequiredService<IndexSource>().NewestChangeAsync(CancellationToken.None);
        var status = hub.Services.GetRequiredService<IndexStatus>();
        while (status.Current.Watermark < newest || status.Current.IsRebuilding) await Task.Delay(20);
        return (Stopwatch.GetElapsedTime(began), peak);
    }

    /// <summary>Pages a second when nothing but the engine works, on the same words.</summary>
    private static async Task<double> BareAsync(BenchHub hub, string folder)
    {
        var items = await hub.Services.GetRequiredService<IndexSource>().StreamAsync(CancellationToken.None).ToListAsync();
        await using var engine = SearchEngines.All[0].Open(folder);
        var began = Stopwatch.GetTimestamp();
        await engine.RebuildAsync(SearchCorpus.Stream(items), 1);
        return items.Count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static double Memory()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 / 1_000_000.0;
    }
}
