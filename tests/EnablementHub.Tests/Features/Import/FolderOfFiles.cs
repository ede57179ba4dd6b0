using EnablementHub.Features.Import;
using EnablementHub.Features.Import.Writing;
using EnablementHub.Features.Library;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Import;

/// <summary>A folder of files to import, gone after the test.</summary>
public sealed class FolderOfFiles : IDisposable
{
    /// <summary>A picture of one point.</summary>
    public static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private readonly string _outer = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "import-" + Guid.NewGuid().ToString("N"));

    public FolderOfFiles(string name = "handbook")
    {
        Path = System.IO.Path.Combine(_outer, name);
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public FolderOfFiles With(string path, string text) => With(path, System.Text.Encoding.UTF8.GetBytes(text));

    public FolderOfFiles With(string path, byte[] bytes)
    {
        var full = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
        return this;
    }

    public void Remove(string path) => File.Delete(System.IO.Path.Combine(Path, path));

    /// <summary>Imports it in the name of the hub's lead.</summary>
    public async Task<(ImportOutcome Outcome, IReadOnlyList<Finding> Findings)> ImportAsync(TestHub hub, bool asDrafts = false, bool isDryRun = false, bool despiteUses = false)
    {
        var lead = await TestData.LeadAsync(hub);
        var findings = new List<Finding>();
        await using var scope = hub.App.Services.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<ImportFolder>().RunAsync(
            new ImportRequest { Folder = Path, Collection = new DirectoryInfo(Path).Name, OwnerId = lead.Id, PersonId = lead.Id, AsDrafts = asDrafts, IsDryRun = isDryRun, DespiteUses = despiteUses },
            findings.Add,
            _ => { },
            TestContext.Current.CancellationToken);
        return (outcome, findings);
    }

    /// <summary>The item that a file became, with all that its page shows.</summary>
    public static async Task<Item> ItemAsync(TestHub hub, string path)
    {
        await using var database = hub.OpenDatabase();
        var id = await database.ImportedFiles.Where(file => file.Path == path).Select(file => file.ItemId).SingleAsync(TestContext.Current.CancellationToken);
        return await database.Items.Include(item => item.Versions).ThenInclude(version => version.Links).Include(item => item.Facets).ThenInclude(facet => facet.FacetValue)
            .Include(item => item.Tags).Include(item => item.Audience).Include(item => item.Owner).SingleAsync(item => item.Id == id, TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (Directory.Exists(_outer)) Directory.Delete(_outer, recursive: true);
    }
}
