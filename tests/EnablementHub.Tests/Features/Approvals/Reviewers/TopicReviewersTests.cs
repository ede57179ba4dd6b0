using System.Net;
using EnablementHub.Tests.Features.Studio;
using EnablementHub.Tests.Support;
using static EnablementHub.Tests.Features.Studio.StudioHub;

namespace EnablementHub.Tests.Features.Approvals.Reviewers;

public sealed class TopicReviewersTests(ApprovalHub hub) : IClassFixture<ApprovalHub>
{
    [Fact]
    public async Task ReviewersOfATopic_AreOfferedFirst_AndAlreadyChosen()
    {
        var topic = await TestData.In(hub.Hub).FacetAsync("topic", "renewal-prices", "Renewal prices");
        var set = await hub.Lead.PostAsync("/approvals/reviewers", $"/approvals/reviewers/{topic.Id}", ("people", $"{hub.TomReviewer.Id}"));
        Assert.Equal(HttpStatusCode.Redirect, set.StatusCode);
        var id = await hub.WrittenAsync("About renewals", more: [("FacetsShown", "1"), ("Facets", $"{topic.Id}")]);
        var page = await hub.Author.ReadAsync($"/approvals/ask/{id}");
        Assert.Matches($"value=\"{hub.TomReviewer.Id}\" checked", page);
        Assert.DoesNotMatch($"value=\"{hub.RosaReviewer.Id}\" checked", page);
        Assert.Contains("for Renewal prices", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("Tom Reviewer", StringComparison.Ordinal) < page.IndexOf("Rosa Reviewer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WrongPeople_WrongTopics_AndOtherRoles_AreRefused()
    {
        var topic = await TestData.In(hub.Hub).FacetAsync("topic", "refused-topic", "Refused topic");
        hub.Hub.Time.Advance(TimeSpan.FromSeconds(4));
        var persona = await TestData.In(hub.Hub).FacetAsync("persona", "cfo", "CFO");
        foreach (var wrong in new[] { "987654", "somebody" })
        {
            var refused = await hub.Lead.PostAsync("/approvals/reviewers", $"/approvals/reviewers/{topic.Id}", ("people", $"{hub.RosaReviewer.Id}"), ("people", wrong));
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            var html = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains("Choose again.", html, StringComparison.Ordinal);
            Assert.Matches($"id=\"r-{topic.Id}-{hub.RosaReviewer.Id}\"[^>]*checked", html);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await hub.Lead.PostAsync("/approvals/reviewers", $"/approvals/reviewers/{persona.Id}", ("people", $"{hub.RosaReviewer.Id}"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await hub.Lead.PostAsync("/approvals/reviewers", "/approvals/reviewers/987654")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await hub.Author.GetAsync("/approvals/reviewers")).StatusCode);
    }
}
