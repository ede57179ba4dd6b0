using EnablementHub.Features.Learning;

namespace EnablementHub.Tests.Features.Learning;

public sealed class LearningKeyTests
{
    [Theory]
    [InlineData("quiz:12", LearningKind.Quiz, 12)]
    [InlineData("Discovery basics · quiz:12", LearningKind.Quiz, 12)]
    [InlineData("  Role-play: the price question · practice:3 ", LearningKind.Practice, 3)]
    [InlineData("A title that ends with quiz:1 · course:7", LearningKind.Course, 7)]
    [InlineData("item:5", LearningKind.Item, 5)]
    [InlineData("5", LearningKind.Item, 5)]
    [InlineData("/items/5/our-spreadsheet-works-fine", LearningKind.Item, 5)]
    [InlineData("https://hub.example.com/items/5?start=3", LearningKind.Item, 5)]
    public void WhatAFieldHolds_IsRead(string typed, LearningKind kind, int id)
    {
        Assert.True(LearningKey.TryRead(typed, out var key));
        Assert.Equal(new LearningKey(kind, id), key);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("quiz:")]
    [InlineData("quiz:0")]
    [InlineData("quiz:-3")]
    [InlineData("quiz:99999999999")]
    [InlineData("Quiz:12")]
    [InlineData("exam:12")]
    [InlineData("0")]
    [InlineData("Discovery basics")]
    [InlineData(":12")]
    public void WhatNamesNothing_IsRefused(string? typed) => Assert.False(LearningKey.TryRead(typed, out _));

    [Fact]
    public void EachKind_ReadsBackFromItsOwnWords()
    {
        foreach (var kind in Enum.GetValues<LearningKind>())
        {
            var key = new LearningKey(kind, 41);
            Assert.True(LearningKey.TryRead(key.ToString(), out var read));
            Assert.Equal(key, read);
        }
    }
}
