using System.Text;
using EnablementHub.Features.Import;
using EnablementHub.Features.Import.Reading;
using EnablementHub.Features.Library;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Import.Reading;

/// <summary>Files as they lie in real folders.</summary>
public sealed class OddFilesTests : IAsyncLifetime
{
    private TestHub _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _hub = await TestHub.StartAsync();

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Encodings_AreTold_AndWhatHadToBeGuessedIsSaid()
    {
        const string Page = "# Größe\r\n\r\nÜber 5 Stück";
        using var folder = new FolderOfFiles()
            .With("bom.md", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Page)])
            .With("utf16.md", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Page)])
            .With("utf16-big.md", [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Page)])
            .With("latin.md", Encoding.Latin1.GetBytes(Page))
            .With("binary.md", [1, 2, 0, 3]);

        var (outcome, findings) = await folder.ImportAsync(_hub);

        Assert.Equal((4, 1), (outcome.New, outcome.Refused));
        foreach (var name in new[] { "bom.md", "utf16.md", "utf16-big.md", "latin.md" })
        {
            var version = (await FolderOfFiles.ItemAsync(_hub, name)).LiveVersion!;
            Assert.Equal(("Größe", "Über 5 Stück"), (version.Title, version.Body));
        }

        Assert.Equal(("latin.md", FindingKind.Markup), Assert.Single(findings, finding => finding.Path == "latin.md") is var guess ? (guess.Path, guess.Kind) : default);
        Assert.Equal(FindingKind.Refused, Assert.Single(findings, finding => finding.Path == "binary.md").Kind);
        Assert.Equal(2, findings.Count);
    }

    [Fact]
    public async Task Toml_IsUnderstood_AndALineThatIsNoneIsNamed()
    {
        using var folder = new FolderOfFiles().With(
            "a.md",
            """"
            +++
            title = "Price \"talk\""
            summary = 'As it is'
            tags = ["cfo", 'price',
              "third"]
            draft = false
            # a comment
            this is nothing
            recap = """
            Two
            lines"""
            [audience]
            roles = ["manager"]
            +++
            Text
            """");

        var (_, findings) = await folder.ImportAsync(_hub);

        var item = await FolderOfFiles.ItemAsync(_hub, "a.md");
        Assert.Equal(("Price \"talk\"", "As it is", "Text", "Two\nlines"), (item.LiveVersion!.Title, item.LiveVersion.Summary, item.LiveVersion.Body, item.LiveVersion.Recap));
        Assert.Equal(["cfo", "price", "third"], item.Tags.Select(tag => tag.Tag).Order(StringComparer.Ordinal));
        Assert.Equal("role:manager", Assert.Single(item.Audience).Grant);
        Assert.Equal(("a.md", 8, FindingKind.FrontMatter), Assert.Single(findings) is var only ? (only.Path, only.Line, only.Kind) : default);
    }

    [Fact]
    public async Task WhatIsTooLong_IsRefusedOrCutWithASentence_AndTheRestComesIn()
    {
        using var folder = new FolderOfFiles()
            .With("huge.md", new byte[TextFile.MaxBytes + 1])
            .With("long.md", new string('a', ItemVersion.MaxBodyLength + 1))
            .With("title.md", $"---\ntitle: {new string('t', ItemVersion.MaxTitleLength + 1)}\nsummary: {new string('s', ItemVersion.MaxSummaryLength + 1)}\n---\nText")
            .With("fine.md", "Text");

        var (outcome, findings) = await folder.ImportAsync(_hub);

        Assert.Equal((2, 2), (outcome.New, outcome.Refused));
        Assert.Contains("MB", Assert.Single(findings, finding => finding.Path == "huge.md").Sentence, StringComparison.Ordinal);
        Assert.Equal(FindingKind.Refused, Assert.Single(findings, finding => finding.Path == "long.md").Kind);
        Assert.Equal(2, findings.Count(finding => finding is { Path: "title.md", Kind: FindingKind.FrontMatter }));
        var cut = (await FolderOfFiles.ItemAsync(_hub, "title.md")).LiveVersion!;
        Assert.Equal((ItemVersion.MaxTitleLength, ItemVersion.MaxSummaryLength), (cut.Title.Length, cut.Summary.Length));
    }

    [Fact]
    public async Task SymbolicLinks_AreNotFollowed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making a symbolic link takes a right there that tests don't have.");
        using var outside = new FolderOfFiles("outside").With("secret.md", "# Secret\n\nNobody's business").With("secret.png", FolderOfFiles.Png);
        using var folder = new FolderOfFiles().With("a.md", "See [it](secret.md), [more](away/secret.md) and ![it](secret.png)");
        foreach (var name in new[] { "secret.md", "secret.png" }) File.CreateSymbolicLink(Path.Combine(folder.Path, name), Path.Combine(outside.Path, name));
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "away"), outside.Path);

        var (outcome, findings) = await folder.ImportAsync(_hub);

        Assert.Equal(1, outcome.New);
        Assert.Equal(["away", "secret.md", "secret.png"], findings.Where(finding => finding.Kind == FindingKind.File).Select(finding => finding.Path).Order(StringComparer.Ordinal));
        Assert.Equal(3, findings.Count(finding => finding is { Kind: FindingKind.Link, Path: "a.md" }));
        await using var database = _hub.OpenDatabase();
        Assert.Empty(await database.MediaFiles.ToListAsync(Token));
        Assert.DoesNotContain(await database.ItemVersions.ToListAsync(Token), version => version.Body.Contains("Nobody", StringComparison.Ordinal));
    }
}
