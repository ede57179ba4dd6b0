using System.Net;
using EnablementHub.Features.Library;
using Microsoft.EntityFrameworkCore;
using static EnablementHub.Tests.Features.Studio.StudioHub;

namespace EnablementHub.Tests.Features.Studio.Editing;

public sealed class EditorTests(StudioHub studio) : IClassFixture<StudioHub>
{
    [Theory]
    [InlineData("clip")]
    [InlineData("playbook")]
    [InlineData("training-video")]
    [InlineData("template")]
    [InlineData("document")]
    [InlineData("link")]
    public async Task NewItem_OfEachKind_OpensItsEditorAndSaysWhatIsMissing(string kind)
    {
        var id = await NewAsync(studio.Expert, kind, $"A new {kind}");
        var page = await studio.Expert.ReadAsync($"/studio/{id}");
        Assert.Contains($"A new {kind}", page, StringComparison.Ordinal);
        Assert.Contains("Ready to publish", page, StringComparison.Ordinal);
        Assert.Equal(kind == "training-video", page.Contains("name=\"Recap\"", StringComparison.Ordinal));
        Assert.Equal(kind == "link", page.Contains("name=\"LinkUrl\"", StringComparison.Ordinal));
        Assert.Equal(kind is "playbook" or "link", !page.Contains("type=\"file\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Save_OfPublishedWords_WaitsBesideTheLiveVersion_AndDetailsHoldAtOnce()
    {
        var id = await NewAsync(studio.Lead, "playbook", "Too expensive");
        await PublishAsync(studio.Lead, id, ("Body", "First text"), ("Tags", "price"));
        var answer = await SaveAsync(studio.Lead, id, ("Body", "Second text"), ("Tags", "price, budget"), ("Note", "Better words"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var item = await studio.ReadAsync(id);
        Assert.Equal(PublicationState.Published, item.State);
        Assert.Equal("First text", item.LiveVersion!.Body);
        Assert.Equal("Second text", item.PendingVersion!.Body);
        Assert.Contains("<p>Second text</p>", item.PendingVersion.BodyHtml, StringComparison.Ordinal);
        Assert.Equal(["budget", "price"], item.Tags.Select(entry => entry.Tag).Order());
        var page = await studio.Lead.ReadAsync($"/studio/{id}");
        Assert.Contains("Details on the right hold at once", page, StringComparison.Ordinal);
        await using var database = studio.Hub.OpenDatabase();
        Assert.Contains(await database.Audit.Where(entry => entry.SubjectId == id).ToListAsync(TestContext.Current.CancellationToken), entry => entry is { Action: "item.saved", Detail: "Better words" });
        Assert.True(await database.Changes.CountAsync(change => change.ItemId == id, TestContext.Current.CancellationToken) >= 3);
    }

    [Fact]
    public async Task Save_SentTwice_MakesOneVersion()
    {
        var id = await NewAsync(studio.Lead, "playbook", "Sent twice");
        var form = await OpenAsync(studio.Lead, id, ("Body", "Once"));
        Assert.Equal(HttpStatusCode.Redirect, (await studio.Lead.PostAsync($"/studio/{id}", $"/studio/{id}", form)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await studio.Lead.PostAsync($"/studio/{id}", $"/studio/{id}", form)).StatusCode);
        Assert.Single((await studio.ReadAsync(id)).Versions);
    }

    [Fact]
    public async Task SecondEditor_IsToldWhoChangedWhat_LosesNothing_AndMaySaveOnTop()
    {
        var id = await NewAsync(studio.Expert, "playbook", "Two editors");
        var experts = await OpenAsync(studio.Expert, id, ("Body", "Line one\nThe expert's words"));
        Assert.Equal(HttpStatusCode.Redirect, (await SaveAsync(studio.Lead, id, ("Body", "Line one\nThe lead's words"), ("Note", "Sharper"))).StatusCode);

        var refused = await studio.Expert.PostAsync($"/studio/{id}", $"/studio/{id}", experts);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var page = await refused.Content.ReadAsStringAsync();
        Assert.Contains("Lena Lead", page, StringComparison.Ordinal);
        Assert.Contains("changed the content", page, StringComparison.Ordinal);
        Assert.Contains("Sharper", page, StringComparison.Ordinal);
        Assert.Contains("The expert&#x27;s words</textarea>", page, StringComparison.Ordinal);
        Assert.Contains("<del>lead</del>", page, StringComparison.Ordinal);
        Assert.Contains("<ins>expert</ins>", page, StringComparison.Ordinal);
        Assert.Equal("Line one\nThe lead's words", (await studio.ReadAsync(id)).PendingVersion!.Body);

        var saveOn = System.Text.RegularExpressions.Regex.Match(page, "name=\"SaveOn\" value=\"(\\d+)\"").Groups[1].Value;
        var deliberate = await studio.Expert.PostAsync($"/studio/{id}", $"/studio/{id}", [.. experts, ("SaveOn", saveOn)]);
        Assert.Equal(HttpStatusCode.Redirect, deliberate.StatusCode);
        var item = await studio.ReadAsync(id);
        Assert.Equal("Line one\nThe expert's words", item.PendingVersion!.Body);
        Assert.Contains(item.Versions, version => version.Body.Contains("lead's", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Expert_ChangesOwnItemsOnly_AndNeverOwnerAudienceOrPublication()
    {
        var others = await NewAsync(studio.Lead, "playbook", "The lead's own");
        Assert.Equal(HttpStatusCode.Forbidden, (await studio.Expert.GetAsync($"/studio/{others}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await studio.Expert.PostAsync("/studio/new", $"/studio/{others}", ("Body", "Mine now"))).StatusCode);

        var own = await NewAsync(studio.Expert, "playbook", "The expert's own");
        var leadId = (await studio.ReadAsync(others)).OwnerId;
        var owner = await SaveAsync(studio.Expert, own, ("Body", "Kept words"), ("OwnerId", leadId.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(HttpStatusCode.Forbidden, owner.StatusCode);
        Assert.Contains("Kept words</textarea>", await owner.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await SaveAsync(studio.Expert, own, ("AudienceKind", "some"), ("Audience", "role:rep"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SaveAsync(studio.Expert, own, ("Body", "Text"), ("intent", "publish"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await studio.Expert.PostAsync("/studio/new", $"/studio/{own}/publish", ("revision", "1"))).StatusCode);
        var item = await studio.ReadAsync(own);
        Assert.Equal(PublicationState.Draft, item.State);
        Assert.Empty(item.Audience);

        await PublishAsync(studio.Lead, own);
        Assert.Equal(HttpStatusCode.Redirect, (await SaveAsync(studio.Expert, own, ("Body", "A better text"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SaveAsync(studio.Expert, own, ("ExpireOn", "2026-12-31"))).StatusCode);
    }

    [Fact]
    public async Task Rep_FindsNoStudio()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await studio.Rep.GetAsync("/studio")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await studio.Rep.GetAsync("/studio/1")).StatusCode);
    }

    [Theory]
    [InlineData("Title", "", "Give it a title.")]
    [InlineData("ReleaseOn", "31.12.2026", "Enter the first day as year, month and day")]
    [InlineData("ExpireOn", "2026-02-31", "Enter the last day as year, month and day")]
    [InlineData("SuccessorId", "the other one", "Choose the successor")]
    [InlineData("SuccessorId", "987654", "There is no item with that number")]
    [InlineData("OwnerId", "nobody", "Choose the owner from the list")]
    [InlineData("OwnerId", "987654", "That person isn't in the hub any more")]
    [InlineData("Language", "tlh-Klingon", "Choose the language from the list")]
    [InlineData("Use", "sideways", "Choose internal or external")]
    [InlineData("LinkUrl", "javascript:alert(1)", "Enter a whole web address")]
    [InlineData("Tags", "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u", "There are 21 tags")]
    public async Task Save_OfWhatIsWrong_SaysSo_AndKeepsTheTypedText(string field, string value, string sentence)
    {
        var id = await NewAsync(studio.Lead, "link", "Wrong fields");
        var before = await studio.RevisionAsync(id);
        var answer = await SaveAsync(studio.Lead, id, ("Summary", "What I typed"), (field, value));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var text = await TextAsync(answer);
        Assert.Contains(sentence, text, StringComparison.Ordinal);
        Assert.Contains("What I typed", text, StringComparison.Ordinal);
        Assert.Equal(before, await studio.RevisionAsync(id));
    }

    [Fact]
    public async Task Save_OfWrongFacetsAudienceAndDays_IsRefusedWhole()
    {
        var id = await NewAsync(studio.Lead, "playbook", "Wrong lists");
        foreach (var (fields, sentence) in new ((string, string)[], string)[]
                 {
                     ([("FacetsShown", "1"), ("Facets", "987654")], "One of the chosen values no longer exists"),
                     ([("FacetsShown", "1"), ("Facets", "many")], "One of the chosen values can't be read"),
                     ([("AudienceKind", "some")], "Choose at least one team or role"),
                     ([("AudienceKind", "some"), ("Audience", "team:987654")], "no longer exists"),
                     ([("AudienceKind", "some"), ("Audience", "role:king")], "no longer exists"),
                     ([("ReleaseOn", "2026-05-02"), ("ExpireOn", "2026-05-01")], "The expiry day lies before the release day"),
                     ([("SuccessorId", id.ToString(System.Globalization.CultureInfo.InvariantCulture))], "can't be its own successor"),
                 })
        {
            var answer = await SaveAsync(studio.Lead, id, [("Body", "Typed words"), .. fields]);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var text = await TextAsync(answer);
            Assert.Contains(sentence, text, StringComparison.Ordinal);
            Assert.Contains("Typed words", text, StringComparison.Ordinal);
        }

        Assert.Single((await studio.ReadAsync(id)).Versions);
    }

    [Fact]
    public async Task Save_OfTooLongOrTooComplexText_KeepsItAndSaysHowToGoOn()
    {
        var id = await NewAsync(studio.Lead, "playbook", "Much text");
        var longTitle = await SaveAsync(studio.Lead, id, ("Title", new string('t', 10_000)));
        Assert.Equal(HttpStatusCode.BadRequest, longTitle.StatusCode);
        Assert.Contains("10,000 characters; at most 160 fit", await TextAsync(longTitle), StringComparison.Ordinal);
        var longBody = await SaveAsync(studio.Lead, id, ("Body", new string('x', 200_001)));
        Assert.Equal(HttpStatusCode.BadRequest, longBody.StatusCode);
        var hostile = await SaveAsync(studio.Lead, id, ("Body", string.Concat(Enumerable.Repeat("[a](", 20_000))));
        Assert.Equal(HttpStatusCode.BadRequest, hostile.StatusCode);
        Assert.Contains("[a](</textarea>", (await hostile.Content.ReadAsStringAsync()).Replace("\r", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await SaveAsync(studio.Lead, id, ("Body", new string('ä', 10_000)))).StatusCode);
    }

    [Fact]
    public async Task Save_OfHostileMarkdown_RendersNothingDangerous()
    {
        var id = await NewAsync(studio.Lead, "playbook", "<script>alert(1)</script>");
        await SaveAsync(studio.Lead, id, ("Body", "<img src=x onerror=alert(1)> [x](javascript:alert(1)) # h {onclick=alert(1)}"), ("Note", "</textarea><script>alert(2)</script>"));
        var item = await studio.ReadAsync(id);
        Assert.DoesNotContain("<img", item.PendingVersion!.BodyHtml, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"javascript", item.PendingVersion.BodyHtml, StringComparison.OrdinalIgnoreCase);
        foreach (var path in new[] { $"/studio/{id}", $"/studio/{id}/history", "/studio" })
            Assert.DoesNotContain("<script>alert", await studio.Lead.ReadAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownAndMalformedAddresses_AreNotFound_AndMissingTokensAreRefused()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await studio.Lead.GetAsync("/studio/987654")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await studio.Lead.GetAsync("/studio/abc")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await studio.Lead.PostAsync("/studio/new", "/studio/987654", ("Title", "x"))).StatusCode);
        var id = await NewAsync(studio.Lead, "link", "No token");
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("Title", "Stolen")]);
        Assert.Equal(HttpStatusCode.BadRequest, (await studio.Lead.Http.PostAsync($"/studio/{id}", form, TestContext.Current.CancellationToken)).StatusCode);
        var noRevision = await studio.Lead.PostAsync($"/studio/{id}", $"/studio/{id}", ("Title", "Without revision"));
        Assert.Equal(HttpStatusCode.Conflict, noRevision.StatusCode);
        Assert.Contains("Without revision", await noRevision.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "A title", "Choose what it is")]
    [InlineData("poem", "A title", "Choose what it is")]
    [InlineData("clip", "   ", "Give it a title")]
    [InlineData("", "", "Choose what it is")]
    [InlineData("", "", "Give it a title")]
    public async Task New_WithoutKindOrTitle_SaysSo(string kind, string title, string sentence)
    {
        var answer = await studio.Expert.PostAsync("/studio/new", "/studio/new", ("kind", kind), ("title", title));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, await TextAsync(answer), StringComparison.Ordinal);
    }
}
