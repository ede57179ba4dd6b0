using EnablementHub.Features.Reviews.Health;

namespace EnablementHub.Tests.Features.Reviews.Health;

public sealed class IntervalSuggestionTests
{
    [Theory]
    [InlineData(180, 4, 4, 0, 0, 180)]
    [InlineData(180, 10, 5, 0, 0, 90)]
    [InlineData(180, 10, 3, 0, 0, 180)]
    [InlineData(180, 10, 1, 0, 0, 270)]
    [InlineData(180, 10, 3, 50, 100, 135)]
    [InlineData(180, 10, 3, 5, 10, 180)]
    [InlineData(180, 10, 3, 60, 100, 180)]
    [InlineData(30, 20, 20, 0, 100, 14)]
    [InlineData(365, 20, 0, 100, 100, 365)]
    public void Suggestion_FollowsWhatReviewsChanged_AndHowPlaysFall(int days, int reviews, int changed, int plays, int playsBefore, int expected)
    {
        var suggestion = new IntervalSuggestion { Label = "Clip", Days = days, Reviews = reviews, Changed = changed, Plays = plays, PlaysBefore = playsBefore };
        Assert.Equal(expected, suggestion.Suggested);
        Assert.Equal(expected != days, suggestion.IsDifferent);
    }
}
