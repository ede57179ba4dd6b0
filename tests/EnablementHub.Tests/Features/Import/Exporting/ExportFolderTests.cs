using EnablementHub.Data;
using EnablementHub.Features.Import;
using EnablementHub.Features.Import.Exporting;
using EnablementHub.Features.Import.Writing;
using EnablementHub.Features.Library;
using EnablementHub.Features.Seed;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Import.Exporting;

/// <summary>What a hub writes out, another hub takes in, and writes out again as the same bytes.</summary>
public sealed class ExportFolderTests : IDisposable
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), "export-" + Guid.NewGuid().ToString("N"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheDemo_ComesBackAsItWas()
    {
        var seed = new SeedFiles(Path.Combine(SourceTree.Root, "content-seed"));
        await using var first = await TestHub.StartAsync();
        await using (var scope = first.App.Services.CreateAsyncScope()) Assert.True(await scope.ServiceProvider.GetRequiredService<LoadSeed>().RunAsync(seed, Token));
        await using var second = await TestHub.StartAsync();
        await using (var scope = second.App.Services.CreateAsyncScope())
        {
            var people = scope.ServiceProvider.GetRequiredService<SeedPeople>();
            var database = scope.ServiceProvider.GetRequiredService<HubDbContext>();
            await database.InUnitAsync(async token => await people.AddAsync(seed.ReadPeople(), await people.AddTeamsAsync(seed.ReadHub(), token), new SeedDates(new DateOnly(2026, 3, 10))), Token);
        }

        var written = await ExportAsync(first, "one");
        var (outcome, findings) = await ImportAsync(second, written);
        var again = await ExportAsync(second, "two");

        Assert.Empty(findings);
        await using var before = first.OpenDatabase();
        await using var after = second.OpenDatabase();
        Assert.Equal((await before.Items.CountAsync(Token), 0), (outcome.New, outcome.Refused));
        Assert.Equal(await before.Items.CountAsync(item => item.State == PublicationState.Published, Token), await after.Items.CountAsync(item => item.State == PublicationState.Published, Token));
        Assert.Equal(await before.ItemReferences.CountAsync(Token), await after.ItemReferences.CountAsync(Token));
        Assert.Equal(Files(written), Files(again));
        foreach (var file in Files(written)) Assert.True(Bytes(written, file).AsSpan().SequenceEqual(Bytes(again, file)), $"{file} differs:\n{First(written, again, file)}");
        var (none, _) = await ImportAsync(second, written);
        Assert.Equal((0, 0, outcome.New), (none.New, none.Changed, none.Unchanged));
    }

    [Fact]
    public async Task Texts_KeepTheirLinks_PicturesAndMoments()
    {
        await using var hub = await TestHub.StartAsync();
        var clip = await TestData.In(hub).Clip("Price: a \"CFO\"\\asks").WithCues().PublishedAsync();
        using var source = new FolderOfFiles().With("a b/Größe.md", "# Size\n\n![p](p.png) [n](next.md#two)").With("a b/next.md", "# Next\n\n## Two").With("a b/p.png", FolderOfFiles.Png);
        await source.ImportAsync(hub);
        var item = await FolderOfFiles.ItemAsync(hub, "a b/next.md");
        await TestData.In(hub).Playbook("Uses them").Saying($"[moment](/items/{clip.Id}?start=1.5&end=3) and [page](/items/{item.Id}#two)\n\n/items/{clip.Id}\n\n[gone](/items/99999)").PublishedAsync();

        var folder = await ExportAsync(hub, "out");

        var text = await File.ReadAllTextAsync(Path.Combine(folder, "playbooks", "uses-them.md"), Token);
        Assert.Contains("[moment](../clips/price-a-cfo-asks.md#t=1.5,3) and [page](../a%20b/next.md#two)\n\n[price-a-cfo-asks](../clips/price-a-cfo-asks.md)\n\n[gone](/items/99999)\n", text, StringComparison.Ordinal);
        Assert.Contains("title: \"Price: a \\\"CFO\\\"\\\\asks\"\n", await File.ReadAllTextAsync(Path.Combine(folder, "clips", "price-a-cfo-asks.md"), Token), StringComparison.Ordinal);
        Assert.StartsWith("WEBVTT\n", await File.ReadAllTextAsync(Path.Combine(folder, "clips", "price-a-cfo-asks.vtt"), Token), StringComparison.Ordinal);
        var size = await File.ReadAllTextAsync(Path.Combine(folder, "a b", "Größe.md"), Token);
        Assert.Contains("[n](next.md#two)", size, StringComparison.Ordinal);
        var picture = Assert.Single(Directory.GetFiles(Path.Combine(folder, "pictures")));
        Assert.Contains($"![p](../pictures/{Path.GetFileName(picture)})", size, StringComparison.Ordinal);
        Assert.Equal(FolderOfFiles.Png, await File.ReadAllBytesAsync(picture, Token));
    }

    [Fact]
    public async Task WhoAnswersForAnItem_AndWhatFollowsIt_ComesBack()
    {
        await using var hub = await TestHub.StartAsync();
        var (lead, expert) = (await TestData.LeadAsync(hub), await hub.AddPersonAsync("Eva Expert", "expert"));
        var next = await TestData.In(hub).Playbook("New prices").Saying("They rise.").PublishedAsync();
        var old = await TestData.In(hub).Playbook("Old prices").Saying("They stay.").PublishedAsync();
        await using (var database = hub.OpenDatabase())
        {
            database.Teams.Add(new EnablementHub.Features.People.Team { Name = "North" });
            await database.SaveChangesAsync(Token);
            var item = await database.Items.SingleAsync(item => item.Id == old.Id, Token);
            item.SetVerifier(expert.Id, null);
            (item.BackupId, item.SuccessorId) = (lead.Id, next.Id);
            item.SetDates(new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1));
            item.NameOutside("crm-7", hub.Time.GetUtcNow());
            (await database.Items.SingleAsync(item => item.Id == next.Id, Token)).SetVerifier(null, await database.Teams.Select(team => team.Id).SingleAsync(Token));
            await database.SaveChangesAsync(Token);
        }

        var folder = await ExportAsync(hub, "out");
        await using var other = await TestHub.StartAsync();
        var there = await other.AddPersonAsync("Eva Expert", "expert");
        var (_, findings) = await ImportAsync(other, folder);

        Assert.Empty(findings);
        var (back, follows) = (await FolderOfFiles.ItemAsync(other, "playbooks/old-prices.md"), await FolderOfFiles.ItemAsync(other, "playbooks/new-prices.md"));
        var otherLead = await TestData.LeadAsync(other);
        Assert.Equal((there.Id, null, otherLead.Id, follows.Id, "crm-7"), (back.VerifierId, back.VerifierTeamId, back.BackupId, back.SuccessorId, back.ExternalId));
        Assert.Equal((new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1)), (back.ReleaseOn, back.ExpireOn));
        Assert.NotNull(follows.VerifierTeamId);
        var (none, _) = await ImportAsync(other, folder);
        Assert.Equal((0, 0, 2), (none.New, none.Changed, none.Unchanged));
        var again = await ExportAsync(other, "again");
        foreach (var file in Files(folder)) Assert.True(Bytes(folder, file).AsSpan().SequenceEqual(Bytes(again, file)), $"{file} differs:\n{First(folder, again, file)}");

        // A hub that knows neither of them says so.
        await using var empty = await TestHub.StartAsync();
        var (_, unknown) = await ImportAsync(empty, folder);
        Assert.Contains(unknown, sentence => sentence.Contains("“eva.expert@hub.example” who verifies it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheVerb_WritesIntoAnEmptyFolderAlone()
    {
        await using var hub = await TestHub.StartAsync();
        await TestData.In(hub).Playbook("One").PublishedAsync();
        var target = Path.Combine(_root, "verb");

        var answer = await HubProcess.RunAsync("export", target, "--data", hub.Folder);

        Assert.True(answer.Code == 0, answer.Errors);
        Assert.Equal("1 item and 0 files written: nothing missing.", answer.Lines[^1]);
        Assert.True(File.Exists(Path.Combine(target, "playbooks", "one.md")));
        var twice = await HubProcess.RunAsync("export", target, "--data", hub.Folder);
        Assert.Equal(2, twice.Code);
        Assert.Contains("isn't empty", twice.Errors, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        if (Directory.Exists(_root)) Directory.Delete(_root, recursive: true);
    }

    private static IReadOnlyList<string> Files(string folder) => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];

    /// <summary>Without the day of the export.</summary>
    private static byte[] Bytes(string folder, string file)
    {
        var bytes = File.ReadAllBytes(Path.Combine(folder, file));
        return file.EndsWith(".md", StringComparison.Ordinal) || file.EndsWith(".yaml", StringComparison.Ordinal)
            ? System.Text.Encoding.UTF8.GetBytes(string.Join('\n', System.Text.Encoding.UTF8.GetString(bytes).Split('\n').Where(line => !line.StartsWith("exported:", StringComparison.Ordinal)))) : bytes;
    }

    private static string First(string one, string two, string file) => string.Join('\n', File.ReadLines(Path.Combine(one, file)).Zip(File.ReadLines(Path.Combine(two, file))).Where(pair => pair.First != pair.Second).Take(3).Select(pair => $"- {pair.First}\n+ {pair.Second}"));

    private async Task<string> ExportAsync(TestHub hub, string name)
    {
        var folder = Path.Combine(_root, name);
        await using var scope = hub.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ExportFolder>().RunAsync(folder, problem => Assert.Fail(problem), _ => { }, Token);
        return folder;
    }

    private static async Task<(ImportOutcome Outcome, IReadOnlyList<string> Findings)> ImportAsync(TestHub hub, string folder)
    {
        var lead = await TestData.LeadAsync(hub);
        var findings = new List<string>();
        await using var scope = hub.App.Services.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<ImportFolder>().RunAsync(new ImportRequest { Folder = folder, Collection = "back", OwnerId = lead.Id }, finding => findings.Add(finding.ToString()), _ => { }, Token);
        return (outcome, findings);
    }
}
