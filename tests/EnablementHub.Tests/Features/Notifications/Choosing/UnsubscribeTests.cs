using System.Net;
using EnablementHub.Features.Notifications.Choosing;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Notifications.Choosing;

public sealed class UnsubscribeTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task MailProgram_EndsMailsWithOneRequest_SignedOut_AndTwiceIsOnce()
    {
        var person = await _hub.AddPersonAsync("Udo Unsub");
        var path = PathFor(person.Id);
        using var program = new HttpClient { BaseAddress = _hub.Address };
        for (var attempt = 0; attempt < 2; attempt++)
        {
            using var body = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);
            var answer = await program.PostAsync(path, body, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("udo.unsub@hub.example gets no more mails", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        Assert.True(await IsOffAsync(person.Id));
        await using var database = _hub.OpenDatabase();
        Assert.Equal(1, await database.Audit.CountAsync(entry => entry.Action == "person.mails-ended" && entry.SubjectId == person.Id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task MultipartBody_WorksToo()
    {
        var person = await _hub.AddPersonAsync("Mara Multipart");
        using var program = new HttpClient { BaseAddress = _hub.Address };
        using var body = new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } };
        Assert.Equal(HttpStatusCode.OK, (await program.PostAsync(PathFor(person.Id), body, TestContext.Current.CancellationToken)).StatusCode);
        Assert.True(await IsOffAsync(person.Id));
    }

    [Fact]
    public async Task FollowingTheLink_AsksAndChangesNothing_ItsButtonDoes()
    {
        var person = await _hub.AddPersonAsync("Lars Link");
        using var browser = _hub.Anonymous();
        var path = PathFor(person.Id);
        Assert.Contains("End the mails", await browser.ReadAsync(path), StringComparison.Ordinal);
        using (var head = new HttpRequestMessage(HttpMethod.Head, path)) await browser.Http.SendAsync(head, TestContext.Current.CancellationToken);
        Assert.False(await IsOffAsync(person.Id));
        using var empty = new FormUrlEncodedContent([]);
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.PostAsync(path, empty, TestContext.Current.CancellationToken)).StatusCode);
        Assert.True(await IsOffAsync(person.Id));
    }

    [Fact]
    public async Task Link_WorksForYears()
    {
        var person = await _hub.AddPersonAsync("Yara Years");
        var path = PathFor(person.Id);
        _hub.Time.Advance(TimeSpan.FromDays(800));
        using var browser = _hub.Anonymous();
        Assert.Contains("End the mails", await browser.ReadAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ForgedLinks_AreRefusedWithASentence()
    {
        var path = PathFor(987_654);
        using var browser = _hub.Anonymous();
        foreach (var wrong in new[] { "/unsubscribe", "/unsubscribe?token=", "/unsubscribe?token=1", "/unsubscribe?token=" + new string('A', 10_000), path[..^3], "/unsubscribe?token=%00%ff" })
        {
            var asked = await browser.GetAsync(wrong);
            Assert.Equal(HttpStatusCode.BadRequest, asked.StatusCode);
            Assert.Contains("This link doesn", await asked.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            using var body = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);
            Assert.Equal(HttpStatusCode.BadRequest, (await browser.Http.PostAsync(wrong, body, TestContext.Current.CancellationToken)).StatusCode);
        }

        using var nobody = new FormUrlEncodedContent([]);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Http.PostAsync(path, nobody, TestContext.Current.CancellationToken)).StatusCode);
    }

    private string PathFor(int personId) => _hub.App.Services.GetRequiredService<UnsubscribeLinks>().PathFor(personId);

    private async Task<bool> IsOffAsync(int personId)
    {
        await using var database = _hub.OpenDatabase();
        return await database.MailSettings.AnyAsync(settings => settings.PersonId == personId && settings.IsOff, TestContext.Current.CancellationToken);
    }
}
