using System.Net;
using EnablementHub.Features.Import;
using EnablementHub.Features.Import.Writing;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Import;

/// <summary>A folder of files becomes items that lead to each other, and a second run changes only what changed.</summary>
public sealed class ImportFolderTests : IAsyncLifetime
{
    private TestHub _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _hub = await TestHub.StartAsync();

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Pages_BecomePublishedPlaybooks_WithTopicsFromFolders_AndTheirPlaceInTheTree()
    {
        using var folder = new FolderOfFiles()
            .With("README.md", "# Our handbook\n\nStart here.")
            .With("people-ops/time-off.md", "# Time off\n\nTake it.")
            .With("people-ops/remote/desks.md", "Desks without a heading.")
            .With("sales/price.md", "---\ntitle: Price talk\ndescription: What we say.\ntags: [cfo, Price]\nlang: de-DE\n---\n\nText.");

        var (outcome, findings) = await folder.ImportAsync(_hub);

        Assert.Empty(findings);
        Assert.Equal((4, 0, 0, 0, 0), (outcome.New, outcome.Changed, outcome.Unchanged, outcome.Gone, outcome.Refused));
        var home = await FolderOfFiles.ItemAsync(_hub, "README.md");
        Assert.Equal((ItemKind.Playbook, PublicationState.Published, "Our handbook", "Start here."), (home.Kind, home.State, home.LiveVersion!.Title, home.LiveVersion.Body));
        Assert.Empty(home.Facets);
        Assert.Equal("People ops", Assert.Single((await FolderOfFiles.ItemAsync(_hub, "people-ops/remote/desks.md")).Facets).FacetValue.Label);
        var price = await FolderOfFiles.ItemAsync(_hub, "sales/price.md");
        Assert.Equal(("Price talk", "What we say.", "de"), (price.LiveVersion!.Title, price.LiveVersion.Summary, price.Language));
        Assert.Equal(["cfo", "Price"], price.Tags.Select(tag => tag.Tag).Order(StringComparer.OrdinalIgnoreCase));
        await using var database = _hub.OpenDatabase();
        Assert.Equal(["handbook", "handbook/people-ops", "handbook/people-ops/remote", "handbook/sales"], await database.Folders.OrderBy(place => place.Path).Select(place => place.Path).ToListAsync(Token));
        Assert.Equal("handbook/people-ops/remote", await database.ItemFolders.Where(place => database.ImportedFiles.Any(file => file.ItemId == place.ItemId && file.Path == "people-ops/remote/desks.md")).Select(place => place.Folder.Path).SingleAsync(Token));
        Assert.Equal(4, await database.Changes.Select(change => change.ItemId).Distinct().CountAsync(Token));
    }

    [Fact]
    public async Task Links_LeadToItems_HoweverTheyAreWritten()
    {
        using var folder = new FolderOfFiles()
            .With("a/start.md", """
                # Start

                One [with ending](next.md), one [without](next), one [up](../b/README.md), one [to its folder](../b/), one [from the root](/b/).
                See [the steps](next.md#how-we--start-it), [as HTML](next.html), [by %20](my%20page.md), [with a space](my page.md), [ref][r], [[next]] and [[Next|again]].

                [r]: <../b/größe.md> "A title"

                `[code](next.md)` stays, and so does [the web](https://example.com/next.md) and <a href="next.md">HTML</a>.
                """)
            .With("a/next.md", "# Next\n\n## How we & start it\n\nText")
            .With("a/my page.md", "Spaces")
            .With("b/README.md", "---\ntitle: B\n---\nText")
            .With("b/größe.md", "Umlaut");

        var (_, findings) = await folder.ImportAsync(_hub);

        Assert.Empty(findings);
        var (next, spaces, b, size) = ((await FolderOfFiles.ItemAsync(_hub, "a/next.md")).Id, (await FolderOfFiles.ItemAsync(_hub, "a/my page.md")).Id, (await FolderOfFiles.ItemAsync(_hub, "b/README.md")).Id, (await FolderOfFiles.ItemAsync(_hub, "b/größe.md")).Id);
        Assert.Equal(
            $"""
            One [with ending](/items/{next}), one [without](/items/{next}), one [up](/items/{b}), one [to its folder](/items/{b}), one [from the root](/items/{b}).
            See [the steps](/items/{next}#how-we--start-it), [as HTML](/items/{next}), [by %20](/items/{spaces}), [with a space](</items/{spaces}>), [ref][r], [next](</items/{next}>) and [again](</items/{next}>).

            [r]: </items/{size}> "A title"

            `[code](next.md)` stays, and so does [the web](https://example.com/next.md) and [HTML](/items/{next}).
            """,
            (await FolderOfFiles.ItemAsync(_hub, "a/start.md")).LiveVersion!.Body,
            ignoreLineEndingDifferences: true);
        await using var database = _hub.OpenDatabase();
        Assert.Equal(4, await database.ItemReferences.Select(reference => reference.TargetItemId).Distinct().CountAsync(Token));
    }

    [Fact]
    public async Task Pictures_GoToTheStoreOncePerContent_AndAreSeenByThoseWhoSeeThePage()
    {
        using var folder = new FolderOfFiles()
            .With("one.md", "![A point](img/point.png)\n\n![Again](/img/copy.png)")
            .With("two.md", "---\naudience: {roles: [manager]}\n---\n<img src=\"img/point.png\" alt=\"Same\" width=\"20\">")
            .With("img/point.png", FolderOfFiles.Png)
            .With("img/copy.png", FolderOfFiles.Png);

        var (_, findings) = await folder.ImportAsync(_hub);

        Assert.Empty(findings);
        await using var database = _hub.OpenDatabase();
        var files = await database.MediaFiles.OrderBy(file => file.Id).ToListAsync(Token);
        Assert.Equal(2, files.Count);
        Assert.Single(files.Select(file => file.StoreKey).Distinct(StringComparer.Ordinal));
        var one = await FolderOfFiles.ItemAsync(_hub, "one.md");
        var (shown, closed) = (files.Single(file => file.ItemId == one.Id).Id, files.Single(file => file.ItemId != one.Id).Id);
        Assert.Equal($"![A point](/media/{shown})\n\n![Again](/media/{shown})", one.LiveVersion!.Body);
        using var rep = await _hub.SignInAsAsync("Ruth Rep", "rep");
        Assert.Contains($"<img src=\"/media/{shown}\" alt=\"A point\"", await rep.ReadAsync($"/items/{one.Id}"), StringComparison.Ordinal);
        using var picture = await rep.GetAsync($"/media/{shown}");
        Assert.Equal((HttpStatusCode.OK, "image/png"), (picture.StatusCode, picture.Content.Headers.ContentType!.MediaType));
        Assert.Null(picture.Content.Headers.ContentDisposition);
        Assert.Equal(FolderOfFiles.Png, await picture.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync($"/media/{closed}")).StatusCode);
    }

    [Fact]
    public async Task ASecondRun_ChangesOnlyWhatChanged()
    {
        using var folder = new FolderOfFiles().With("a.md", "Old words").With("b.md", "Stays").With("c.md", "Goes");
        await folder.ImportAsync(_hub);
        var before = await FolderOfFiles.ItemAsync(_hub, "b.md");
        folder.With("a.md", "New words and [a link](d.md)").With("d.md", "New page").Remove("c.md");

        var (outcome, findings) = await folder.ImportAsync(_hub);

        Assert.Equal((1, 1, 1, 1, 0), (outcome.New, outcome.Changed, outcome.Unchanged, outcome.Gone, outcome.Refused));
        Assert.Equal(("c.md", FindingKind.Gone), (Assert.Single(findings).Path, findings[0].Kind));
        var a = await FolderOfFiles.ItemAsync(_hub, "a.md");
        Assert.Equal((2, null, $"New words and [a link](/items/{(await FolderOfFiles.ItemAsync(_hub, "d.md")).Id})"), (a.LiveNumber, a.PendingNumber, a.LiveVersion!.Body));
        Assert.Equal(before.Revision, (await FolderOfFiles.ItemAsync(_hub, "b.md")).Revision);
        Assert.Equal(PublicationState.Published, (await FolderOfFiles.ItemAsync(_hub, "c.md")).State);
        Assert.Equal((0, 0, 3), await folder.ImportAsync(_hub) is var (again, _) ? (again.New, again.Changed, again.Unchanged) : default);
    }

    [Fact]
    public async Task WhatPeopleChangedInTheHub_IsNeverLost()
    {
        using var folder = new FolderOfFiles().With("live.md", "From the file").With("waiting.md", "From the file").With("facets.md", "From the file").With("gone.md", "From the file");
        await folder.ImportAsync(_hub);
        await SaveAsync("live.md", content => content with { Body = "Better words" }, publish: true);
        await SaveAsync("waiting.md", content => content with { Body = "Half a thought" }, publish: false);
        await SaveAsync("facets.md", content => content, publish: false, tags: ["mine"]);
        await using (var database = _hub.OpenDatabase())
        {
            var goneId = await database.ImportedFiles.Where(file => file.Path == "gone.md").Select(file => file.ItemId).SingleAsync(Token);
            await database.Items.Where(item => item.Id == goneId).ExecuteDeleteAsync(Token);
        }

        foreach (var name in new[] { "live.md", "waiting.md", "gone.md" }) folder.With(name, "The file says something new");
        folder.With("facets.md", "---\ntags: [theirs]\n---\nThe file says something new");

        var (_, findings) = await folder.ImportAsync(_hub);

        var live = await FolderOfFiles.ItemAsync(_hub, "live.md");
        Assert.Equal(("Better words", "The file says something new"), (live.LiveVersion!.Body, live.PendingVersion!.Body));
        var waiting = await FolderOfFiles.ItemAsync(_hub, "waiting.md");
        Assert.Equal(("From the file", "Half a thought"), (waiting.LiveVersion!.Body, waiting.PendingVersion!.Body));
        var facets = await FolderOfFiles.ItemAsync(_hub, "facets.md");
        Assert.Equal(("mine", "The file says something new"), (Assert.Single(facets.Tags).Tag, facets.LiveVersion!.Body));
        Assert.Equal(["facets.md", "gone.md", "live.md", "waiting.md"], findings.Where(finding => finding.Kind == FindingKind.Hub).Select(finding => finding.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ADryRun_WritesNothing_AndSaysTheSame()
    {
        using var folder = new FolderOfFiles().With("a.md", "[dead](nowhere.md)\n\n<blink>x</blink> <iframe src=\"https://video.example\"></iframe>").With("empty.md", "").With("call.pdf", "not a PDF");

        var (dry, said) = await folder.ImportAsync(_hub, isDryRun: true);
        await using (var database = _hub.OpenDatabase())
        {
            Assert.Empty(await database.Items.ToListAsync(Token));
            Assert.Empty(await database.ImportedFiles.ToListAsync(Token));
            Assert.Empty(await database.Folders.ToListAsync(Token));
        }

        var (wet, found) = await folder.ImportAsync(_hub);
        Assert.Equal(found, said);
        Assert.Equal((wet.New, wet.Changed, wet.Unchanged, wet.Refused), (dry.New, dry.Changed, dry.Unchanged, dry.Refused));
        Assert.Contains(found, finding => finding is { Kind: FindingKind.Link, Path: "a.md", Line: 1 });
        Assert.Contains(found, finding => finding is { Kind: FindingKind.Draft, Path: "empty.md" });
        Assert.Equal(PublicationState.Draft, (await FolderOfFiles.ItemAsync(_hub, "empty.md")).State);
    }

    [Fact]
    public async Task AnAudienceThatTheHubDoesntKnow_ShowsThePageToNobody()
    {
        using var folder = new FolderOfFiles().With("secret.md", "---\naudience:\n  teams: [Board]\n---\nText").With("partner.md", "---\nuse: external\nowner: nobody@else.example\nweight: 10\n---\nText");

        var (_, findings) = await folder.ImportAsync(_hub);

        Assert.Equal(PublicationState.Draft, (await FolderOfFiles.ItemAsync(_hub, "secret.md")).State);
        Assert.Equal(PublicationState.Draft, (await FolderOfFiles.ItemAsync(_hub, "partner.md")).State);
        Assert.Equal(
            ["partner.md:3 FrontMatter", "partner.md:4 FrontMatter", "partner.md:0 Draft", "secret.md:2 FrontMatter", "secret.md:2 Draft"],
            findings.OrderBy(finding => finding.Path, StringComparer.Ordinal).Select(finding => $"{finding.Path}:{finding.Line} {finding.Kind}"));
    }

    [Fact]
    public async Task AnImportThatWasStopped_GoesOn()
    {
        using var folder = new FolderOfFiles();
        for (var number = 0; number < 450; number++) folder.With($"page-{number:000}.md", $"Page {number}, see [the next](page-{(number + 1) % 450:000}.md)");
        using var stop = new CancellationTokenSource();
        await using (var scope = _hub.App.Services.CreateAsyncScope())
        {
            var lead = await TestData.LeadAsync(_hub);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scope.ServiceProvider.GetRequiredService<ImportFolder>().RunAsync(
                new ImportRequest { Folder = folder.Path, Collection = "handbook", OwnerId = lead.Id, PersonId = lead.Id },
                _ => { },
                state =>
                {
                    if (state is { Step: "imported", Done: 200 }) stop.Cancel();
                },
                stop.Token));
        }

        var (outcome, findings) = await folder.ImportAsync(_hub);

        Assert.Empty(findings);
        Assert.Equal((250, 0, 200), (outcome.New, outcome.Changed, outcome.Unchanged));
        await using var database = _hub.OpenDatabase();
        Assert.Equal(450, await database.Items.CountAsync(item => item.State == PublicationState.Published && item.LiveNumber == 1, Token));
        Assert.Equal(450, await database.ItemVersions.CountAsync(Token));
        Assert.Equal(450, await database.VersionLinks.Select(link => link.TargetItemId).Distinct().CountAsync(Token));
    }

    private async Task SaveAsync(string path, Func<VersionContent, VersionContent> change, bool publish, IReadOnlyList<string>? tags = null)
    {
        var lead = await TestData.LeadAsync(_hub);
        var item = await FolderOfFiles.ItemAsync(_hub, path);
        await using var scope = _hub.App.Services.CreateAsyncScope();
        var details = ItemDetails.From(item);
        var saved = await scope.ServiceProvider.GetRequiredService<SaveItem>().RunAsync(
            new SaveRequest { ItemId = item.Id, Revision = item.Revision, Writer = new Writer(lead.Id, true), Content = change(VersionContent.From(item.NewestVersion!)), Details = details with { Tags = tags ?? details.Tags } }, Token);
        Assert.True(saved.Succeeded);
        if (!publish) return;
        var published = await scope.ServiceProvider.GetRequiredService<EnablementHub.Features.Library.Lifecycle.PublishItem>().RunAsync(
            new EnablementHub.Features.Library.Lifecycle.PublishRequest { ItemId = item.Id, Revision = saved.Revision, Writer = new Writer(lead.Id, true) }, Token);
        Assert.True(published.Succeeded);
    }
}
