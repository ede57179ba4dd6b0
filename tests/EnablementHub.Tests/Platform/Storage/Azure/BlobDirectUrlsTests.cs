using System.Net;
using System.Web;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using EnablementHub.Platform.Storage.Azure;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Platform.Storage.Azure;

public sealed class BlobDirectUrlsTests
{
    private const string Key = "ab/cd/abcd0000000000000000000000000000";
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WithAnIdentity_TheServiceLendsAKey_OnceForManyAddresses()
    {
        var service = new KeyLender(_time);
        using var urls = Open(service);

        var first = Fields(await urls.CreateAsync(Key, "video/mp4", null, Token));
        _time.Advance(TimeSpan.FromHours(3));
        var second = Fields(await urls.CreateAsync(Key, "application/pdf", "Preise „neu“.pdf", Token));
        Assert.Equal(1, service.Asked);
        _time.Advance(TimeSpan.FromHours(22));
        await urls.CreateAsync(Key, "video/mp4", null, Token);

        Assert.Equal(2, service.Asked);
        Assert.Equal(("r", "b", "https", "2026-03-10T09:20:00Z", "video/mp4", "inline", "object"), (first["sp"], first["sr"], first["spr"], first["se"], first["rsct"], first["rscd"], first["skoid"]));
        Assert.Equal(("2026-03-10T12:20:00Z", "application/pdf"), (second["se"], second["rsct"]));
        Assert.StartsWith("attachment; filename=", second["rscd"], StringComparison.Ordinal);
        Assert.Contains("filename*=UTF-8''Preise%20%E2%80%9Eneu%E2%80%9C.pdf", second["rscd"], StringComparison.Ordinal);
        Assert.NotEqual(first["sig"], second["sig"]);
        Assert.Equal("https://acme.blob.core.windows.net", urls.Origin);
    }

    private BlobDirectUrls Open(KeyLender service)
    {
        var options = new BlobClientOptions { Transport = new HttpClientTransport(service) };
        var client = new BlobServiceClient(new Uri("https://acme.blob.core.windows.net"), new Identity(_time), options);
        return new BlobDirectUrls(client, client.GetBlobContainerClient("hub"), TimeSpan.FromMinutes(20), _time);
    }

    private static System.Collections.Specialized.NameValueCollection Fields(Uri address)
    {
        Assert.StartsWith($"https://acme.blob.core.windows.net/hub/files/{Key}?", address.AbsoluteUri, StringComparison.Ordinal);
        return HttpUtility.ParseQueryString(address.Query);
    }

    private sealed class Identity(TimeProvider time) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("token", time.GetUtcNow().AddYears(1000));

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }

    private sealed class KeyLender(TimeProvider time) : HttpMessageHandler
    {
        public int Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Contains("comp=userdelegationkey", request.RequestUri!.Query, StringComparison.Ordinal);
            Asked++;
            var starts = time.GetUtcNow();
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(
                    $"""
                    <?xml version="1.0" encoding="utf-8"?><UserDelegationKey><SignedOid>object</SignedOid><SignedTid>tenant</SignedTid><SignedStart>{starts:yyyy-MM-ddTHH:mm:ssZ}</SignedStart><SignedExpiry>{starts.AddDays(1):yyyy-MM-ddTHH:mm:ssZ}</SignedExpiry><SignedService>b</SignedService><SignedVersion>2022-11-02</SignedVersion><Value>a2V5</Value></UserDelegationKey>
                    """),
            });
        }
    }
}
