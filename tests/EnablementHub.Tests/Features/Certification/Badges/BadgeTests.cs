using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EnablementHub.Features.Certification;
using EnablementHub.Features.Certification.Badges;
using EnablementHub.Features.Certification.Revoking;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static EnablementHub.Tests.Features.Certification.CertificationStory;

namespace EnablementHub.Tests.Features.Certification.Badges;

public sealed class BadgeTests
{
    private static readonly string[] Public = ["Organisation:PublicUrl=https://hub.acme.example", "Organisation:Name=Acme"];

    [Fact]
    public async Task Badge_IsCheckedOffline_ByPublicLibraries_AndARevocationShows()
    {
        await using var hub = await TestHub.StartAsync(settings: Public);
        await hub.RunAsync<RotateBadgeKeysJob>();
        var sheet = await TestData.In(hub).Document("Price sheet").PublishedAsync();
        await CertificationStory.In(hub).Asking(Of(sheet)).Scored(Quiz(7), 80).PublishedAsync();
        var person = await hub.AddPersonAsync("Maria Sandoval");
        await LearnAsync(hub, person, Of(sheet), version: 3);
        await LearnAsync(hub, person, Quiz(7), version: 2, score: 92.5);
        await RunAsync(hub);
        var certificate = await LatestAsync(hub, person);
        using var browser = await hub.SignInAsAsync("Maria Sandoval");
        using var anybody = hub.Anonymous();
        var download = await browser.GetAsync(CertificationLinks.Badge(certificate.Id));
        Assert.Equal("application/vc+jwt", download.Content.Headers.ContentType?.MediaType);
        Assert.Contains("pricing-certified-maria-sandoval.jwt", download.Content.Headers.ContentDisposition?.ToString(), StringComparison.Ordinal);
        var badge = await download.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        var good = await CheckAsync(anybody, badge, hub.Time.GetUtcNow().AddHours(1));
        Assert.Null(good["error"]);
        Assert.Equal("[]", good["complaints"]!.ToJsonString());
        Assert.Equal(("ES256", "JWT", false), ((string)good["header"]!["alg"]!, (string)good["header"]!["typ"]!, (bool)good["revoked"]!));
        var credential = good["credential"]!;
        Assert.Equal("https://hub.acme.example" + CertificationLinks.Verify(certificate.Token), (string)credential["id"]!);
        Assert.Equal("Acme", (string)credential["issuer"]!["name"]!);
        Assert.Equal("2027-03-10T23:59:59Z", (string)credential["validUntil"]!);
        Assert.Contains("Price sheet, version 3", (string)credential["credentialSubject"]!["achievement"]!["criteria"]!["narrative"]!, StringComparison.Ordinal);
        var holder = credential["credentialSubject"]!["identifier"]![0]!;
        Assert.Equal("sha256$" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("maria.sandoval@hub.example" + (string)holder["salt"]!))), (string)holder["identityHash"]!);
        Assert.DoesNotContain("Maria", credential.ToJsonString(), StringComparison.Ordinal);

        // A badge that ended, and one in which a letter was changed.
        Assert.Equal("ERR_JWT_EXPIRED", (string)(await CheckAsync(anybody, badge, new DateTimeOffset(2027, 3, 11, 0, 0, 0, TimeSpan.Zero)))["error"]!);
        var parts = badge.Split('.');
        var forged = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]))!;
        forged["name"] = "Deal desk, certified";
        parts[1] = System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(forged.ToJsonString()));
        Assert.Equal("ERR_JWS_SIGNATURE_VERIFICATION_FAILED", (string)(await CheckAsync(anybody, string.Join('.', parts), hub.Time.GetUtcNow().AddHours(1)))["error"]!);

        var lead = await TestData.LeadAsync(hub);
        await using (var scope = hub.App.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<RevokeCertificate>().RunAsync(new Revocation { CertificateId = certificate.Id, PersonId = lead.Id, Reason = "Somebody else sat the exam." }, TestContext.Current.CancellationToken);
        Assert.True((bool)(await CheckAsync(anybody, badge, hub.Time.GetUtcNow().AddHours(1)))["revoked"]!);
    }

    [Fact]
    public async Task AfterAKeyChange_OldBadgesHold_AndNewOnesBearTheNewKey()
    {
        await using var hub = await TestHub.StartAsync(settings: Public);
        await hub.RunAsync<RotateBadgeKeysJob>();
        await hub.RunAsync<RotateBadgeKeysJob>();
        await CertificationStory.In(hub).Asking(Quiz(7)).PublishedAsync();
        var (_, certificate) = await EarnedAsync(hub, "Maria Sandoval", (Quiz(7), 1));
        using var browser = await hub.SignInAsAsync("Maria Sandoval");
        using var anybody = hub.Anonymous();
        var before = await browser.Http.GetStringAsync(CertificationLinks.Badge(certificate.Id), TestContext.Current.CancellationToken);
        Assert.Single(JsonNode.Parse(await anybody.ReadAsync(CertificationLinks.Keys))!["keys"]!.AsArray());
        hub.Time.Advance(RotateBadgeKeysJob.Lifetime + TimeSpan.FromHours(1));
        await hub.RunAsync<RotateBadgeKeysJob>();
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        Assert.Equal(HttpStatusCode.Redirect, (await lead.PostAsync(CertificationLinks.Plans, CertificationLinks.Plans + "/new-key")).StatusCode);
        Assert.Equal(3, JsonNode.Parse(await anybody.ReadAsync(CertificationLinks.Keys))!["keys"]!.AsArray().Count);

        using var again = await hub.SignInAsAsync("Maria Sandoval");
        var after = await again.Http.GetStringAsync(CertificationLinks.Badge(certificate.Id), TestContext.Current.CancellationToken);
        var (old, fresh) = (await CheckAsync(anybody, before, hub.Time.GetUtcNow()), await CheckAsync(anybody, after, hub.Time.GetUtcNow()));
        Assert.Equal(("[]", "[]"), (old["complaints"]!.ToJsonString(), fresh["complaints"]!.ToJsonString()));
        Assert.NotEqual((string)old["keyId"]!, (string)fresh["keyId"]!);
        Assert.Equal((string)fresh["keyId"]!, (string)JsonNode.Parse(await anybody.ReadAsync(CertificationLinks.Key((string)fresh["keyId"]!)))!["kid"]!);
    }

    [Fact]
    public async Task PrivateHalves_StandProtectedInTheDatabase_AndALostHubKeyIsReplaced()
    {
        await using var hub = await TestHub.StartAsync(settings: Public);
        await hub.RunAsync<RotateBadgeKeysJob>();
        await using var database = hub.OpenDatabase();
        var key = await database.BadgeKeys.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Throws<CryptographicException>(() => ECDsa.Create().ImportPkcs8PrivateKey(System.Buffers.Text.Base64Url.DecodeFromChars(key.Protected), out _));
        await database.BadgeKeys.ExecuteUpdateAsync(set => set.SetProperty(k => k.Protected, "bm90aGluZyBvZiBvdXJz"), TestContext.Current.CancellationToken);
        await hub.RunAsync<RotateBadgeKeysJob>();
        Assert.Equal(2, await database.BadgeKeys.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task SomebodyElsesBadge_IsNotThere_AndWithoutAKeyTheHubSaysSo()
    {
        await using var hub = await TestHub.StartAsync(settings: Public);
        await CertificationStory.In(hub).Asking(Quiz(7)).PublishedAsync();
        var (_, certificate) = await EarnedAsync(hub, "Maria Sandoval", (Quiz(7), 1));
        using var other = await hub.SignInAsAsync("Other Person");
        foreach (var address in new[] { CertificationLinks.Badge(certificate.Id), CertificationLinks.Pdf(certificate.Id), CertificationLinks.Certificate(certificate.Id) })
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(address)).StatusCode);
        using var maria = await hub.SignInAsAsync("Maria Sandoval");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await maria.GetAsync(CertificationLinks.Badge(certificate.Id))).StatusCode);
        using var anybody = hub.Anonymous();
        foreach (var address in new[] { CertificationLinks.StatusList(0), CertificationLinks.StatusList(7), CertificationLinks.StatusList(int.MaxValue), CertificationLinks.Key("nobodys") })
            Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync(address)).StatusCode);
    }

    [Fact]
    public void StatusList_PutsTheFirstCertificateInTheHighestBit()
    {
        var bits = new byte[StatusList.Length / 8];
        using var zip = new System.IO.Compression.GZipStream(new MemoryStream(System.Buffers.Text.Base64Url.DecodeFromChars(StatusList.Encode([0, 9, StatusList.Length - 1]).AsSpan(1))), System.IO.Compression.CompressionMode.Decompress);
        zip.ReadExactly(bits);
        Assert.Equal((0x80, 0x40, 0x01), (bits[0], bits[1], bits[^1]));
        Assert.Equal((2, 5), StatusList.PlaceOf((2 * StatusList.Length) + 5));
    }

    private static async Task<JsonObject> CheckAsync(TestBrowser anybody, string badge, DateTimeOffset at) =>
        await BadgeChecker.CheckAsync(badge, await anybody.ReadAsync(CertificationLinks.Keys), await anybody.ReadAsync(CertificationLinks.StatusList(0)), at);
}
