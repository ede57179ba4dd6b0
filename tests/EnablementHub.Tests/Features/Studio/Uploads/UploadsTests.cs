using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Storage;
using EnablementHub.Tests.Platform.Media;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static EnablementHub.Tests.Features.Studio.StudioHub;

namespace EnablementHub.Tests.Features.Studio.Uploads;

public sealed class UploadsTests(StudioHub studio) : IClassFixture<StudioHub>
{
    private const string Captions = "WEBVTT\n\n00:01.000 --> 00:04.500\n<v Maria>It costs less than waiting.\n\n00:05.000 --> 00:07.250\nThen we sign.\n";

    [Fact]
    public async Task Recording_WithoutScript_BecomesAPendingVersion_WithItsLength()
    {
        var id = await NewAsync(studio.Expert, "clip", "With sound");
        var sound = SampleMedia.Wav(2.5);
        var answer = await UploadAsync(studio.Expert, $"/studio/{id}/media", "call.wav", sound);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await using var database = studio.Hub.OpenDatabase();
        var version = await database.ItemVersions.Include(v => v.MediaFile).SingleAsync(v => v.ItemId == id && v.Number == 1, TestContext.Current.CancellationToken);
        Assert.Equal("audio/wav", version.MediaFile!.ContentType);
        Assert.Equal(2.5, version.MediaFile.DurationSeconds!.Value, 0.1);
        Assert.True(version.MediaFile is { HasAudio: true, HasVideo: false, FileName: "call.wav" });
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(sound)), version.MediaFile.Sha256);
        Assert.Contains("call.wav", await studio.Expert.ReadAsync($"/studio/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_ByScript_AnswersWithTheRevision_AndTypedTextGoesOnFromIt()
    {
        var id = await NewAsync(studio.Expert, "clip", "By script");
        await studio.Expert.PostAsync($"/studio/{id}", $"/studio/{id}/autosave", await OpenAsync(studio.Expert, id, ("Summary", "Typed before the upload")));
        var before = await studio.RevisionAsync(id);
        var answer = await UploadAsync(studio.Expert, $"/studio/{id}/media", "call.wav", SampleMedia.Wav(1), json: true);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var json = await answer.Content.ReadAsStringAsync();
        Assert.Contains($"\"previousRevision\":{before}", json, StringComparison.Ordinal);
        Assert.Contains($"\"location\":\"/studio/{id}\"", json, StringComparison.Ordinal);
        var page = await studio.Expert.ReadAsync($"/studio/{id}");
        Assert.Contains("Typed before the upload", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Somebody changed this", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_WithoutScript_KeepsWhatWasTypedInTheEditor()
    {
        var id = await NewAsync(studio.Expert, "clip", "Typed and uploaded");
        using var form = new MultipartFormDataContent { { new StringContent(await studio.Expert.TokenAsync("/studio/new")), "__RequestVerificationToken" } };
        foreach (var (name, value) in await OpenAsync(studio.Expert, id, ("Summary", "Typed beside the upload"))) form.Add(new StringContent(value), name);
        form.Add(new ByteArrayContent([]) { Headers = { ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "captions", FileName = "\"\"" } } });
        form.Add(new ByteArrayContent(SampleMedia.Wav(1)), "media", "call.wav");
        var answer = await studio.Expert.Http.PostAsync($"/studio/{id}/media", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var page = await studio.Expert.ReadAsync($"/studio/{id}");
        Assert.Contains("Typed beside the upload", page, StringComparison.Ordinal);
        Assert.Contains("call.wav", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Somebody changed this", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Captions_BecomeCuesWithExactTimesAndSpeakers()
    {
        var id = await NewAsync(studio.Expert, "clip", "With captions");
        Assert.Equal(HttpStatusCode.Redirect, (await UploadAsync(studio.Expert, $"/studio/{id}/captions", "call.vtt", System.Text.Encoding.UTF8.GetBytes(Captions))).StatusCode);
        await using var database = studio.Hub.OpenDatabase();
        var transcript = await database.Transcripts.Include(t => t.Cues).SingleAsync(t => t.ItemId == id, TestContext.Current.CancellationToken);
        Assert.Equal([(1.0, 4.5, "Maria", "It costs less than waiting."), (5.0, 7.25, "", "Then we sign.")], transcript.Cues.Select(cue => (cue.StartSeconds, cue.EndSeconds, cue.Speaker, cue.Text)));
        Assert.Equal(transcript.Id, (await studio.ReadAsync(id)).PendingVersion!.TranscriptId);

        await PublishAsync(studio.Lead, id);
        var removed = await studio.Expert.PostAsync($"/studio/{id}", $"/studio/{id}/captions/remove", ("revision", $"{await studio.RevisionAsync(id)}"));
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        var item = await studio.ReadAsync(id);
        Assert.Null(item.PendingVersion!.TranscriptId);
        Assert.Equal(transcript.Id, item.LiveVersion!.TranscriptId);
    }

    [Fact]
    public async Task Captions_ThatCantBeRead_NameTheLines_AndChangeNothing()
    {
        var id = await NewAsync(studio.Expert, "clip", "Bad captions");
        foreach (var text in new[] { "", "just words", "WEBVTT\n\n00:xx.000 --> 00:04.500\nBroken\n" })
        {
            var answer = await UploadAsync(studio.Expert, $"/studio/{id}/captions", "call.vtt", System.Text.Encoding.UTF8.GetBytes(text));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("There are no captions in this file", await TextAsync(answer), StringComparison.Ordinal);
        }

        Assert.Contains("Line 3", await TextAsync(await UploadAsync(studio.Expert, $"/studio/{id}/captions", "call.vtt", "WEBVTT\n\n00:xx.000 --> 00:04.500\nBroken\n"u8.ToArray())), StringComparison.Ordinal);
        Assert.Single((await studio.ReadAsync(id)).Versions);
        var playbook = await NewAsync(studio.Expert, "playbook", "Has no captions");
        Assert.Equal(HttpStatusCode.BadRequest, (await UploadAsync(studio.Expert, $"/studio/{playbook}/captions", "call.vtt", System.Text.Encoding.UTF8.GetBytes(Captions))).StatusCode);
    }

    [Theory]
    [InlineData("clip", "page.html", "<html><script>alert(1)</script></html>")]
    [InlineData("clip", "call.mp4", "this is no video at all")]
    [InlineData("clip", "call.mp4", "")]
    [InlineData("document", "picture.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("clip", "paper.pdf", "%PDF-1.7 hello")]
    [InlineData("playbook", "paper.pdf", "%PDF-1.7 hello")]
    public async Task WrongFiles_AreRefusedBySentence_AndLeaveNothingInTheStore(string kind, string name, string content)
    {
        var id = await NewAsync(studio.Expert, kind, "Wrong file");
        var before = await CountFilesAsync();
        var answer = await UploadAsync(studio.Expert, $"/studio/{id}/media", name, System.Text.Encoding.UTF8.GetBytes(content));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(before, await CountFilesAsync());
        Assert.Single((await studio.ReadAsync(id)).Versions);
    }

    /// <summary>Ten megabytes more than what other requests may send.</summary>
    [Fact]
    public async Task LongRecording_IsTaken()
    {
        await using var hub = await TestHub.StartAsync();
        using var lead = await hub.SignInAsAsync("Lara Lead", HubRoles.Lead);
        var id = await NewAsync(lead, "clip", "A long recording");
        var sound = SampleMedia.Wav(40_000_000 / SampleMedia.WavBytesASecond);
        var answer = await UploadAsync(lead, $"/studio/{id}/media", "call.wav", sound);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await using var database = hub.OpenDatabase();
        Assert.Equal(sound.Length, (await database.MediaFiles.SingleAsync(file => file.ItemId == id, TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public async Task TooLargeFiles_AreRefusedWhileTheyArrive()
    {
        var id = await NewAsync(studio.Expert, "clip", "Too large");
        var before = await CountFilesAsync();
        foreach (var json in new[] { false, true })
        {
            var answer = await UploadAsync(studio.Expert, $"/studio/{id}/media", "call.wav", SampleMedia.Wav(100), json);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
            Assert.Contains("The file is larger than", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(before, await CountFilesAsync());
    }

    [Fact]
    public async Task Upload_WithoutToken_WithoutFile_OfOthers_OrNoForm_IsRefused()
    {
        var id = await NewAsync(studio.Lead, "clip", "The lead's clip");
        Assert.Equal(HttpStatusCode.Forbidden, (await UploadAsync(studio.Expert, $"/studio/{id}/media", "call.wav", SampleMedia.Wav(1))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await UploadAsync(studio.Expert, "/studio/987654/media", "call.wav", SampleMedia.Wav(1))).StatusCode);
        using var noToken = new MultipartFormDataContent { { new ByteArrayContent(SampleMedia.Wav(1)), "file", "call.wav" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await studio.Lead.Http.PostAsync($"/studio/{id}/media", noToken, TestContext.Current.CancellationToken)).StatusCode);
        using var noFile = new MultipartFormDataContent { { new StringContent(await studio.Lead.TokenAsync("/studio/new")), "__RequestVerificationToken" } };
        var answer = await studio.Lead.Http.PostAsync($"/studio/{id}/media", noFile, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Choose a file first", await TextAsync(answer), StringComparison.Ordinal);
        using var noForm = new StringContent("hello");
        Assert.Equal(HttpStatusCode.BadRequest, (await studio.Lead.Http.PostAsync($"/studio/{id}/media", noForm, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await studio.Rep.PostAsync("/search", $"/studio/{id}/media/remove", ("revision", "1"))).StatusCode);
        Assert.Single((await studio.ReadAsync(id)).Versions);
    }

    [Theory]
    [InlineData(typeof(StoreFullException), HttpStatusCode.InsufficientStorage)]
    [InlineData(typeof(StoreUnavailableException), HttpStatusCode.ServiceUnavailable)]
    public async Task StoreInTrouble_SaysSo_AndWhenToTryAgain(Type trouble, HttpStatusCode status)
    {
        await using var hub = await TestHub.StartAsync(replace: services => services.AddSingleton<IFileStore>(new FailingStore(trouble)));
        using var lead = await hub.SignInAsAsync("Lena Lead", EnablementHub.Platform.Security.HubRoles.Lead);
        var id = await NewAsync(lead, "clip", "No room");
        var answer = await UploadAsync(lead, $"/studio/{id}/media", "call.wav", SampleMedia.Wav(1), json: true);
        Assert.Equal(status, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("Nothing was stored", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("No room", await lead.ReadAsync($"/studio/{id}"), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> UploadAsync(TestBrowser browser, string path, string name, byte[] content, bool json = false)
    {
        using var form = new MultipartFormDataContent { { new StringContent(await browser.TokenAsync("/studio/new")), "__RequestVerificationToken" }, { new ByteArrayContent(content), "file", name } };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        if (json) request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return await browser.Http.SendAsync(request);
    }

    private async Task<int> CountFilesAsync()
    {
        var count = 0;
        await foreach (var _ in studio.Hub.App.Services.GetRequiredService<IFileStore>().ListAsync()) count++;
        return count;
    }

    /// <summary>A store whose disk has just given up.</summary>
    private sealed class FailingStore(Type trouble) : IFileStore
    {
        private Exception Trouble() => (Exception)Activator.CreateInstance(trouble, "The file store has a problem. Nothing was stored.", null)!;

        public Task<StoredFile> SaveAsync(Stream source, long maxBytes, CancellationToken cancellationToken = default) => throw Trouble();

        public Task<Stream?> OpenReadAsync(string key, CancellationToken cancellationToken = default) => Task.FromResult<Stream?>(null);

        public Task<StoredFileInfo?> StatAsync(string key, CancellationToken cancellationToken = default) => Task.FromResult<StoredFileInfo?>(null);

        public Task<bool> DeleteAsync(string key, CancellationToken cancellationToken = default) => Task.FromResult(false);

        public IAsyncEnumerable<StoredFileInfo> ListAsync(CancellationToken cancellationToken = default) => AsyncEnumerable.Empty<StoredFileInfo>();

        public Task CheckWritableAsync(CancellationToken cancellationToken = default) => throw Trouble();

        public Task<bool> TakeOverAsync(string key, string sha256, Stream source, CancellationToken cancellationToken = default) => throw Trouble();

        public Task<string> BeginUploadAsync(CancellationToken cancellationToken = default) => throw Trouble();

        public Task<StagedPart> StagePartAsync(string uploadId, int number, Stream source, long maxBytes, CancellationToken cancellationToken = default) => throw Trouble();

        public Task<IReadOnlyList<StagedPart>> ListPartsAsync(string uploadId, CancellationToken cancellationToken = default) => throw Trouble();

        public Task<StoredFile> CommitUploadAsync(string uploadId, long maxBytes, CancellationToken cancellationToken = default) => throw Trouble();

        public Task AbandonUploadAsync(string uploadId, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task<int> RemoveLeftoversAsync(DateTimeOffset untouchedSince, CancellationToken cancellationToken = default) => Task.FromResult(0);
    }
}
