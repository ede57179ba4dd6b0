using EnablementHub.Features.Import;
using EnablementHub.Features.Library;
using EnablementHub.Tests.Platform.Media;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Import;

/// <summary>Recordings with what lies beside them: descriptions, captions, pages.</summary>
public sealed class ImportMediaTests : IAsyncLifetime
{
    private TestHub _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _hub = await TestHub.StartAsync();

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task ARecording_WithYamlAndSrtBeside_BecomesAClipWithCues()
    {
        using var folder = new FolderOfFiles()
            .With("calls/price.wav", SampleMedia.Wav(4))
            .With("calls/price.yaml", "title: How Ann talks price\nsummary: To a CFO\ncontext: The customer had asked for 20 % off.\ntags: [cfo]\nbody: |\n  See [the page](../page.md).\n")
            .With("calls/price.srt", "1\n00:00:00,500 --> 00:00:01,500\nANN: What would it be worth?\n\n2\n00:00:02,000 --> 00:00:03,500\nA lot.\n")
            .With("page.md", "# Page\n\nHear [her](calls/price.wav), [the end](calls/price.wav#t=2,3.5).");

        var (outcome, findings) = await folder.ImportAsync(_hub);

        Assert.Empty(findings);
        Assert.Equal(2, outcome.New);
        var (clip, page) = (await FolderOfFiles.ItemAsync(_hub, "calls/price.wav"), await FolderOfFiles.ItemAsync(_hub, "page.md"));
        Assert.Equal((ItemKind.Clip, PublicationState.Published, "How Ann talks price", "The customer had asked for 20 % off."), (clip.Kind, clip.State, clip.LiveVersion!.Title, clip.LiveVersion.Context));
        Assert.Equal($"See [the page](/items/{page.Id}).", clip.LiveVersion.Body);
        Assert.Equal($"Hear [her](/items/{clip.Id}), [the end](/items/{clip.Id}?start=2&end=3.5).", page.LiveVersion!.Body);
        await using var database = _hub.OpenDatabase();
        var cues = await database.Cues.OrderBy(cue => cue.Position).Select(cue => new { cue.StartSeconds, cue.EndSeconds, cue.Text }).ToListAsync(Token);
        Assert.Equal([(0.5, 1.5), (2, 3.5)], cues.Select(cue => (cue.StartSeconds, cue.EndSeconds)));
        var file = await database.MediaFiles.SingleAsync(Token);
        Assert.Equal((clip.LiveVersion.MediaFileId, 4.0), ((int?)file.Id, file.DurationSeconds!.Value));

        // Words of the captions change, the recording doesn't.
        folder.With("calls/price.srt", "1\n00:00:00,500 --> 00:00:01,500\nWhat is it worth to you?\n");
        var (again, _) = await folder.ImportAsync(_hub);
        Assert.Equal((0, 1, 1), (again.New, again.Changed, again.Unchanged));
        clip = await FolderOfFiles.ItemAsync(_hub, "calls/price.wav");
        Assert.Equal((2, file.Id), (clip.LiveNumber, clip.LiveVersion!.MediaFileId));
        Assert.Equal(1, await database.MediaFiles.CountAsync(Token));
    }

    [Fact]
    public async Task LengthRules_KeepARecordingADraft_UnlessTheFilesGiveAReason()
    {
        using var folder = new FolderOfFiles()
            .With("long.wav", SampleMedia.Wav(301))
            .With("excused.wav", SampleMedia.Wav(302))
            .With("excused.yaml", "length-reason: The whole negotiation in one piece")
            .With("training.mp4", SampleMedia.Mp4("isom", 1, 400))
            .With("training.yaml", "kind: training-video")
            .With("lesson.mp4", SampleMedia.Mp4("isom", 1, 481))
            .With("lesson.md", "---\nrecap: Three questions\ncheat-sheet: Ask them\n---\nWatch it.");

        var (_, findings) = await folder.ImportAsync(_hub);

        var (tooLong, excused, training, lesson) = (await FolderOfFiles.ItemAsync(_hub, "long.wav"), await FolderOfFiles.ItemAsync(_hub, "excused.wav"), await FolderOfFiles.ItemAsync(_hub, "training.mp4"), await FolderOfFiles.ItemAsync(_hub, "lesson.md"));
        Assert.Equal([(ItemKind.Clip, PublicationState.Draft), (ItemKind.Clip, PublicationState.Published), (ItemKind.TrainingVideo, PublicationState.Draft), (ItemKind.TrainingVideo, PublicationState.Draft)], new[] { tooLong, excused, training, lesson }.Select(item => (item.Kind, item.State)));
        Assert.Equal("The whole negotiation in one piece", excused.LiveVersion!.LengthOverride);
        Assert.Equal(["lesson.md", "long.wav", "training.yaml"], findings.Where(finding => finding.Kind == FindingKind.Draft).Select(finding => finding.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task WhatIsNotWhatItsNameSays_AndBrokenCaptions_AreNamed()
    {
        using var folder = new FolderOfFiles()
            .With("fake.mp4", "#!/bin/sh\nrm -rf")
            .With("quiet.wav", SampleMedia.Wav(2))
            .With("quiet.vtt", "no captions here")
            .With("quiet.json", "{ \"title\": \"Quiet\", broken");

        var (_, findings) = await folder.ImportAsync(_hub);

        Assert.Equal(PublicationState.Draft, (await FolderOfFiles.ItemAsync(_hub, "fake.mp4")).State);
        var quiet = await FolderOfFiles.ItemAsync(_hub, "quiet.wav");
        Assert.Equal((PublicationState.Published, "Quiet"), (quiet.State, quiet.LiveVersion!.Title));
        Assert.Contains(findings, finding => finding is { Path: "fake.mp4", Kind: FindingKind.File });
        Assert.Contains(findings, finding => finding is { Path: "quiet.vtt", Kind: FindingKind.File });
        Assert.Contains(findings, finding => finding is { Path: "quiet.json", Kind: FindingKind.FrontMatter, Line: 1 });
        await using var database = _hub.OpenDatabase();
        Assert.Equal(1, await database.MediaFiles.CountAsync(Token));
    }
}
