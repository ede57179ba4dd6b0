using EnablementHub.BrowserTests.Support;

namespace EnablementHub.BrowserTests.Journeys;

public sealed class SignInJourneys(Browser browser)
{
    [Theory]
    [InlineData("rep")]
    [InlineData("newhire")]
    [InlineData("expert")]
    [InlineData("lead")]
    [InlineData("manager")]
    [InlineData("admin")]
    public async Task EveryRole_SignsInAndOut(string who)
    {
        await using var visitor = await browser.SignInAsync(who);
        Assert.Equal("/", new Uri(visitor.Page.Url).AbsolutePath);
        Assert.Empty(visitor.Complaints);
    }
}
