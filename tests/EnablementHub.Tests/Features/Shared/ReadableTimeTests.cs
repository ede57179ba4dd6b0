using EnablementHub.Features.Shared;

namespace EnablementHub.Tests.Features.Shared;

public sealed class ReadableTimeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(5, "just now")]
    [InlineData(60, "1 minute ago")]
    [InlineData(7_200, "2 hours ago")]
    [InlineData(259_200, "3 days ago")]
    [InlineData(1_814_400, "3 weeks ago")]
    [InlineData(63_200_000, "2 years ago")]
    [InlineData(-259_260, "in 3 days")]
    public void Ago_CountsInTheLargestFittingUnit(int secondsPast, string expected) => Assert.Equal(expected, ReadableTime.Ago(Now.AddSeconds(-secondsPast), Now));

    [Theory]
    [InlineData(0, "today")]
    [InlineData(1, "tomorrow")]
    [InlineData(-1, "yesterday")]
    [InlineData(3, "in 3 days")]
    [InlineData(-21, "3 weeks ago")]
    public void Distance_IsCountedInWholeDays(int days, string expected)
    {
        var today = new DateOnly(2026, 3, 10);
        Assert.Equal(expected, ReadableTime.Distance(today.AddDays(days), today));
    }

    [Theory]
    [InlineData(48.4, "48 s")]
    [InlineData(125, "2 min 05 s")]
    [InlineData(3_725, "1 h 02 min")]
    [InlineData(double.NaN, "0 s")]
    public void Duration_CarriesItsUnits(double seconds, string expected) => Assert.Equal(expected, ReadableTime.Duration(seconds));

    [Theory]
    [InlineData(38.9, "0:38")]
    [InlineData(3_725, "1:02:05")]
    [InlineData(-3, "0:00")]
    public void Moment_IsAPlaceInARecording(double seconds, string expected) => Assert.Equal(expected, ReadableTime.Moment(seconds));

    [Fact]
    public void Absolute_IsInTheZoneOfTheReader() =>
        Assert.Equal("11 March 2026, 01:00", ReadableTime.Absolute(Now, TimeZoneInfo.CreateCustomTimeZone("far", TimeSpan.FromHours(13), "far", "far")));
}
