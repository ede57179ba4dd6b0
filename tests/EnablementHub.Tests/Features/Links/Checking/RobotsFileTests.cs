using EnablementHub.Features.Links.Checking;

namespace EnablementHub.Tests.Features.Links.Checking;

public sealed class RobotsFileTests
{
    [Theory]
    [InlineData("", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /", "/a", false)]
    [InlineData("User-agent: *\nDisallow:", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /private\nAllow: /private/open", "/private/open/1", true)]
    [InlineData("User-agent: *\nDisallow: /private\nAllow: /private/open", "/private/1", false)]
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: enablementhub\nDisallow: /x", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: Other\nUser-agent: EnablementHub\nDisallow: /x", "/x", false)]
    [InlineData("User-agent: Other\nDisallow: /", "/a", true)]
    [InlineData("User-agent: *\r\nDisallow: /*.pdf$", "/a/b.pdf", false)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", true)]
    [InlineData("User-agent: * # all\nDisallow: /a # this", "/a", false)]
    [InlineData("nonsense\n:::\nDisallow: /", "/a", true)]
    public void Allows_AsTheStandardSays(string file, string path, bool isAllowed) => Assert.Equal(isAllowed, RobotsFile.Parse(file).Allows(new Uri("https://example.com" + path)));

    [Fact]
    public void Patterns_OfStarsAlone_TakeNoTime() =>
        Assert.False(RobotsFile.Parse("User-agent: *\nDisallow: /" + string.Concat(Enumerable.Repeat("*a", 2_000)) + "$").Allows(new Uri("https://example.com/" + new string('a', 3_000))));
}
