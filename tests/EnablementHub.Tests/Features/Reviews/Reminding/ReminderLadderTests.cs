using EnablementHub.Features.Reviews.Reminding;

namespace EnablementHub.Tests.Features.Reviews.Reminding;

public sealed class ReminderLadderTests
{
    [Fact]
    public void AYearOfDays_HasTheStepsOfTheField()
    {
        var due = new DateOnly(2026, 6, 15);
        var steps = new List<int>();
        for (var day = due.AddDays(-60); steps.Count < 55; day = ReminderLadder.Next(due, day)) if (day > due.AddDays(-60)) steps.Add(day.DayNumber - due.DayNumber);
        Assert.Equal([-14, -3, .. Enumerable.Range(0, 53).Select(week => week * 7)], steps);
    }

    [Theory]
    [InlineData(-14, -3)]
    [InlineData(-13, -3)]
    [InlineData(-3, 0)]
    [InlineData(-1, 0)]
    [InlineData(0, 7)]
    [InlineData(6, 7)]
    [InlineData(7, 14)]
    [InlineData(400, 406)]
    public void Next_LiesAfterTheDay_AlsoWhenStepsWereMissed(int day, int next)
    {
        var due = new DateOnly(2026, 6, 15);
        Assert.Equal(due.AddDays(next), ReminderLadder.Next(due, due.AddDays(day)));
    }
}
