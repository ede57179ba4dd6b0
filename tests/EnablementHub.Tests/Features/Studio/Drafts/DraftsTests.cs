using System.Net;
using System.Net.Http.Json;
using System.Text;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static EnablementHub.Tests.Features.Studio.StudioHub;

namespace EnablementHub.Tests.Features.Studio.Drafts;

public sealed class DraftsTests(StudioHub studio) : IClassFixture<StudioHub>
{
    [Fact]
    public async Task TypedText_IsKept_Restored_AndGoneAfterSaving()
    {
        var id = await NewAsync(studio.Expert, "playbook", "Keeps itself");
        var form = await OpenAsync(studio.Expert, id, ("Body", "Half a sent"), ("ReleaseOn", "not a day yet"));
        Assert.Equal(HttpStatusCode.OK, (await studio.Expert.PostAsync($"/studio/{id}", $"/studio/{id}/autosave", form)).StatusCode);
        var page = await studio.Expert.ReadAsync($"/studio/{id}");
        Assert.Contains("Half a sent</textarea>", page, StringComparison.Ordinal);
        Assert.Contains("not a day yet", page, StringComparison.Ordinal);
        Assert.Contains("and didn't save", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Equal("", (await studio.ReadAsync(id)).PendingVersion!.Body);

        Assert.Equal(HttpStatusCode.Redirect, (await SaveAsync(studio.Expert, id, ("Body", "Half a sentence"))).StatusCode);
        await using var database = studio.Hub.OpenDatabase();
        Assert.False(await database.EditingDrafts.AnyAsync(draft => draft.ItemId == id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task DiscardedText_IsGone_AndOthersNeverSeeIt()
    {
        var id = await NewAsync(studio.Expert, "playbook", "Thrown away");
        await studio.Expert.PostAsync($"/studio/{id}", $"/studio/{id}/autosave", await OpenAsync(studio.Expert, id, ("Body", "Private thoughts")));
        Assert.DoesNotContain("Private thoughts", await studio.Lead.ReadAsync($"/studio/{id}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await studio.Expert.PostAsync("/studio/new", $"/studio/{id}/autosave/discard")).StatusCode);
        Assert.DoesNotContain("Private thoughts", await studio.Expert.ReadAsync($"/studio/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeptText_OnWhatAnotherChanged_SaysSo_WhenKeptAndWhenOpened()
    {
        var id = await NewAsync(studio.Expert, "playbook", "Changed meanwhile");
        var form = await OpenAsync(studio.Expert, id, ("Body", "The expert's text"));
        await SaveAsync(studio.Lead, id, ("Body", "The lead's text"));
        var answer = await studio.Expert.PostAsync($"/studio/{id}", $"/studio/{id}/autosave", form);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Lena Lead changed the content meanwhile", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var page = await studio.Expert.ReadAsync($"/studio/{id}");
        Assert.Contains("Somebody changed this while you were writing", page, StringComparison.Ordinal);
        Assert.Contains("The expert&#x27;s text</textarea>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OlderWindow_NeverOverwritesTheNewerOne()
    {
        var id = await NewAsync(studio.Expert, "playbook", "Two windows");
        var older = await OpenAsync(studio.Expert, id, ("Body", "Old window"));
        await SaveAsync(studio.Expert, id, ("Body", "Saved"));
        await studio.Expert.PostAsync($"/studio/{id}", $"/studio/{id}/autosave", await OpenAsync(studio.Expert, id, ("Body", "New window")));
        Assert.Equal(HttpStatusCode.Conflict, (await studio.Expert.PostAsync("/studio/new", $"/studio/{id}/autosave", older)).StatusCode);
        Assert.Contains("New window</textarea>", await studio.Expert.ReadAsync($"/studio/{id}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("{\"revision\":\"one\",\"fields\":{}}", HttpStatusCode.BadRequest)]
    [InlineData("{\"revision\":1,\"fields\":{\"Title\":{\"deep\":1}}}", HttpStatusCode.BadRequest)]
    [InlineData("{\"revision\":99,\"fields\":{\"Title\":\"x\"}}", HttpStatusCode.BadRequest)]
    [InlineData("{\"revision\":1,\"seen\":1,\"fields\":{\"Title\":\"x\",\"Facets\":[\"1\"]}}", HttpStatusCode.OK)]
    public async Task Autosave_ByJson_TakesWhatItKnowsAndRefusesTheRest(string json, HttpStatusCode status)
    {
        var id = await NewAsync(studio.Expert, "playbook", "By script");
        Assert.Equal(status, (await SendAsync(studio.Expert, $"/studio/{id}/autosave", json)).StatusCode);
    }

    [Fact]
    public async Task Autosave_OfOthersOrUnknownItems_TooMuchText_OrWithoutToken_IsRefused()
    {
        var id = await NewAsync(studio.Lead, "playbook", "Not the expert's");
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(studio.Expert, $"/studio/{id}/autosave", "{\"revision\":1,\"fields\":{}}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(studio.Expert, "/studio/987654/autosave", "{\"revision\":1,\"fields\":{}}")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(studio.Lead, $"/studio/{id}/autosave", $"{{\"revision\":1,\"fields\":{{\"Body\":\"{new string('x', 700_000)}\"}}}}")).StatusCode);
        using var bare = JsonContent.Create(new { revision = 1, fields = new { Title = "x" } });
        Assert.Equal(HttpStatusCode.BadRequest, (await studio.Lead.Http.PostAsync($"/studio/{id}/autosave", bare, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Preview_ShowsTheText_AndRefusesWhatIsTooComplex()
    {
        var shown = await studio.Expert.PostAsync("/studio/new", "/studio/preview", ("markdown", "## Handle it\n\n**Now** <script>alert(1)</script>"));
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        var html = await shown.Content.ReadAsStringAsync();
        Assert.Contains("<strong>Now</strong>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<html", html, StringComparison.OrdinalIgnoreCase);
        var complex = await studio.Expert.PostAsync("/studio/new", "/studio/preview", ("markdown", string.Concat(Enumerable.Repeat("[a](", 20_000))));
        Assert.Equal(HttpStatusCode.BadRequest, complex.StatusCode);
        Assert.Contains("detail", await complex.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await studio.Expert.PostAsync("/studio/new", "/studio/preview")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await studio.Expert.PostAsync("/studio/new", "/studio/preview", ("markdown", new string('x', 10_000)))).StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(TestBrowser browser, string path, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Antiforgery", await browser.TokenAsync("/studio/new"));
        return await browser.Http.SendAsync(request);
    }
}
