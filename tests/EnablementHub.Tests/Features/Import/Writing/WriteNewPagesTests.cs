using EnablementHub.Features.Library;
using EnablementHub.Features.Links.Graph;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Import.Writing;

/// <summary>Pages without files are written in a way of their own; what is stored is the same.</summary>
public sealed class WriteNewPagesTests
{
    private static readonly string[] Own = ["Id", "ItemId", "VersionId", "Body", "BodyHtml", "BodyText", "Title", "Note", "Start", "Line"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task APageWithAPicture_AndOneWithout_AreStoredAlike()
    {
        await using var hub = await TestHub.StartAsync();
        const string Front = "---\nsummary: In short\ntags: [one, Two]\nlang: de\naudience: {roles: [manager, lead], teams: [North]}\nproduct: [Basic, Plus]\nrelease: 2026-01-02\nexpires: 2027-01-02\npublished: 2026-02-03\nverified: 2026-03-01\ncontext: Before\n---\n";
        const string Text = "# Title\n\n## Part\n\n[A link](other.md#place), [the web](https://example.com/a?b=c) and [a moment](other.md).\n\n";
        using var folder = new FolderOfFiles()
            .With("hub.yaml", "teams: [North]")
            .With("plain.md", Front + Text)
            .With("shown.md", Front + Text + "![A point](p.png)")
            .With("other.md", "# Other\n\n## Place")
            .With("p.png", FolderOfFiles.Png);

        var (outcome, findings) = await folder.ImportAsync(hub);

        Assert.Empty(findings);
        Assert.Equal(3, outcome.New);
        var (plain, shown) = (await FolderOfFiles.ItemAsync(hub, "plain.md"), await FolderOfFiles.ItemAsync(hub, "shown.md"));
        await using var database = hub.OpenDatabase();
        Assert.Equal(Values(database, shown), Values(database, plain));
        Assert.Equal(Values(database, shown.LiveVersion!), Values(database, plain.LiveVersion!));
        Assert.Equal(shown.Tags.Select(tag => tag.Tag).Order(StringComparer.Ordinal), plain.Tags.Select(tag => tag.Tag).Order(StringComparer.Ordinal));
        Assert.Equal(shown.Facets.Select(facet => facet.FacetValueId).Order(), plain.Facets.Select(facet => facet.FacetValueId).Order());
        Assert.Equal(shown.Audience.Select(entry => entry.Grant).Order(StringComparer.Ordinal), plain.Audience.Select(entry => entry.Grant).Order(StringComparer.Ordinal));
        Assert.Equal(3, plain.LiveVersion!.Links.Count);
        Assert.Equal(shown.LiveVersion!.Links.Where(link => link.Kind != LinkKind.Media).OrderBy(link => link.Start).Select(link => Values(database, link)), plain.LiveVersion.Links.OrderBy(link => link.Start).Select(link => Values(database, link)));
        Assert.Equal(2, await database.Changes.CountAsync(change => change.ItemId == plain.Id || change.ItemId == shown.Id, Token));
        Assert.Equal(2, await database.Audit.CountAsync(entry => entry.SubjectId == plain.Id || entry.SubjectId == shown.Id, Token));
        Assert.Equal((PublicationState.Published, 1, 1), (plain.State, plain.LiveNumber, plain.Versions.Count));
    }

    [Fact]
    public async Task ADraftThatSomebodyHasGoneOnWith_IsNotWrittenOver()
    {
        await using var hub = await TestHub.StartAsync();
        using var folder = new FolderOfFiles().With("a.md", "From the file");
        await folder.ImportAsync(hub);
        await using (var database = hub.OpenDatabase())
        {
            // As a stopped import leaves it, and somebody finds it.
            await database.ImportedFiles.ExecuteUpdateAsync(set => set.SetProperty(file => file.ContentHash, "").SetProperty(file => file.DetailsHash, "").SetProperty(file => file.VersionNumber, 0), Token);
        }

        var (_, findings) = await folder.ImportAsync(hub);

        var item = await FolderOfFiles.ItemAsync(hub, "a.md");
        Assert.Equal((1, 2), (item.LiveNumber, item.PendingNumber));
        Assert.Single(findings, finding => finding.Kind == EnablementHub.Features.Import.FindingKind.Hub);
    }

    private static Dictionary<string, object?> Values(DbContext database, object row) =>
        database.Model.FindEntityType(row.GetType())!.GetProperties().Where(property => !Own.Contains(property.Name)).ToDictionary(property => property.Name, property => property.PropertyInfo!.GetValue(row));
}
