using System.Net;
using EnablementHub.Features.Certification;
using EnablementHub.Tests.Support;
using static EnablementHub.Tests.Features.Certification.CertificationStory;

namespace EnablementHub.Tests.Features.Certification.Verifying;

public sealed class VerifyTests
{
    [Fact]
    public async Task Anybody_WithTheLink_SeesNameCertificationDaysAndState_AndNothingElse()
    {
        await using var hub = await TestHub.StartAsync(settings: ["Organisation:Name=Acme"]);
        var sheet = await TestData.In(hub).Document("Secret floor prices").PublishedAsync();
        await CertificationStory.In(hub).Asking(Of(sheet)).PublishedAsync();
        var (_, certificate) = await EarnedAsync(hub, "Maria Sandoval", (Of(sheet), 1));
        using var anybody = hub.Anonymous();
        var link = CertificationLinks.Verify(certificate.Token);
        var html = await anybody.ReadAsync(link);
        foreach (var expected in new[] { "Maria Sandoval", "Pricing, certified", "Acme", "10 March 2026", "10 March 2027", "Valid" }) Assert.Contains(expected, html, StringComparison.Ordinal);
        foreach (var hidden in new[] { "Secret floor prices", "hub.example", $"/certificates/{certificate.Id}", "/items/" }) Assert.DoesNotContain(hidden, html, StringComparison.Ordinal);
        foreach (var (day, state) in new[] { ("2027-03-10", "Valid"), ("2027-03-11", "Expired"), ("2027-03-26", "Expired") })
        {
            hub.Time.Set(DateTimeOffset.Parse(day + "T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
            Assert.Contains($"</svg>{state}</span>", await anybody.ReadAsync(link), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("1")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("%27%20OR%201=1--AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task LinkThatNobodyGave_FindsNothing(string token)
    {
        await using var hub = await TestHub.StartAsync();
        using var anybody = hub.Anonymous();
        var answer = await anybody.GetAsync(CertificationLinks.Verify(token));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no such certificate", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
