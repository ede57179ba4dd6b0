using System.Globalization;
using EnablementHub.Features.Quizzes.Grading;

namespace EnablementHub.Tests.Features.Quizzes.Grading;

public sealed class NumberReadingTests
{
    [Theory]
    [InlineData("12.5", 12.5)]
    [InlineData("12,5", 12.5)]
    [InlineData(" -3 ", -3)]
    [InlineData("−3", -3)]
    [InlineData("1,234.5", 1234.5)]
    [InlineData("1.234,5", 1234.5)]
    [InlineData("1 234 567", 1234567)]
    [InlineData("1'234", 1234)]
    [InlineData("15 %", 15)]
    [InlineData("€ 900", 900)]
    [InlineData("90 days", 90)]
    [InlineData("0", 0)]
    public void Numbers_AreReadAsPeopleWriteThem(string text, double number) => Assert.Equal([number], NumberReading.All(text));

    [Theory]
    [InlineData("1,234", 1234, 1.234)]
    [InlineData("1.234", 1.234, 1234)]
    public void WhatMayMeanTwoNumbers_IsReadAsBoth(string text, double one, double other) => Assert.Equal([one, other], NumberReading.All(text).OrderByDescending(number => number == one));

    [Theory]
    [InlineData("")]
    [InlineData("a dozen")]
    [InlineData("12 or 13")]
    [InlineData("1.2.3")]
    [InlineData("--1")]
    [InlineData("1e400")]
    [InlineData(",")]
    public void WhatIsNoNumber_IsNone(string text) => Assert.Empty(NumberReading.All(text));

    [Fact]
    public void EveryNumber_IsReadBackFromItsOwnText()
    {
        var random = new Random(4);
        for (var round = 0; round < 3000; round++)
        {
            var number = Math.Round((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(1, 9)), random.Next(0, 6));
            Assert.Contains(number, NumberReading.All(number.ToString("0.######", CultureInfo.InvariantCulture)));
            Assert.Contains(number, NumberReading.All(number.ToString("#,0.######", CultureInfo.InvariantCulture)));
        }
    }
}
