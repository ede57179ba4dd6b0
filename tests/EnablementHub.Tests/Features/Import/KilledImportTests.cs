using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Import;

/// <summary><c>hub import</c>, killed as by a power cut, and run again.</summary>
public sealed class KilledImportTests
{
    private const int Pages = 1_500;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SELECT COUNT(*) FROM ImportedFiles", 1)]
    [InlineData("SELECT COUNT(*) FROM ImportedFiles WHERE ContentHash <> ''", 1)]
    public async Task KilledInTheMiddle_EachFileIsInOrNot_AndASecondRunBringsTheRest(string count, int atLeast)
    {
        Assert.SkipWhen(TestServer.IsThere, "The killed program works on the embedded database.");
        var data = Directory.CreateTempSubdirectory("hub-killed-").FullName;
        try
        {
            using var folder = new FolderOfFiles();
            for (var number = 0; number < Pages; number++) folder.With($"part-{number / 100}/page-{number:0000}.md", $"---\ntags: [first, second]\n---\n# Page {number}\n\nSee [the next](/part-{(number + 1) % Pages / 100}/page-{(number + 1) % Pages:0000}.md).");
            await using (var first = await TestHub.StartAsync(data)) await first.AddPersonAsync("Lena Lead", HubRoles.Lead);

            var done = await KilledHub.RunAsync(data, ["import", folder.Path, "--data", data], count, atLeast);

            Assert.InRange(done, 1, Pages);
            await using var hub = await TestHub.StartAsync(data);
            var through = await CheckAsync(hub);
            Assert.InRange(through, 0, Pages - 1);
            var (outcome, findings) = await folder.ImportAsync(hub);
            Assert.Empty(findings);
            Assert.Equal((Pages - through, 0, through), (outcome.New, outcome.Changed, outcome.Unchanged));
            Assert.Equal(Pages, await CheckAsync(hub));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    /// <returns>How many files are through.</returns>
    private static async Task<int> CheckAsync(TestHub hub)
    {
        await using var database = hub.OpenDatabase();
        var files = await database.ImportedFiles.AsNoTracking().ToListAsync(Token);
        var items = await database.Items.AsNoTracking().Include(item => item.Versions).ThenInclude(version => version.Links).Include(item => item.Tags).Include(item => item.Facets).ToDictionaryAsync(item => item.Id, Token);
        var changes = (await database.Changes.AsNoTracking().Select(change => change.ItemId).ToListAsync(Token)).ToLookup(id => id);
        var log = (await database.Audit.AsNoTracking().Where(entry => entry.Action == ItemActions.Imported).Select(entry => entry.SubjectId!.Value).ToListAsync(Token)).ToLookup(id => id);
        Assert.Equal(files.Count, items.Count);
        foreach (var file in files)
        {
            var item = items[file.ItemId!.Value];
            var version = Assert.Single(item.Versions);
            var isThrough = file.ContentHash.Length > 0;
            Assert.Equal((isThrough ? PublicationState.Published : PublicationState.Draft, !isThrough), (item.State, version.HoldsOnlyATitle));
            Assert.Equal(isThrough ? (1, 2, 1, 1, 1) : (0, 0, 0, 0, 0), (version.Links.Count, item.Tags.Count, item.Facets.Count, changes[item.Id].Count(), log[item.Id].Count()));
            Assert.All(version.Links, link => Assert.True(items.ContainsKey(link.TargetItemId!.Value)));
        }

        return files.Count(file => file.ContentHash.Length > 0);
    }
}
