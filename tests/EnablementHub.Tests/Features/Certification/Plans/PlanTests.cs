using System.Net;
using EnablementHub.Features.Certification;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static EnablementHub.Tests.Features.Certification.CertificationStory;

namespace EnablementHub.Tests.Features.Certification.Plans;

public sealed class PlanTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task Lead_WritesACertification_PublishesIt_ChangesItBesideWhatHolds_AndRetiresIt()
    {
        var sheet = await TestData.In(_hub).Document("Price sheet").PublishedAsync();
        var clip = await TestData.In(_hub).Clip("Price to a CFO").WithMedia().PublishedAsync();
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var created = await lead.PostAsync(CertificationLinks.Plans, CertificationLinks.Plans, ("title", "  Pricing,   certified "));
        var page = created.Headers.Location!.ToString();
        var id = int.Parse(page.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        var empty = await lead.PostAsync(page, page + "/publish", Revision(await PlanAsync(id)));
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        Assert.Contains("It asks nothing yet", await empty.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var first = (await PlanAsync(id)).Draft!.Groups.Single();
        await OkAsync(lead, page, $"{page}/groups/{first.Id}/requirements", Revision(await PlanAsync(id)), ("Target", $"item:{sheet.Id}"));
        await OkAsync(lead, page, $"{page}/groups/{first.Id}/requirements", Revision(await PlanAsync(id)), ("Target", $"Price to a CFO · item:{clip.Id}"));
        await OkAsync(lead, page, $"{page}/groups/{first.Id}", Revision(await PlanAsync(id)), ("GroupTitle", "Know the prices"), ("Need", "1"));
        await OkAsync(lead, page, $"{page}/groups", Revision(await PlanAsync(id)), ("GroupTitle", "Refresh"), ("For", "renewal"));
        var renewal = (await PlanAsync(id)).Draft!.Renewal.Single();
        await OkAsync(lead, page, $"{page}/groups/{renewal.Id}/requirements", Revision(await PlanAsync(id)), ("Target", $"item:{clip.Id}"));
        await OkAsync(lead, page, page, Revision(await PlanAsync(id)), ("Title", "Pricing, certified"), ("Summary", "For everybody who quotes."), ("ValidDays", "180"), ("WindowDays", "20"), ("GraceDays", "7"), ("IsMandatory", "yes"));
        await OkAsync(lead, page, page + "/publish", Revision(await PlanAsync(id)));
        var published = await PlanAsync(id);
        Assert.Equal((PlanState.Published, 1, true, new ValidityRule(180, 20, 7)), (published.State, published.LiveNumber, published.IsMandatory, published.Live!.Validity));
        Assert.Contains("1 of 2 needed", await lead.ReadAsync(page), StringComparison.Ordinal);

        // A change of what is asked waits beside it, and goes away without a trace.
        var live = published.Live.FirstTime.Single();
        await OkAsync(lead, page, $"{page}/groups/{live.Id}/requirements/{live.InOrder.First().Id}/remove", Revision(published));
        var changed = await PlanAsync(id);
        Assert.Equal((1, 2, 2, 1), (changed.LiveNumber, changed.DraftNumber, changed.Live!.FirstTime.Single().Requirements.Count, changed.Draft!.FirstTime.Single().Requirements.Count));
        Assert.Contains("Version 1 holds until you publish it", await lead.ReadAsync(page), StringComparison.Ordinal);
        await OkAsync(lead, page, page + "/discard", Revision(changed));
        Assert.Null((await PlanAsync(id)).DraftNumber);
        await OkAsync(lead, page, $"{page}/groups/{renewal.Id}/remove", Revision(await PlanAsync(id)));
        await OkAsync(lead, page, page + "/publish", Revision(await PlanAsync(id)));
        Assert.Equal((2, 0, 1), ((await PlanAsync(id)).LiveNumber, (await PlanAsync(id)).Live!.Renewal.Count(), (await PlanAsync(id)).Versions.Single(version => version.Number == 1).Renewal.Count()));

        Assert.Contains("Nobody earns or renews it any more.", await lead.ReadAsync(page + "/retire"), StringComparison.Ordinal);
        await OkAsync(lead, page, $"{page}/retire?revision={(await PlanAsync(id)).Revision}");
        Assert.Equal(PlanState.Retired, (await PlanAsync(id)).State);
        await OkAsync(lead, page, page + "/publish", Revision(await PlanAsync(id)));
        Assert.Equal(PlanState.Published, (await PlanAsync(id)).State);
    }

    [Theory]
    [InlineData("Title", "", "Give it a title")]
    [InlineData("Title", "LONG", "at most 100 fit")]
    [InlineData("Summary", "LONG", "at most 500 fit")]
    [InlineData("ValidDays", "0", "Enter days as a number from 1 to 3650.")]
    [InlineData("ValidDays", "a year", "Enter days as a number from 1 to 3650.")]
    [InlineData("ValidDays", "99999999999", "Enter days as a number from 1 to 3650.")]
    [InlineData("WindowDays", "-1", "Enter days as a number from 0 to 3650.")]
    [InlineData("WindowDays", "365", "choose fewer than 365 days")]
    [InlineData("GraceDays", "366", "Enter days as a number from 0 to 365.")]
    public async Task About_WithBadInput_SaysWhatToDo_KeepsWhatWasTyped_AndWritesNothing(string field, string value, string sentence)
    {
        var plan = await CertificationStory.In(_hub, "About " + Guid.NewGuid().ToString("N")[..6]).Asking(Quiz(1)).SavedAsync();
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["Title"] = "Typed with care", ["Summary"] = "Summed with care", ["ValidDays"] = "365", ["WindowDays"] = "30", ["GraceDays"] = "14" };
        fields[field] = value == "LONG" ? new string('x', 501) : value;
        var page = CertificationLinks.Plan(plan.Id);
        var answer = await lead.PostAsync(page, page, [.. fields.Select(pair => (pair.Key, pair.Value)), Revision(plan)]);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        Assert.Contains(fields[field], html, StringComparison.Ordinal);
        Assert.Contains(field == "Title" ? "Summed with care" : "Typed with care", html, StringComparison.Ordinal);
        Assert.Equal(plan.Revision, (await PlanAsync(plan.Id)).Revision);
    }

    [Theory]
    [InlineData("requirements", "Target", "", "Choose it from the titles that are offered")]
    [InlineData("requirements", "Target", "pricing", "Choose it from the titles that are offered")]
    [InlineData("requirements", "Target", "item:999999", "That is gone, or was never there.")]
    [InlineData("requirements", "Target", "DRAFT", "isn't published, so nobody could do it")]
    [InlineData("requirements", "Target", "TWICE", "stands here already")]
    [InlineData("requirements", "MinimumScore", "80", "This is not scored")]
    [InlineData("requirements", "MinimumScore", "101", "Enter the least score as a number from 1 to 100")]
    [InlineData("", "GroupTitle", "", "Say in some words what belongs here")]
    [InlineData("", "Need", "0", "Enter how many do, from 1 to 50")]
    [InlineData("", "Need", "3", "There is only 1 requirement here.")]
    public async Task Requirement_WithBadInput_SaysWhatToDo_AndWritesNothing(string form, string field, string value, string sentence)
    {
        var (sheet, other, draft) = (await TestData.In(_hub).Document("Price sheet").PublishedAsync(), await TestData.In(_hub).Document("Other sheet").PublishedAsync(), await TestData.In(_hub).Document("Draft sheet").DraftAsync());
        var plan = await CertificationStory.In(_hub, "Asks " + Guid.NewGuid().ToString("N")[..6]).Asking(Of(sheet)).SavedAsync();
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var typed = value switch { "DRAFT" => $"item:{draft.Id}", "TWICE" => $"item:{sheet.Id}", _ => value };
        var fields = form.Length > 0
            ? new Dictionary<string, string>(StringComparer.Ordinal) { ["Target"] = $"item:{other.Id}", ["MinimumScore"] = "" }
            : new Dictionary<string, string>(StringComparer.Ordinal) { ["GroupTitle"] = "Typed with care", ["Need"] = "" };
        fields[field] = typed;
        var page = CertificationLinks.Plan(plan.Id);
        var group = CertificationLinks.Group(plan.Id, plan.Draft!.Groups[0].Id);
        var answer = await lead.PostAsync(page, form.Length > 0 ? $"{group}/{form}" : group, [.. fields.Select(pair => (pair.Key, pair.Value)), Revision(plan)]);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        if (typed.Length > 0) Assert.Contains($"value=\"{typed}\"", html, StringComparison.Ordinal);
        Assert.Equal(plan.Revision, (await PlanAsync(plan.Id)).Revision);
    }

    [Fact]
    public async Task SecondOfTwoLeads_IsTold_UnknownOnesAreNotThere_AndATitleIsNeeded()
    {
        var plan = await CertificationStory.In(_hub, "Twice").Asking(Quiz(1)).SavedAsync();
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var page = CertificationLinks.Plan(plan.Id);
        var stale = await lead.PostAsync(page, page + "/groups", ("GroupTitle", "The second lead’s"), ("revision", "999"));
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Contains("The second lead’s", WebUtility.HtmlDecode(await stale.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync(CertificationLinks.Plan(999999))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.PostAsync(page, $"{page}/groups/999999/remove", Revision(plan))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.PostAsync(page, $"{page}/groups/{plan.Draft!.Groups[0].Id}/requirements/999999/remove", Revision(plan))).StatusCode);
        foreach (var (title, sentence) in new[] { ("  ", "Give it a title"), (new string('x', 101), "at most 100 fit") })
        {
            var refused = await lead.PostAsync(CertificationLinks.Plans, CertificationLinks.Plans, ("title", title));
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains(sentence, await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    private static (string Name, string Value) Revision(CertificationPlan plan) => ("revision", plan.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static async Task OkAsync(TestBrowser lead, string page, string action, params (string Name, string Value)[] fields)
    {
        var answer = await lead.PostAsync(page, action, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{action}: {answer.StatusCode}\n{await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
    }

    private async Task<CertificationPlan> PlanAsync(int id)
    {
        await using var database = _hub.OpenDatabase();
        return await database.CertificationPlans.AsNoTracking().Include(plan => plan.Versions).ThenInclude(version => version.Groups).ThenInclude(group => group.Requirements).SingleAsync(plan => plan.Id == id, TestContext.Current.CancellationToken);
    }
}
