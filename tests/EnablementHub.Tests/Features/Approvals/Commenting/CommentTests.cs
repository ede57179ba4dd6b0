using System.Net;
using EnablementHub.Features.Approvals.Commenting;
using EnablementHub.Tests.Features.Studio;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static EnablementHub.Tests.Features.Studio.StudioHub;

namespace EnablementHub.Tests.Features.Approvals.Commenting;

public sealed class CommentTests(ApprovalHub hub) : IClassFixture<ApprovalHub>
{
    [Theory]
    [InlineData("text", "", "Write what you want to say")]
    [InlineData("text", "2001", "at most 2,000 fit")]
    [InlineData("quote", "501", "at most 500 fit")]
    [InlineData("moment", "soon", "Enter the moment as minutes and seconds")]
    [InlineData("moment", "1:2:3:4", "Enter the moment as minutes and seconds")]
    [InlineData("moment", "9:59", "The recording is shorter than that")]
    [InlineData("answers", "987654", "The comment that you answer is gone")]
    public async Task WrongFields_AreRefusedWithASentence_AndTheOthersStay(string field, string value, string sentence)
    {
        var clip = await TestData.In(hub.Hub).Clip("Commented wrongly").OwnedBy(hub.Writer).WithMedia().DraftAsync();
        var round = await hub.AskedAsync(clip.Id, [hub.RosaReviewer]);
        var sent = value is "2001" or "501" ? new string('z', int.Parse(value, System.Globalization.CultureInfo.InvariantCulture)) : value;
        var fields = new Dictionary<string, string> { ["round"] = $"{round}", ["text"] = "Kept comment", ["quote"] = "Kept passage", ["moment"] = "0:05", [field] = sent };
        var answer = await hub.Rosa.PostAsync("/studio/new", $"/approvals/items/{clip.Id}/comments", [.. fields.Select(pair => (pair.Key, pair.Value))]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        foreach (var kept in fields.Where(pair => pair.Key is "text" or "quote" or "moment")) Assert.Contains(kept.Value, html, StringComparison.Ordinal);
        await using var database = hub.Hub.OpenDatabase();
        Assert.False(await database.ApprovalComments.AnyAsync(comment => comment.ItemId == clip.Id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ReviewerComments_AuthorAnswersResolvesAndSendsAgain()
    {
        var id = await hub.WrittenAsync("Talked about", "The price **holds** until May.");
        var round = await hub.AskedAsync(id, [hub.RosaReviewer]);
        await CommentAsync(hub.Rosa, id, ("round", $"{round}"), ("quote", "price holds until May"), ("text", "June, no?"));
        await ApprovalHub.DecidedAsync(hub.Rosa, round, "changes", "See my comment.");
        var editor = await hub.Author.ReadAsync($"/studio/{id}");
        Assert.Contains("June, no?", editor, StringComparison.Ordinal);
        Assert.Contains("price holds until May", editor, StringComparison.Ordinal);
        Assert.DoesNotContain("no longer in the text", editor, StringComparison.Ordinal);

        await using var database = hub.Hub.OpenDatabase();
        var comment = await database.ApprovalComments.AsNoTracking().SingleAsync(c => c.ItemId == id, TestContext.Current.CancellationToken);
        await CommentAsync(hub.Author, id, ("answers", $"{comment.Id}"), ("text", "Right, June."));
        await SaveAsync(hub.Author, id, ("Body", "The price holds until June."));
        Assert.Contains("no longer in the text", await hub.Author.ReadAsync($"/studio/{id}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await hub.Tom.PostAsync("/studio/new", $"/approvals/comments/{comment.Id}/resolve")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await hub.Author.PostAsync("/studio/new", $"/approvals/comments/{comment.Id}/resolve")).StatusCode);
        var again = await hub.AskedAsync(id, [hub.RosaReviewer]);
        var page = await hub.Rosa.ReadAsync($"/approvals/{again}");
        Assert.Contains("Right, June.", page, StringComparison.Ordinal);
        Assert.Contains("1 resolved comment", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await hub.Rosa.PostAsync("/studio/new", $"/approvals/comments/{comment.Id}/resolve", ("open", "yes"), ("round", $"{again}"))).StatusCode);
    }

    [Fact]
    public async Task CommentOnAMoment_IsStored_AndLeadsToIt_ForReviewerAndAuthor()
    {
        var clip = await TestData.In(hub.Hub).Clip("Heard together").OwnedBy(hub.Writer).WithMedia().WithCues().DraftAsync();
        var round = await hub.AskedAsync(clip.Id, [hub.RosaReviewer]);
        await CommentAsync(hub.Rosa, clip.Id, ("round", $"{round}"), ("moment", "0:12.5"), ("text", "He says May here."));
        await using var database = hub.Hub.OpenDatabase();
        Assert.Equal(12.5, (await database.ApprovalComments.SingleAsync(comment => comment.ItemId == clip.Id, TestContext.Current.CancellationToken)).Moment);
        Assert.Contains($"href=\"/approvals/{round}#recording\" data-seek=\"12.5\">at 0:12", await hub.Rosa.ReadAsync($"/approvals/{round}"), StringComparison.Ordinal);
        Assert.Contains($"href=\"/items/{clip.Id}?version=pending&amp;start=12.5\" data-seek=\"12.5\"", await hub.Author.ReadAsync($"/studio/{clip.Id}"), StringComparison.Ordinal);
        Assert.Contains("data-start=\"12.5\"", await hub.Author.ReadAsync($"/items/{clip.Id}?version=pending&start=12.5"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoeverIsCalledByName_HearsOfIt_IfTheyMayOpenIt_AndTheWriterLearnsWhoDoesNot()
    {
        var id = await hub.WrittenAsync("Called by name");
        var round = await hub.AskedAsync(id, [hub.RosaReviewer]);
        var rep = await hub.Hub.AddPersonAsync("Rita Rep");
        await CommentAsync(hub.Author, id, ("round", $"{round}"), ("text", "@Rosa Reviewer and @lena lead, look. @Tom Reviewer, @Rita Rep and @Erik Expert too."));
        var said = WebUtility.HtmlDecode(await hub.Author.ReadAsync($"/studio/{id}"));
        Assert.Contains("Tom Reviewer can't open this, so they were not told", said, StringComparison.Ordinal);
        Assert.Contains("Rita Rep can't open this", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Rosa Reviewer can't open this", said, StringComparison.Ordinal);

        await using var database = hub.Hub.OpenDatabase();
        var told = await database.Notices.AsNoTracking().Where(notice => notice.Key.StartsWith("review-mention:") && notice.Text.Contains("Called by name")).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(new[] { hub.RosaReviewer.Id, hub.LenaLead.Id }.Order(), told.Select(notice => notice.PersonId).Order());
        Assert.All(told, notice => Assert.Equal((EnablementHub.Features.Notifications.NoticeKind.Mentioned, $"/approvals/{round}#comments"), (notice.Kind, notice.Address)));
        Assert.False(await database.Notices.AnyAsync(notice => notice.PersonId == rep.Id && notice.Text.Contains("Called by name"), TestContext.Current.CancellationToken));

        // Rosa wrote it: the author is called and hears that once, and not also that somebody commented.
        await CommentAsync(hub.Rosa, id, ("round", $"{round}"), ("text", "@Erik Expert, which price?"));
        var author = await database.Notices.AsNoTracking().Where(notice => notice.PersonId == hub.Writer.Id && notice.Text.Contains("Called by name")).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(EnablementHub.Features.Notifications.NoticeKind.Mentioned, Assert.Single(author).Kind);
    }

    [Fact]
    public async Task SentTwice_IsOneComment_AndStrangersSayNothing()
    {
        var id = await hub.WrittenAsync("Only for those asked");
        var round = await hub.AskedAsync(id, [hub.RosaReviewer]);
        await CommentAsync(hub.Rosa, id, ("round", $"{round}"), ("text", "Once"));
        await CommentAsync(hub.Rosa, id, ("round", $"{round}"), ("text", "Once"));
        Assert.Equal(HttpStatusCode.NotFound, (await hub.Tom.PostAsync("/studio/new", $"/approvals/items/{id}/comments", ("text", "Me too"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await hub.Rosa.PostAsync("/studio/new", "/approvals/items/987654/comments", ("text", "Where?"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await hub.Rosa.PostAsync("/studio/new", "/approvals/comments/987654/resolve")).StatusCode);
        await using var database = hub.Hub.OpenDatabase();
        Assert.Equal(1, await database.ApprovalComments.CountAsync(comment => comment.ItemId == id, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("65", 65.0)]
    [InlineData("1:05", 65.0)]
    [InlineData(" 1:02:05.5 ", 3725.5)]
    [InlineData("", null)]
    [InlineData("-5", null)]
    [InlineData("1:", null)]
    [InlineData("1e5", null)]
    [InlineData("9999999999", null)]
    public void Moments_AreReadAsPeopleWriteThem(string text, double? seconds) => Assert.Equal(seconds, AddComment.ReadMoment(text));

    private static async Task CommentAsync(TestBrowser browser, int id, params (string, string)[] fields)
    {
        var answer = await browser.PostAsync("/studio/new", $"/approvals/items/{id}/comments", fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await TextAsync(answer));
    }
}
