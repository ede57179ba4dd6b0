using EnablementHub.Features.Shared.Components.Players;

namespace EnablementHub.ComponentTests;

public sealed class PlayerComponentTests : BunitContext
{
    [Fact]
    public void Video_HasItsCaptionsAndItsSize()
    {
        var player = Show(Models.Player() with { Width = 640, Height = 360 });
        var video = player.Find("video");
        Assert.Equal(("/media/3", "640", "360", "metadata"), (video.GetAttribute("src"), video.GetAttribute("width"), video.GetAttribute("height"), video.GetAttribute("preload")));
        Assert.Equal(("captions", "/captions/3", "de"), (player.Find("track").GetAttribute("kind"), player.Find("track").GetAttribute("src"), player.Find("track").GetAttribute("srclang")));
        Assert.Equal("/items/7/progress", player.Find("section").GetAttribute("data-progress-url"));
        Assert.Equal("Player: Waiting", player.Find("section").GetAttribute("aria-label"));
        Assert.Empty(player.FindAll(".player-span, audio, [data-autoplay], [data-start]"));
    }

    [Fact]
    public void Sound_HasAStageWithItsSpeaker_OrItsTitle()
    {
        var player = Show(Models.Player() with { HasVideo = false, Speaker = "Maria Keller", FirstLine = "Let us start.", CaptionsHref = null });
        Assert.Equal("MK", player.Find(".person-mark").TextContent);
        Assert.Equal("Let us start.", player.Find("[data-stage-line]").TextContent);
        Assert.NotNull(player.Find("audio"));
        Assert.Empty(player.FindAll("video, track"));
        Assert.Equal("Recording", Show(Models.Player() with { HasVideo = false }).Find("[data-stage-speaker]").TextContent);
    }

    [Theory]
    [InlineData(null, null, "/media/3")]
    [InlineData(38.5, null, "/media/3#t=38.5")]
    [InlineData(38.5, 62d, "/media/3#t=38.5,62")]
    public void Span_IsKeptToByTheBrowserItself(double? start, double? end, string source)
    {
        var player = Show(Models.Player() with { Start = start, End = end });
        Assert.Equal(source, player.Find("video").GetAttribute("src"));
        Assert.Equal(end is null ? 0 : 1, player.FindAll("[data-continue]").Count);
        if (end is not null) Assert.Equal("Plays 0:38 to 1:02 only", player.Find("[data-span] p").TextContent);
    }

    [Theory]
    [InlineData(MediaState.ToCome, "Recording to come: transcript only", null)]
    [InlineData(MediaState.Missing, "The recording cannot be played", "alert")]
    public void MissingMedia_IsSaid_AndNothingPlaysOrCounts(MediaState state, string sentence, string? role)
    {
        var player = Show(Models.Player() with { State = state, MediaHref = null, MediaId = null, DurationSeconds = null });
        Assert.Equal(sentence, player.Find(".player-missing strong").TextContent);
        Assert.Equal(role, player.Find(".player-missing").GetAttribute("role"));
        Assert.Empty(player.FindAll("video, audio, track, .player-bar, [data-progress-url], [data-media], [data-duration]"));
    }

    [Fact]
    public void PlayerOfAList_FetchesNothingBeforehand_AndMayStartByItself()
    {
        var player = Show(Models.Player() with { Preload = false, Autoplay = true, Resume = 12.25, ElementId = "play-7" });
        Assert.Equal("none", player.Find("video").GetAttribute("preload"));
        Assert.Equal(("play-7", "", "12.25"), (player.Find("section").Id, player.Find("section").GetAttribute("data-autoplay"), player.Find("section").GetAttribute("data-resume")));
    }

    [Fact]
    public void Transcript_LinksEverySentence_AndNamesASpeakerOnceATurn()
    {
        var transcript = Show([new(0, 4, "Maria", "One"), new(4, 8.25, "Maria", "\u0002Two\u0003"), new(8.25, 9, "James", "Three"), new(9, 10, null, "Four"), new(10, 11, "James", "Five")]);
        Assert.Equal(["Maria", "James"], transcript.FindAll(".cue-speaker").Select(speaker => speaker.TextContent));
        Assert.Equal("/items/7?start=8.25#player-7", transcript.FindAll("a.cue")[2].GetAttribute("href"));
        Assert.Equal("Two", transcript.Find("mark").TextContent);
        Assert.Equal("player-7", transcript.Find("section").GetAttribute("data-transcript"));
    }

    [Fact]
    public void Transcript_OfNothing_IsNothing() => Show([]).MarkupMatches("");

    [Fact]
    public void Cue_PlaysWhereItStands_OrOnlyLeadsThere()
    {
        var cue = Render<CueLink>(set => set.Add(c => c.Cue, Models.Cue()).Add(c => c.PlaceId, "play-7"));
        Assert.Equal(("/items/7?start=38", "#play-7", "/items/7/inline-player?start=38"), (cue.Find("a").GetAttribute("href"), cue.Find("a").GetAttribute("hx-target"), cue.Find("a").GetAttribute("hx-get")));
        Assert.Equal("Play from 0:38", cue.Find(".cue-hit-time").TextContent);
        Assert.Equal("nine", cue.Find("q mark").TextContent);
        var silent = Render<CueLink>(set => set.Add(c => c.Cue, Models.Cue() with { PlayerHref = null, Speaker = null }).Add(c => c.PlaceId, "play-7"));
        Assert.Empty(silent.FindAll("[hx-get], [hx-target], [data-play], .cue-hit-speaker"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(59.6)]
    [InlineData(108)]
    [InlineData(4_000_000)]
    public void Duration_IsReadableForPeopleAndMachines(double seconds)
    {
        var time = Render<DurationText>(set => set.Add(c => c.Seconds, seconds)).Find("time");
        Assert.StartsWith("P", time.GetAttribute("datetime"), StringComparison.Ordinal);
        Assert.NotEqual("", time.TextContent);
    }

    private IRenderedComponent<MediaPlayer> Show(MediaPlayerModel model) => Render<MediaPlayer>(set => set.Add(c => c.Player, model));

    private IRenderedComponent<TranscriptView> Show(TranscriptCueModel[] cues) => Render<TranscriptView>(set => set.Add(c => c.Cues, cues).Add(c => c.PlayerId, "player-7").Add(c => c.ItemHref, "/items/7"));
}
