using EnablementHub.Features.Library;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Import;

/// <summary><c>hub import</c>, beside a running server on the same folder.</summary>
public sealed class ImportCommandTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AFolder_GoesIn_WithAReport_AndIsFound()
    {
        using var folder = new FolderOfFiles().With("a.md", "# Quokka pricing\n\n[dead](nowhere.md)\n\n=cmd").With("b.md", "---\n=bad: x\ntitle: B\n---\nText");
        var owner = await _hub.AddPersonAsync("Olga Owner", HubRoles.Lead);
        var report = Path.Combine(folder.Path, "..", "report.csv");

        var answer = await HubProcess.RunAsync("import", folder.Path, "--data", _hub.Folder, "--owner", owner.Email!, "--report", report);

        Assert.True(answer.Code == 0, answer.Errors);
        Assert.Contains("a.md:3: The link “nowhere.md” leads nowhere: there is no such file in the folder.", answer.Lines);
        Assert.StartsWith("Imported into “handbook”: 2 new, 0 changed, 0 unchanged, 0 refused, 0 gone", answer.Lines[^1], StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync(report, Token);
        Assert.Equal("kind,file,line,sentence", lines[0]);
        Assert.Contains("\"Link\",\"a.md\",3,\"The link “nowhere.md” leads nowhere: there is no such file in the folder.\"", lines);
        using var rep = await _hub.SignInAsAsync("Ruth Rep", HubRoles.Rep);
        await _hub.IndexedAsync();
        Assert.Equal(1, (await rep.FindAsync("q=quokka")).Total());
        await using var database = _hub.OpenDatabase();
        Assert.All(await database.Items.Where(item => item.OwnerId == owner.Id).ToListAsync(Token), item => Assert.Equal(PublicationState.Published, item.State));
        Assert.NotEmpty(await database.ImportFindings.ToListAsync(Token));
    }

    [Fact]
    public async Task WrongUse_SaysWhatIsWrong_AndWritesNothing()
    {
        using var folder = new FolderOfFiles().With("a.md", "Text");
        Assert.Equal(2, (await HubProcess.RunAsync("import", folder.Path + "-not", "--data", _hub.Folder)).Code);
        Assert.Equal(2, (await HubProcess.RunAsync("import", Path.Combine(folder.Path, "a.md"), "--data", _hub.Folder)).Code);
        var nobody = await HubProcess.RunAsync("import", folder.Path, "--data", _hub.Folder, "--owner", "nobody@hub.example");
        Assert.Equal(2, nobody.Code);
        Assert.Contains("There is nobody with the e-mail address nobody@hub.example.", nobody.Errors, StringComparison.Ordinal);
        Assert.Equal(2, (await HubProcess.RunAsync("import")).Code);
        await using var database = _hub.OpenDatabase();
        Assert.DoesNotContain(await database.ImportedFiles.ToListAsync(Token), file => file.Path == "a.md" && file.Collection == "handbook" && file.ItemId == 0);
        Assert.Contains("--dry-run", (await HubProcess.RunAsync("import", "--help")).Output, StringComparison.Ordinal);
    }
}
