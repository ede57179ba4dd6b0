using System.Net;
using System.Text.RegularExpressions;
using EnablementHub.Features.Training;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Tests.Features.Training.Courses.Writing;

public sealed partial class CourseEditorTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task Lead_WritesACourse_PartByPart_AndPublishesIt()
    {
        var clip = await TestData.In(_hub).Clip("How we won Hallmere").WithMedia(duration: 90).PublishedAsync();
        var topic = await TestData.In(_hub).FacetAsync("topic", "company");
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var begun = await lead.PostAsync("/training/courses/new", "/training/courses/new", ("Title", "  First   week "), ("Summary", "What you need on Monday."), ("Topics", $"{topic.Id}"));
        Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
        var editor = begun.Headers.Location!.ToString();
        var id = int.Parse(Number().Match(editor).Value, System.Globalization.CultureInfo.InvariantCulture);
        await PostAsync(lead, editor, $"/training/courses/{id}/parts", ("Target", $"item:{clip.Id}"), ("Section", "Monday"));
        await PostAsync(lead, editor, $"/training/courses/{id}/publish");
        using var rep = await _hub.SignInAsAsync("Rena Rep");
        var page = await rep.ReadAsync($"/training/courses/{id}");
        Assert.Contains("First week", page, StringComparison.Ordinal);
        Assert.Contains("Monday", page, StringComparison.Ordinal);
        Assert.Contains("How we won Hallmere", page, StringComparison.Ordinal);
        Assert.Contains("First week", await rep.ReadAsync("/training?topic=company"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Title_ThatIsEmptyOrTooLong_IsRefused_AndWhatWasTypedStays()
    {
        using var expert = await _hub.SignInAsAsync("Emil Expert", HubRoles.Expert);
        var empty = await expert.PostAsync("/training/courses/new", "/training/courses/new", ("Title", " "), ("Summary", "I typed all this"));
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        var html = await empty.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Give it a title", html, StringComparison.Ordinal);
        Assert.Contains("I typed all this", html, StringComparison.Ordinal);
        var title = new string('x', 161);
        var tooLong = await expert.PostAsync("/training/courses/new", "/training/courses/new", ("Title", title), ("Topics", "abc"));
        html = await tooLong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("has 161 characters; at most 160 fit", html, StringComparison.Ordinal);
        Assert.Contains("Choose the topics from the list", html, StringComparison.Ordinal);
        Assert.Contains(title, html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Choose what they are to learn")]
    [InlineData("quiz:", "Choose what they are to learn")]
    [InlineData("item:999999", "There is nothing with that number")]
    public async Task Part_ThatIsNothing_IsRefused(string target, string sentence)
    {
        var course = await _hub.CourseAsync("Refuses parts", (await TestData.In(_hub).Playbook("A first part").Saying("x").PublishedAsync()).Key());
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var answer = await PostAsync(lead, $"/training/courses/{course.Id}/edit", $"/training/courses/{course.Id}/parts", ("Target", target), ("Section", "Kept section"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        Assert.Contains("Kept section", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Part_Twice_OrTheCourseItself_AtAnyDepth_IsRefused()
    {
        var item = await TestData.In(_hub).Playbook("Only once").Saying("x").PublishedAsync();
        var inner = await _hub.CourseAsync("Inner course", item.Key());
        var outer = await _hub.CourseAsync("Outer course", new EnablementHub.Features.Learning.LearningKey(EnablementHub.Features.Learning.LearningKind.Course, inner.Id));
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var twice = await PostAsync(lead, $"/training/courses/{inner.Id}/edit", $"/training/courses/{inner.Id}/parts", ("Target", $"item:{item.Id}"));
        Assert.Contains("is in this course already", await twice.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var loop = await PostAsync(lead, $"/training/courses/{inner.Id}/edit", $"/training/courses/{inner.Id}/parts", ("Target", $"course:{outer.Id}"));
        Assert.Contains("nobody could ever complete it", await loop.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_OfAPublishedCourse_WaitsBesideIt_UntilItIsPublishedOrDropped()
    {
        var first = await TestData.In(_hub).Playbook("Part one stays").Saying("x").PublishedAsync();
        var second = await TestData.In(_hub).Playbook("Part two comes").Saying("x").PublishedAsync();
        var course = await _hub.CourseAsync("Changes beside", first.Key());
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        using var rep = await _hub.SignInAsAsync("Rena Rep");
        var editor = $"/training/courses/{course.Id}/edit";
        await PostAsync(lead, editor, $"/training/courses/{course.Id}/parts", ("Target", $"item:{second.Id}"));
        Assert.DoesNotContain("Part two comes", await rep.ReadAsync($"/training/courses/{course.Id}"), StringComparison.Ordinal);
        await PostAsync(lead, editor, $"/training/courses/{course.Id}/discard");
        Assert.DoesNotContain("Part two comes", await lead.ReadAsync(editor), StringComparison.Ordinal);
        await PostAsync(lead, editor, $"/training/courses/{course.Id}/parts", ("Target", $"item:{second.Id}"));
        var part = Regex.Match(await lead.ReadAsync(editor), "/parts/(?<id>\\d+)/move", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["id"].Value;
        await PostAsync(lead, editor, $"/training/courses/{course.Id}/parts/{part}/move", ("by", "down"));
        await PostAsync(lead, editor, $"/training/courses/{course.Id}/publish");
        var page = await rep.ReadAsync($"/training/courses/{course.Id}");
        Assert.True(page.IndexOf("Part two comes", StringComparison.Ordinal) < page.IndexOf("Part one stays", StringComparison.Ordinal));
    }

    [Fact]
    public async Task StaleEditor_IsTold_AndNothingIsOverwritten()
    {
        var course = await _hub.CourseAsync("Two writers", (await TestData.In(_hub).Playbook("For two writers").Saying("x").PublishedAsync()).Key());
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var editor = $"/training/courses/{course.Id}/edit";
        await PostAsync(lead, editor, editor, ("Title", "Renamed by the first"));
        var answer = await lead.PostAsync(editor, editor, ("revision", "1"), ("Title", "Typed by the second"));
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("Typed by the second", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await using var database = _hub.OpenDatabase();
        Assert.DoesNotContain("Typed by the second", await database.CourseVersions.Where(v => v.CourseId == course.Id).Select(v => v.Title).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Expert_WritesOwnCoursesOnly_AndALeadPublishesThem()
    {
        using var expert = await _hub.SignInAsAsync("Emil Expert", HubRoles.Expert);
        var begun = await expert.PostAsync("/training/courses/new", "/training/courses/new", ("Title", "An expert's course"));
        var editor = begun.Headers.Location!.ToString();
        var id = Number().Match(editor).Value;
        var item = await TestData.In(_hub).Playbook("Of an expert").Saying("x").PublishedAsync();
        await PostAsync(expert, editor, $"/training/courses/{id}/parts", ("Target", $"item:{item.Id}"));
        var refused = await PostAsync(expert, editor, $"/training/courses/{id}/publish");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("Tell one that it is ready", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var other = await _hub.SignInAsAsync("Olga Expert", HubRoles.Expert);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(editor)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/training/courses/{id}")).StatusCode);
        await using var database = _hub.OpenDatabase();
        var number = int.Parse(id, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(TrainingState.Draft, await database.Courses.Where(c => c.Id == number).Select(c => c.State).SingleAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Posts with the revision that the editor shows now.</summary>
    private static async Task<HttpResponseMessage> PostAsync(TestBrowser browser, string editor, string action, params (string, string)[] fields)
    {
        var revision = Revision().Match(await browser.ReadAsync(editor)).Groups[1].Value;
        return await browser.PostAsync(editor, action, [("revision", revision), .. fields]);
    }

    [GeneratedRegex("name=\"revision\" value=\"(\\d+)\"")]
    private static partial Regex Revision();

    [GeneratedRegex("\\d+")]
    private static partial Regex Number();
}
