using System.Net;
using EnablementHub.Features.Library;
using EnablementHub.Features.Training.Assigning;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Features.Studio;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static EnablementHub.Tests.Features.Studio.StudioHub;

namespace EnablementHub.Tests.Features.Training;

public sealed class TrainingUsesTests(StudioHub studio) : IClassFixture<StudioHub>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatACourseAnAssignmentAndASessionName_DoesntEndUnnoticed()
    {
        var clip = await TestData.In(studio.Hub).Clip("How we ask").WithCues().PublishedAsync();
        await UseAsync(clip, "First");
        var page = WebUtility.HtmlDecode(await studio.Lead.ReadAsync($"/studio/{clip.Id}/end"));
        foreach (var text in new[] { "3 other places use it", "First course", "has it as a part", "1 person still has to learn it", "First session", "shows it as its recording" }) Assert.Contains(text, page, StringComparison.Ordinal);
        var refused = await studio.Lead.PostAsync("/studio/new", $"/studio/{clip.Id}/archive", ("revision", $"{clip.Revision}"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("3 other places use it", await TextAsync(refused), StringComparison.Ordinal);
        Assert.Equal(PublicationState.Published, (await studio.ReadAsync(clip.Id)).State);
    }

    [Fact]
    public async Task Merged_CoursesAssignmentsAndSessionsGoOnWithTheOneThatStays_AndWhatIsDoneStays()
    {
        var (stays, goes) = (await TestData.In(studio.Hub).Clip("How we answer").WithCues().PublishedAsync(), await TestData.In(studio.Hub).Clip("How we answer again").WithCues().PublishedAsync());
        var (course, person) = await UseAsync(goes, "Second");
        var (finished, both) = (await studio.Hub.AddPersonAsync("Fay Finished"), await studio.Hub.AddPersonAsync("Bo Both"));
        foreach (var learner in new[] { finished, both }) await studio.Hub.AssignAsync(goes.Key(), learner, studio.Hub.Today().AddDays(9));
        await studio.Hub.AssignAsync(stays.Key(), both, studio.Hub.Today().AddDays(5));
        await using (var database = studio.Hub.OpenDatabase())
        {
            await database.AssignedTraining.Where(assigned => assigned.PersonId == finished.Id).ExecuteUpdateAsync(set => set.SetProperty(assigned => assigned.State, AssignedState.Done), Token);
        }

        var merged = await studio.Lead.PostAsync("/studio/new", "/duplicates/merge", ("survivor", $"{stays.Id}"), ("loser", $"{goes.Id}"), ("revision", $"{goes.Revision}"));
        Assert.StartsWith("/links/rewrites/", merged.Headers.Location!.ToString(), StringComparison.Ordinal);
        await using var after = studio.Hub.OpenDatabase();
        Assert.Equal([stays.Id], await after.CourseVersions.Where(version => version.CourseId == course && version.Number == version.Course.LiveNumber).SelectMany(version => version.Parts).Select(part => part.TargetId).ToListAsync(Token));
        Assert.Equal([goes.Id], await after.CourseVersions.Where(version => version.CourseId == course && version.Number == 1).SelectMany(version => version.Parts).Select(part => part.TargetId).ToListAsync(Token));
        Assert.Equal(stays.Id, await after.LiveSessions.Where(session => session.Title == "Second session").Select(session => session.RecordingItemId!.Value).SingleAsync(Token));
        Assert.Equal((stays.Id, AssignedState.Open), Assert.Single((await studio.Hub.AssignedToAsync(person)).Select(assigned => (assigned.TargetId, assigned.State))));
        Assert.Equal((goes.Id, AssignedState.Done), Assert.Single((await studio.Hub.AssignedToAsync(finished)).Select(assigned => (assigned.TargetId, assigned.State))));
        Assert.Equal([AssignedState.Open, AssignedState.Withdrawn], (await studio.Hub.AssignedToAsync(both)).Select(assigned => assigned.State).Order());
    }

    /// <summary>A course, an assignment to one person, and a session that name it.</summary>
    private async Task<(int CourseId, EnablementHub.Features.People.Person Learner)> UseAsync(Item item, string name)
    {
        var course = await studio.Hub.CourseAsync($"{name} course", item.Key());
        var learner = await studio.Hub.AddPersonAsync($"{name} Learner");
        await studio.Hub.AssignAsync(item.Key(), learner, studio.Hub.Today().AddDays(9));
        var session = await studio.Hub.SessionAsync($"{name} session", await studio.Hub.AddPersonAsync($"{name} Expert", HubRoles.Expert), 0);
        await using var database = studio.Hub.OpenDatabase();
        await database.LiveSessions.Where(s => s.Id == session.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.RecordingItemId, item.Id), Token);
        return (course.Id, learner);
    }
}
