using System.Text;
using EnablementHub.Platform.Media.Captions;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Platform.Media.Captions;

[Collection(MeasuredAlone.Name)]
public sealed class CaptionParserTests
{
    [Fact]
    public void Parse_WebVtt_GivesExactTimesSpeakersAndPlainText()
    {
        var track = CaptionParser.Parse("""
            WEBVTT - a call
            Kind: captions

            NOTE
            00:00.000 --> 00:01.000 is no caption in a note

            STYLE
            ::cue { color: red }

            REGION
            id:fred

            intro
            00:01.001 --> 00:04.5 align:start position:10%
            <v.loud Anna Berg>Price &amp; <b>value</b>,<00:02.000> if a < b &lt;3</v>

            01:00:00.250 --> 01:00:02.750
            Two
            lines
            """);

        Assert.Empty(track.Problems);
        Assert.Equal(
            [
                new CaptionCue(1.001, 4.5, "Anna Berg", "Price & value, if a < b <3"),
                new CaptionCue(3600.25, 3602.75, null, "Two lines"),
            ],
            track.Cues);
    }

    [Fact]
    public void Parse_Srt_WithCommasFontsAndForgottenEmptyLines_ReadsEachCaption()
    {
        var track = CaptionParser.Parse(
            "1\r\n00:00:01,500 --> 00:00:03,000\r\n<font color=\"#fff\">Hello</font> {\\an8}there\r\n2\r\n00:00:03,000 --> 00:00:05,000\r\nAgain\r\n\r\n\r\n3\r\n00:00:06,1 --> 00:00:07,25\r\n2 more\r\n");

        Assert.Empty(track.Problems);
        Assert.Equal(
            [new(1.5, 3, null, "Hello there"), new(3, 5, null, "Again"), new(6.1, 7.25, null, "2 more")],
            track.Cues);
    }

    [Fact]
    public void Parse_SeveralVoicesInOneCaption_KeepsItsTimesForEach()
    {
        var track = CaptionParser.Parse("WEBVTT\n\n00:01.000 --> 00:04.000\n<v Anna>Too expensive?</v> <v Ben>Compared to what?\n");

        Assert.Equal([new(1, 4, "Anna", "Too expensive?"), new(1, 4, "Ben", "Compared to what?")], track.Cues);
    }

    [Fact]
    public void Parse_NamesBeforeAColon_AreSpeakers_WhenThatIsTheHabitOfTheFile()
    {
        var track = CaptionParser.Parse("""
            1
            00:00:01,000 --> 00:00:02,000
            Anna Berg: Remember: never discount first.

            2
            00:00:02,000 --> 00:00:03,000
            - Ben: Why?
            - Anna Berg: Because of this.
            """);

        Assert.Equal(
            [
                new(1, 2, "Anna Berg", "Remember: never discount first."),
                new(2, 3, "Ben", "Why?"),
                new(2, 3, "Anna Berg", "Because of this."),
            ],
            track.Cues);
    }

    [Fact]
    public void Parse_AColonInASentence_IsNoSpeaker()
    {
        var track = CaptionParser.Parse("""
            00:00:01,000 --> 00:00:02,000
            We start with the price.

            00:00:02,000 --> 00:00:03,000
            Remember: never discount first.

            00:00:03,000 --> 00:00:04,000
            See you at 10:30 then.
            """);

        Assert.All(track.Cues, cue => Assert.Null(cue.Speaker));
        Assert.Equal("Remember: never discount first.", track.Cues[1].Text);
    }

    [Fact]
    public void Parse_WhatIsWrong_NamesTheLine_AndKeepsTheRest()
    {
        var track = CaptionParser.Parse("WEBVTT\n\n00:05.000 --> 00:02.000\nbackwards\n\n00:61.000 --> 00:62.000\nodd\n\n00:07.000 --> 00:08.000\ngood\n");

        Assert.Equal("good", Assert.Single(track.Cues).Text);
        Assert.Equal(2, track.Problems.Count);
        Assert.StartsWith("Line 3: the caption ends before it starts", track.Problems[0], StringComparison.Ordinal);
        Assert.StartsWith("Line 6: the times", track.Problems[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("WEBVTT")]
    [InlineData("just some text\nwith lines")]
    public void Parse_WithoutCaptions_SaysSo(string text)
    {
        var track = CaptionParser.Parse(text);

        Assert.False(track.IsUsable);
        Assert.Contains("no captions", Assert.Single(track.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_CaptionsThatOverlapOrStandInAnyOrder_SortsThem()
    {
        var track = CaptionParser.Parse("00:05.000 --> 00:09.000\nc\n\n00:01.000 --> 00:06.000\na\n\n00:01.000 --> 00:07.000\nb\n");

        Assert.Empty(track.Problems);
        Assert.Equal(["a", "b", "c"], track.Cues.Select(cue => cue.Text));
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("iso-8859-1", false)]
    public async Task Parse_InAnyUsualEncoding_ReadsUmlauts(string name, bool withMark)
    {
        var encoding = Encoding.GetEncoding(name);
        var bytes = encoding.GetBytes("WEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\nGrößer für Zoë\r\n");

        var track = await CaptionParser.ParseAsync(
            new MemoryStream(withMark ? [.. encoding.GetPreamble(), .. bytes] : bytes), TestContext.Current.CancellationToken);

        Assert.Equal("Größer für Zoë", Assert.Single(track.Cues).Text);
    }

    [Fact]
    public async Task Parse_ATooLargeFile_RefusesIt()
    {
        var track = await CaptionParser.ParseAsync(new MemoryStream(new byte[CaptionParser.MaxBytes + 1]), TestContext.Current.CancellationToken);

        Assert.False(track.IsUsable);
        Assert.Contains("5 MB", Assert.Single(track.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_AnyBytes_NeverThrowsAndIsQuick()
    {
        var random = new Random(7);
        string[] pieces = ["00:01.000 --> 00:02.000", "\n", "\n\n", "<v A>", "<v", "</v>", "&amp", "&#x;", "{\\", "NOTE", "-->", "1", "Anna: ", "<", ">", "\0", "\uD800", "00:00:00,000-->"];
        for (var round = 0; round < 300; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => pieces[random.Next(pieces.Length)]));
            var track = CaptionParser.Parse(text);
            Assert.All(track.Cues, cue => Assert.True(cue.End >= cue.Start && cue.Text.Length > 0));
        }

        foreach (var bomb in new[] { "<v ", "<", "{\\", "&amp;", "00:01.000 --> 00:02.000\n", "\n", "A: " })
        {
            var text = string.Concat(Enumerable.Repeat(bomb, CaptionParser.MaxBytes / bomb.Length));
            Assert.InRange(MeasuredAlone.BestOfThree(3000, () => CaptionParser.Parse(text)), 0, 3000);
        }
    }

    [Fact]
    public void WriteAndParse_GiveTheSameCues()
    {
        var random = new Random(11);
        string[] words = ["price", "a<b", "R&D", "-->", "&amp;", "<v Ben>", "naïve", "日本語", "emoji 🎧", "10:30", "NOTE", "x > y", "\"quoted\"", "WEBVTT"];
        for (var round = 0; round < 300; round++)
        {
            var time = 0L;
            var cues = Enumerable.Range(0, random.Next(1, 12)).Select(index =>
            {
                time += random.Next(1, 5_000_000);
                var text = string.Join(' ', Enumerable.Range(0, random.Next(1, 8)).Select(_ => words[random.Next(words.Length)]));
                return new CaptionCue(time / 1000.0, (time + random.Next(0, 9000)) / 1000.0, index % 3 == 1 ? null : "Anna & <Berg> " + index, text);
            }).ToList();

            var track = CaptionParser.Parse(CaptionWriter.Write(cues));

            Assert.Equal(cues, track.Cues);
            Assert.Empty(track.Problems);
        }
    }
}
