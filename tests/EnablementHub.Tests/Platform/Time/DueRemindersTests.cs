using EnablementHub.Platform.Time;

namespace EnablementHub.Tests.Platform.Time;

public sealed class DueRemindersTests
{
    private static readonly DateOnly Due = new(2026, 3, 20);

    [Theory]
    [InlineData(-30, -3)]
    [InlineData(-4, -3)]
    [InlineData(-3, 1)]
    [InlineData(0, 1)]
    [InlineData(1, 8)]
    [InlineData(7, 8)]
    [InlineData(8, 15)]
    [InlineData(15, 22)]
    public void Next_IsThreeDaysBefore_OneAfter_ThenWeekly(int today, int next) => Assert.Equal(Due.AddDays(next), DueReminders.Next(Due, Due.AddDays(today)));

    [Fact]
    public void Next_AlwaysLiesAhead_AndWalkedDayByDay_GivesTheLadderAndNothingElse()
    {
        var random = new Random(20);
        for (var round = 0; round < 500; round++)
        {
            var due = new DateOnly(2024, 1, 1).AddDays(random.Next(1_500));
            var from = due.AddDays(-random.Next(0, 40));
            var told = new List<int>();
            var next = DueReminders.Next(due, from);
            for (var day = from; day <= due.AddDays(60); day = day.AddDays(1))
            {
                Assert.True(DueReminders.Next(due, day) > day);
                if (day != next) continue;
                told.Add(day.DayNumber - due.DayNumber);
                next = DueReminders.Next(due, day);
            }

            int[] ladder = [-3, 1, 8, 15, 22, 29, 36, 43, 50, 57];
            Assert.Equal(ladder.Where(step => step > from.DayNumber - due.DayNumber), told);
        }
    }
}
