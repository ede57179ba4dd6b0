using EnablementHub.Features.Insights.Items;
using EnablementHub.Platform.Media;

namespace EnablementHub.Tests.Features.Insights.Items;

public sealed class PlayThroughTests
{
    [Fact]
    public void Curve_CountsWhoSawTheMiddleOfEachPart()
    {
        var through = PlayThrough.Of(10, ["0-10", "0-4", "0-4.4,6-8"], share: 0.8)!;
        Assert.Equal([3, 3, 3, 3, 1, 1, 2, 2, 1, 1], through.Seen);
        Assert.Equal((3, 1, 1.0), (through.Players, through.Completed, through.PartSeconds));
        Assert.Equal(8, through.HalfLeftAt);
    }

    [Fact]
    public void Curve_NeverCountsAPersonTwice_WhateverTheSpans()
    {
        var random = new Random(3);
        for (var round = 0; round < 500; round++)
        {
            var duration = 1 + (random.NextDouble() * 400);
            var own = UniqueSeconds.None;
            for (var span = 0; span < random.Next(1, 8); span++)
            {
                var start = random.NextDouble() * duration;
                own = own.With(start, start + (random.NextDouble() * 40), duration);
            }

            var through = PlayThrough.Of(duration, [own.ToString()], share: 0.8)!;
            for (var part = 0; part < through.Seen.Count; part++)
            {
                var middle = (part + 0.5) * through.PartSeconds;
                Assert.Equal(own.Spans.Any(span => span.Start <= middle && middle < span.End) ? 1 : 0, through.Seen[part]);
            }
        }
    }

    [Fact]
    public void Curve_IsThereOnlyWhereSomethingWasPlayed()
    {
        Assert.Null(PlayThrough.Of(0, ["0-1"], share: 0.8));
        Assert.Null(PlayThrough.Of(10, [], share: 0.8));
        Assert.Null(PlayThrough.Of(10, ["0-10"], share: 0.8)!.HalfLeftAt);
        Assert.Equal(0, PlayThrough.Of(10, ["", ""], share: 0.8)!.HalfLeftAt);
    }
}
