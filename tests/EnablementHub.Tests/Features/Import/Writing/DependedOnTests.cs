using EnablementHub.Features.Import;
using EnablementHub.Features.Library;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Features.Import.Writing;

/// <summary>An import ends nothing that others depend on, unless it is told to.</summary>
public sealed class DependedOnTests
{
    [Fact]
    public async Task ExpiryDayOfWhatOthersLinkTo_IsLeftOutAndSaid_UntilItIsOverriddenOrHasASuccessor()
    {
        await using var hub = await TestHub.StartAsync();
        using var folder = new FolderOfFiles().With("price.md", "---\ntitle: Price\n---\nText.").With("alone.md", "---\ntitle: Alone\n---\nText.").With("user.md", "# User\n\n[price](price.md)");
        Assert.Empty((await folder.ImportAsync(hub)).Findings);
        folder.With("price.md", "---\ntitle: Price\nexpires: 2026-12-01\n---\nText.").With("alone.md", "---\ntitle: Alone\nexpires: 2026-12-01\n---\nText.");
        var id = (await FolderOfFiles.ItemAsync(hub, "price.md")).Id;

        Assert.Equal($"The expiry day 2026-12-01 of item {id} was left out: 1 other place uses it. Name a successor in the file, or import with --override-dependants.", Assert.Single((await folder.ImportAsync(hub, isDryRun: true)).Findings).Sentence);
        for (var run = 0; run < 2; run++)
        {
            var (outcome, findings) = await folder.ImportAsync(hub);
            var said = Assert.Single(findings);
            Assert.Equal((FindingKind.Hub, "price.md"), (said.Kind, said.Path));
            Assert.Contains("was left out: 1 other place uses it", said.Sentence, StringComparison.Ordinal);
            Assert.Equal(run == 0 ? 1 : 0, outcome.Changed);
        }

        Assert.Null((await FolderOfFiles.ItemAsync(hub, "price.md")).ExpireOn);
        Assert.Equal(new DateOnly(2026, 12, 1), (await FolderOfFiles.ItemAsync(hub, "alone.md")).ExpireOn);
        Assert.Empty((await folder.ImportAsync(hub, despiteUses: true)).Findings);
        Assert.Equal(new DateOnly(2026, 12, 1), (await FolderOfFiles.ItemAsync(hub, "price.md")).ExpireOn);
    }

    [Fact]
    public async Task LaterReleaseDay_OfWhatReadersSee_IsLeftOutAndSaid()
    {
        await using var hub = await TestHub.StartAsync();
        using var folder = new FolderOfFiles().With("price.md", "---\ntitle: Price\n---\nText.");
        Assert.Empty((await folder.ImportAsync(hub)).Findings);
        folder.With("price.md", "---\ntitle: Price\nrelease: 2026-12-01\n---\nText.");
        Assert.Contains("was left out: readers see it already", Assert.Single((await folder.ImportAsync(hub, isDryRun: true)).Findings).Sentence, StringComparison.Ordinal);
        for (var run = 0; run < 2; run++)
        {
            var (outcome, findings) = await folder.ImportAsync(hub);
            Assert.Contains("The release day 2026-12-01 of item", Assert.Single(findings).Sentence, StringComparison.Ordinal);
            Assert.Equal(0, outcome.Changed);
        }

        Assert.Equal(PublicationStatus.Published, (await FolderOfFiles.ItemAsync(hub, "price.md")).StatusOn(new DateOnly(2026, 3, 10)));
    }

    [Fact]
    public async Task FileThatArchivesWhatOthersLinkTo_IsTakenButForThat()
    {
        await using var hub = await TestHub.StartAsync();
        using var folder = new FolderOfFiles().With("price.md", "# Price\n\nText.").With("user.md", "# User\n\n[price](price.md)");
        await folder.ImportAsync(hub);
        folder.With("price.md", "---\nstate: archived\n---\n# Price\n\nNew text.");
        var said = Assert.Single((await folder.ImportAsync(hub)).Findings);
        Assert.Contains("was not archived: 1 other place uses it", said.Sentence, StringComparison.Ordinal);
        var item = await FolderOfFiles.ItemAsync(hub, "price.md");
        Assert.Equal((PublicationState.Published, "New text."), (item.State, item.LiveVersion!.Body));
    }
}
