using System.Net;
using System.Security.Cryptography;
using System.Text;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Platform.Media;
using EnablementHub.Tests.Support;

namespace EnablementHub.Tests.Features.Api.Media;

public sealed class FilesApiTests
{
    private const string Captions = "WEBVTT\n\n00:00.000 --> 00:02.000\n<v Maria>What does an hour of stoppage cost you?\n";

    [Fact]
    public async Task FileAndCaptions_AreSentRead_AndTakenOutAgain()
    {
        await using var hub = await TestHub.StartAsync(settings: ["Media:MaxUploadBytes=1000000"]);
        using var lead = await ApiScript.StartAsync(hub, "Lara Lead", HubRoles.Lead);
        using var rep = await ApiScript.StartAsync(hub, "Rita Rep", HubRoles.Rep, TokenScopes.Read);
        var clip = (await lead.PostAsync("items", new { kind = "clip", title = "Stoppage" })).Is(HttpStatusCode.Created);
        var bytes = SampleMedia.Wav(2);
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        (await lead.SendAsync("PUT", $"items/{clip.Id}/media?fileName=call.wav&sha256={new string('0', 64)}", new ByteArrayContent(bytes))).IsProblem(HttpStatusCode.BadRequest, "Nothing was stored", "sha256");
        (await lead.SendAsync("PUT", $"items/{clip.Id}/media?sha256=abc", new ByteArrayContent(bytes))).IsProblem(HttpStatusCode.BadRequest, "64", "sha256");
        var sent = (await lead.SendAsync("PUT", $"items/{clip.Id}/media?fileName=call.wav&sha256={digest}", new ByteArrayContent(bytes))).Is(HttpStatusCode.OK);
        Assert.Equal((digest, "call.wav", (long)bytes.Length), (sent["media"].GetProperty("sha256").GetString(), sent["media"].GetProperty("fileName").GetString(), sent["media"].GetProperty("length").GetInt64()));
        (await lead.SendAsync("PUT", $"items/{clip.Id}/captions?fileName=call.vtt", new StringContent(Captions, Encoding.UTF8, "text/vtt"))).Is(HttpStatusCode.OK);
        (await lead.PostAsync($"items/{clip.Id}/publish")).Is(HttpStatusCode.OK);
        Assert.Contains("<v Maria>What does", (await rep.GetAsync($"items/{clip.Id}/captions")).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        var file = await rep.Http.GetByteArrayAsync((await rep.GetAsync($"items/{clip.Id}"))["media"].GetProperty("url").GetString(), TestContext.Current.CancellationToken);
        Assert.Equal(bytes, file);
        Assert.False((await lead.SendAsync("DELETE", $"items/{clip.Id}/captions")).Is(HttpStatusCode.OK)["hasCaptions"].GetBoolean());
        (await rep.SendAsync("DELETE", $"items/{clip.Id}/media")).IsProblem(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task WhatIsNoFile_TooLargeOrOfAnotherKind_IsRefused()
    {
        await using var hub = await TestHub.StartAsync(settings: ["Media:MaxUploadBytes=1000000"]);
        using var lead = await ApiScript.StartAsync(hub, "Lara Lead", HubRoles.Lead);
        var clip = (await lead.PostAsync("items", new { kind = "clip", title = "Stoppage" })).Is(HttpStatusCode.Created);
        var path = $"items/{clip.Id}/media?fileName=call.wav";
        (await lead.SendAsync("PUT", path, new ByteArrayContent(new byte[1_000_001]))).IsProblem(HttpStatusCode.RequestEntityTooLarge, "larger than");
        (await lead.SendAsync("PUT", path, new StringContent("just words"))).IsProblem(HttpStatusCode.BadRequest, "", "file");
        (await lead.SendAsync("PUT", path, new MultipartFormDataContent { { new ByteArrayContent([1, 2]), "file", "x.wav" } })).IsProblem(HttpStatusCode.UnsupportedMediaType, "--upload-file");
        (await lead.SendAsync("PUT", $"items/{clip.Id}/captions", new StringContent("no captions"))).IsProblem(HttpStatusCode.BadRequest, "", "file");
        (await lead.GetAsync($"items/{clip.Id}/captions?version=pending")).IsProblem(HttpStatusCode.NotFound, "no captions");
        var page = (await lead.PostAsync("items", new { kind = "playbook", title = "Text only" })).Is(HttpStatusCode.Created);
        (await lead.SendAsync("PUT", $"items/{page.Id}/media", new ByteArrayContent(SampleMedia.Wav(2)))).IsProblem(HttpStatusCode.BadRequest, "has no file", "file");
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(hub.Folder, "store"), "*", SearchOption.AllDirectories));
    }
}
