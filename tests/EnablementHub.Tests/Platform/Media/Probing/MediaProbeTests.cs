using EnablementHub.Platform.Media;
using EnablementHub.Platform.Media.Probing;
using EnablementHub.Platform.Media.Sniffing;

namespace EnablementHub.Tests.Platform.Media.Probing;

public sealed class MediaProbeTests
{
    private static readonly string[] Tone = ["-f", "lavfi", "-i", "sine=frequency=440"];
    private static readonly string[] TonePicture = [.. Tone, "-f", "lavfi", "-i", "testsrc=size=320x240:rate=10"];
    private readonly MediaProbe _withoutFfprobe = new("/nowhere/ffprobe");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string[], bool> Formats => new()
    {
        { ".mp4", [.. TonePicture, "-c:v", "mpeg4", "-c:a", "aac"], true },
        { ".mp4", [.. TonePicture, "-c:v", "mpeg4", "-c:a", "aac", "-movflags", "frag_keyframe+empty_moov"], true },
        { ".mov", [.. TonePicture, "-c:v", "mpeg4", "-c:a", "aac"], true },
        { ".m4a", [.. Tone, "-c:a", "aac"], false },
        { ".webm", [.. TonePicture, "-c:v", "libvpx", "-c:a", "libopus"], true },
        { ".webm", [.. TonePicture, "-c:v", "libvpx", "-c:a", "libopus", "-live", "1"], true },
        { ".mkv", [.. TonePicture, "-c:v", "mpeg4", "-c:a", "aac"], true },
        { ".mp3", [.. Tone, "-c:a", "libmp3lame"], false },
        { ".mp3", [.. Tone, "-c:a", "libmp3lame", "-write_xing", "0", "-b:a", "64k"], false },
        { ".aac", [.. Tone, "-c:a", "aac"], false },
        { ".ogg", [.. Tone, "-c:a", "libvorbis"], false },
        { ".opus", [.. Tone, "-c:a", "libopus"], false },
        { ".wav", Tone, false },
        { ".flac", Tone, false },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task RealFiles_AreRead_ByFfprobeAndByTheirHeaderAlike(string extension, string[] arguments, bool hasVideo)
    {
        Assert.SkipWhen(SampleMedia.FfmpegPath is null || SampleMedia.FfprobePath is null, SampleMedia.NoFfmpeg);
        var content = new MemoryStream(await SampleMedia.MakeAsync(extension, arguments));
        var verdict = await ContentSniffer.InspectAsync(content, "talk" + extension, Token);
        var isFragmented = arguments.Contains("frag_keyframe+empty_moov");

        var full = await new MediaProbe().ProbeAsync(content, Token);
        var header = await _withoutFfprobe.ProbeAsync(content, Token);

        Assert.Equal(FactsSource.Ffprobe, full.Source);
        Assert.Equal(FactsSource.Header, header.Source);
        Assert.InRange(full.DurationSeconds!.Value, 1.3, 1.8);
        if (!isFragmented)
        {
            Assert.InRange(header.DurationSeconds!.Value, 1.3, 1.8);
        }

        foreach (var facts in new[] { full, header })
        {
            Assert.Null(facts.Problem);
            Assert.Equal(hasVideo, facts.HasVideo);
            Assert.True(facts.HasAudio);
            Assert.NotNull(facts.AudioCodec);
            Assert.Equal(hasVideo ? (320, 240) : (null, null), (facts.Width, facts.Height));
            Assert.True(MediaTypes.Settle(verdict, facts).IsAccepted);
        }
    }

    [Fact]
    public async Task WithoutFfprobe_ItSaysSo_AndReadsHeaders()
    {
        Assert.False(_withoutFfprobe.IsAvailable);
        Assert.Contains("not installed", _withoutFfprobe.Description, StringComparison.Ordinal);

        Assert.Equal(2.5, (await _withoutFfprobe.ProbeAsync(new MemoryStream(SampleMedia.Wav(2.5)), Token)).DurationSeconds!.Value, 3);
        Assert.Equal(10 * 417 * 8 / 128_000.0, (await _withoutFfprobe.ProbeAsync(new MemoryStream(SampleMedia.Mp3(10)), Token)).DurationSeconds!.Value, 3);
        var video = await _withoutFfprobe.ProbeAsync(new MemoryStream(SampleMedia.Mp4("isom", 600, 1500)), Token);
        Assert.Equal(new MediaFacts(2.5, true, true, 640, 360, "avc1", "mp4a", "mp4", FactsSource.Header), video);
    }

    [Fact]
    public async Task ADamagedFile_IsRefusedByFfprobe_AndNotKnownWithoutIt()
    {
        var damaged = new MemoryStream([.. SampleMedia.Mp4("isom", 600, 1500)[..60], .. new byte[4000]]);

        Assert.Null((await _withoutFfprobe.ProbeAsync(damaged, Token)).DurationSeconds);
        Assert.SkipWhen(SampleMedia.FfprobePath is null, SampleMedia.NoFfmpeg);
        var facts = await new MediaProbe().ProbeAsync(damaged, Token);
        Assert.Contains("cannot be played", facts.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APlaylistThatNamesOtherFiles_IsNotFollowed()
    {
        Assert.SkipWhen(SampleMedia.FfprobePath is null, SampleMedia.NoFfmpeg);
        var playlist = new MemoryStream("#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10.0,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"u8.ToArray());

        Assert.NotNull((await new MediaProbe().ProbeAsync(playlist, Token)).Problem);
    }

    [Fact]
    public async Task SoundInAVideoContainer_BecomesAudio_AndAPictureInASoundFileVideo()
    {
        var sound = await ContentSniffer.InspectAsync(new MemoryStream(SampleMedia.Mp4("isom", 600, 1500, videoCodec: null)), "a.mp4", Token);
        var facts = await _withoutFfprobe.ProbeAsync(new MemoryStream(SampleMedia.Mp4("isom", 600, 1500, videoCodec: null)), Token);

        Assert.Equal("audio/mp4", MediaTypes.Settle(sound, facts).ContentType);
        Assert.Equal("video/mp4", MediaTypes.Settle(MediaTypes.Settle(sound, facts), facts with { HasVideo = true }).ContentType);
        Assert.False(MediaTypes.Settle(sound, facts with { Container = "matroska,webm" }).IsAccepted);
    }

    [Fact]
    public async Task AnyDamage_NeverThrowsOrHangs()
    {
        var random = new Random(5);
        byte[][] samples = [SampleMedia.Mp4("isom", 600, 1500), SampleMedia.Wav(0.1), SampleMedia.Mp3(4),
            [.. "fLaC"u8, .. new byte[40]], [.. "OggS"u8, .. new byte[24], .. "OpusHead"u8, .. new byte[40]],
            [0x1A, 0x45, 0xDF, 0xA3, 0x87, 0x42, 0x82, 0x84, .. "webm"u8, 0x18, 0x53, 0x80, 0x67, 0xFF, 0x15, 0x49, 0xA9, 0x66, 0x87, 0x44, 0x89, 0x84, 0x45, 0, 0, 0],
            [0xFF, 0xF1, 0x50, 0x80, 0x02, 0x1F, 0xFC, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]];
        for (var round = 0; round < 5000; round++)
        {
            var bytes = samples[round % samples.Length].ToArray();
            for (var hit = 0; hit < 4; hit++)
            {
                bytes[random.Next(12, bytes.Length)] = (byte)random.Next(256);
            }

            var facts = await _withoutFfprobe.ProbeAsync(new MemoryStream(bytes[..random.Next(12, bytes.Length + 1)]), Token);
            Assert.True(facts.DurationSeconds is null or > 0);
        }
    }
}
