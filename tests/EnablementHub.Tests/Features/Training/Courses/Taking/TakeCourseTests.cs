using System.Net;
using EnablementHub.Features.Learning;
using EnablementHub.Features.Training;
using EnablementHub.Features.Training.Courses.Writing;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Training.Courses.Taking;

public sealed class TakeCourseTests : IAsyncLifetime
{
    private TestHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await TestHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Parts_TickThemselves_TheNextThingIsNamed_AndTheEndIsNotedWithTheVersion()
    {
        var clip = await TestData.In(_hub).Clip("A hundred seconds").WithMedia(duration: 100).PublishedAsync();
        var sheet = await TestData.In(_hub).Template("The sheet").Saying("x").PublishedAsync();
        var course = await _hub.CourseAsync("Two parts", clip.Key(), sheet.Key());
        using var browser = await _hub.SignInAsAsync("Lara Learner");
        var person = await _hub.AddPersonAsync("Lara Learner");
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync($"/training/courses/{course.Id}", $"/training/courses/{course.Id}/begin")).StatusCode);
        Assert.Contains("Next: A hundred seconds", await browser.ReadAsync($"/training/courses/{course.Id}"), StringComparison.Ordinal);
        await _hub.PlayAsync(person, clip, (0, 85));
        var page = await browser.ReadAsync($"/training/courses/{course.Id}");
        Assert.Contains("1 of 2 parts done", page, StringComparison.Ordinal);
        Assert.Contains("Next: The sheet", page, StringComparison.Ordinal);
        Assert.Contains("1 of 2", await browser.ReadAsync("/training"), StringComparison.Ordinal);
        await _hub.OpenAsync(person, sheet);
        await NoteAsync();
        Assert.Contains("You have completed this course", await browser.ReadAsync($"/training/courses/{course.Id}"), StringComparison.Ordinal);
        var record = Assert.Single(await _hub.LedgerAsync(person), record => record.Kind == LearningKind.Course);
        Assert.Equal((course.Id, 1, $"course:{course.Id}:v1:{person.Id}"), (record.TargetId, record.TargetVersion, record.Key));
        await NoteAsync();
        Assert.Single(await _hub.LedgerAsync(person), record => record.Kind == LearningKind.Course);
    }

    [Fact]
    public async Task WhatWasLearnedBefore_Counts_WhenTheCourseIsBegun()
    {
        var item = await TestData.In(_hub).Playbook("Read long ago").Saying("x").PublishedAsync();
        var course = await _hub.CourseAsync("All known", item.Key());
        using var browser = await _hub.SignInAsAsync("Kai Knows");
        var person = await _hub.AddPersonAsync("Kai Knows");
        await _hub.LearnAsync(person, item.Key(), 1);
        await browser.PostAsync($"/training/courses/{course.Id}", $"/training/courses/{course.Id}/begin");
        Assert.Contains(await _hub.LedgerAsync(person), record => record.Kind == LearningKind.Course);
    }

    [Fact]
    public async Task CompletedVersion_StaysTheirs_WhenTheCourseChanges()
    {
        var first = await TestData.In(_hub).Playbook("The first part").Saying("x").PublishedAsync();
        var second = await TestData.In(_hub).Playbook("Comes later").Saying("x").PublishedAsync();
        var course = await _hub.CourseAsync("Grows", first.Key());
        using var browser = await _hub.SignInAsAsync("Vera Versions");
        var person = await _hub.AddPersonAsync("Vera Versions");
        await _hub.LearnAsync(person, first.Key(), 1);
        await browser.PostAsync($"/training/courses/{course.Id}", $"/training/courses/{course.Id}/begin");
        await GrowAsync(course.Id, second.Key());
        var page = await browser.ReadAsync($"/training/courses/{course.Id}");
        Assert.Contains("You completed version 1, and that is what is shown", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Comes later", page, StringComparison.Ordinal);
        using var other = await _hub.SignInAsAsync("Nils New");
        Assert.Contains("Comes later", await other.ReadAsync($"/training/courses/{course.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CourseWithinACourse_CompletesBothInOneTurn()
    {
        var item = await TestData.In(_hub).Playbook("Innermost").Saying("x").PublishedAsync();
        var inner = await _hub.CourseAsync("Inner", item.Key());
        var outer = await _hub.CourseAsync("Outer", new LearningKey(LearningKind.Course, inner.Id));
        using var browser = await _hub.SignInAsAsync("Ned Nested");
        var person = await _hub.AddPersonAsync("Ned Nested");
        foreach (var course in new[] { inner, outer }) await browser.PostAsync($"/training/courses/{course.Id}", $"/training/courses/{course.Id}/begin");
        await _hub.LearnAsync(person, item.Key(), 1);
        await NoteAsync();
        Assert.Equal(2, (await _hub.LedgerAsync(person)).Count(record => record.Kind == LearningKind.Course));
    }

    [Fact]
    public async Task SomethingOfAnotherAudience_IsNotNamed_AndCannotBeOpened()
    {
        var secret = await TestData.In(_hub).Playbook("Only for managers").Saying("x").OnlyForRole(HubRoles.Manager).PublishedAsync();
        var course = await _hub.CourseAsync("Mixed audience", secret.Key());
        using var rep = await _hub.SignInAsAsync("Rory Rep");
        var page = await rep.ReadAsync($"/training/courses/{course.Id}");
        Assert.DoesNotContain("Only for managers", page, StringComparison.Ordinal);
        Assert.Contains("not there for you at the moment", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownAndDraftCourses_AreNotThere_AndRetiredOnesAreNotBegun()
    {
        var course = await _hub.CourseAsync("Will retire", (await TestData.In(_hub).Playbook("Of a retired course").Saying("x").PublishedAsync()).Key());
        await using (var database = _hub.OpenDatabase())
        {
            (await database.Courses.SingleAsync(c => c.Id == course.Id, TestContext.Current.CancellationToken)).Retire(_hub.Time.GetUtcNow());
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        using var rep = await _hub.SignInAsAsync("Rory Rep");
        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync($"/training/courses/{course.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.PostAsync("/profile", $"/training/courses/{course.Id}/begin")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.PostAsync("/profile", "/training/courses/999999/leave")).StatusCode);
    }

    [Fact]
    public async Task Left_TheCourseIsNoLongerMine_AndCanBeTakenUpAgain()
    {
        var course = await _hub.CourseAsync("Left and back", (await TestData.In(_hub).Playbook("Of a left course").Saying("x").PublishedAsync()).Key());
        using var rep = await _hub.SignInAsAsync("Rory Rep");
        await rep.PostAsync($"/training/courses/{course.Id}", $"/training/courses/{course.Id}/begin");
        Assert.Contains("Courses you are in", await rep.ReadAsync("/training"), StringComparison.Ordinal);
        await rep.PostAsync($"/training/courses/{course.Id}", $"/training/courses/{course.Id}/leave");
        Assert.DoesNotContain("Courses you are in", await rep.ReadAsync("/training"), StringComparison.Ordinal);
        await rep.PostAsync($"/training/courses/{course.Id}", $"/training/courses/{course.Id}/begin");
        Assert.Contains("Courses you are in", await rep.ReadAsync("/training"), StringComparison.Ordinal);
    }

    private async Task NoteAsync()
    {
        await _hub.RunAsync<EnablementHub.Features.Learning.Noting.NoteItemsJob>();
        await _hub.RunAsync<TickTrainingJob>();
    }

    private async Task GrowAsync(int courseId, LearningKey part)
    {
        var lead = new EnablementHub.Features.People.Viewer { PersonId = (await TestData.LeadAsync(_hub)).Id, SeesEverything = true, GrantTokens = [] };
        await using var scope = _hub.App.Services.CreateAsyncScope();
        var added = await scope.ServiceProvider.GetRequiredService<ChangeCourseParts>().AddAsync(courseId, 2, new PartForm { Target = part.ToString() }, lead, TestContext.Current.CancellationToken);
        Assert.True(added.Succeeded, string.Join(' ', added.Problems) + added.Outcome);
        var published = await scope.ServiceProvider.GetRequiredService<PublishCourse>().RunAsync(courseId, added.Revision, CourseStep.Publish, lead, TestContext.Current.CancellationToken);
        Assert.True(published.Succeeded);
    }
}
