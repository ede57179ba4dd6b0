using System.Net;
using System.Text;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Platform.Mvc;

public sealed class ReadableFormTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Theory]
    [InlineData("/profile")]
    [InlineData("/profile/tokens")]
    [InlineData("/people/invite")]
    [InlineData("/people/teams")]
    [InlineData("/admin/facets/topic")]
    [InlineData("/admin/synonyms")]
    [InlineData("/library/bulk")]
    [InlineData("/studio/new")]
    [InlineData("/studio/preview")]
    [InlineData("/forgotten-password")]
    public async Task UnreadableForms_AreTheSendersMistake(string address)
    {
        using var admin = await _hub.SignInAsAsync("Ada Admin", HubRoles.Administrator, HubRoles.Lead);
        var token = await admin.TokenAsync("/profile");
        const string form = "application/x-www-form-urlencoded";
        var many = string.Join('&', Enumerable.Range(0, 3_000).Select(number => $"field{number}=x"));
        foreach (var (body, type) in new[] { ("name=a%00b", form), (many, form), ("cut off", "multipart/form-data; boundary=nowhere"), ("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb", "multipart/form-data; boundary=x") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8) };
            request.Content.Headers.Remove("Content-Type");
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            request.Headers.Add("X-Antiforgery", token);
            var answer = await admin.Http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("could not be read", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }
}
