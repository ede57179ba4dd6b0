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

        await visitor.Page.ClickAsync("[popovertarget=person-menu]");
        await visitor.Page.ClickAsync("form[action='/sign-out'] button");
        await visitor.Page.WaitForURLAsync("**/sign-in*");
        await visitor.Page.GotoAsync("/library");
        Assert.Equal("/sign-in", new Uri(visitor.Page.Url).AbsolutePath);
        Assert.Empty(visitor.Complaints);
    }
}
