using EnablementHub.Features.People.Holidays;

namespace EnablementHub.Tests.Features.People.Holidays;

public sealed class WorkingDaysTests
{
    [Theory]
    [InlineData("2026-03-02", 0, "2026-03-02")]
    [InlineData("2026-03-02", 4, "2026-03-06")]
    [InlineData("2026-03-02", 5, "2026-03-09")]
    [InlineData("2026-03-06", 1, "2026-03-09")]
    [InlineData("2026-03-07", 0, "2026-03-09")]
    [InlineData("2026-03-08", 1, "2026-03-10")]
    [InlineData("2026-03-04", 20, "2026-04-01")]
    public void After_CountsMondayToFriday(string start, int days, string expected) =>
        Assert.Equal(DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), WorkingDays.After(DateOnly.Parse(start, System.Globalization.CultureInfo.InvariantCulture), days));

    [Fact]
    public void After_AgreesWithCountingDayByDay()
    {
        var random = new Random(4711);
        for (var round = 0; round < 500; round++)
        {
            var start = new DateOnly(2026, 1, 1).AddDays(random.Next(1000));
            var days = random.Next(120);
            var at = start;
            while (at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) at = at.AddDays(1);
            for (var left = days; left > 0;)
            {
                at = at.AddDays(1);
                if (at.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) left--;
            }

            Assert.Equal(at, WorkingDays.After(start, days));
        }
    }
}
