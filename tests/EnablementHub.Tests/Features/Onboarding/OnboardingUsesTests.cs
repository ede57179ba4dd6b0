using System.Net;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Tests.Features.Studio;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static EnablementHub.Tests.Features.Studio.StudioHub;

namespace EnablementHub.Tests.Features.Onboarding;

public sealed class OnboardingUsesTests(StudioHub studio) : IClassFixture<StudioHub>
{
    [Fact]
    public async Task WhatAStepOpens_DoesntEndUnnoticed_AndIsntDeleted()
    {
        var clip = await TestData.In(studio.Hub).Clip("How we open a call").WithCues().PublishedAsync();
        var hire = await studio.Hub.AddPersonAsync("Nora New");
        var checklist = await OnboardingStory.In(studio.Hub).Content(clip, "Hear the opening").StartedAsync(hire);
        var page = await studio.Lead.ReadAsync($"/studio/{clip.Id}/end");
        Assert.Contains("2 other places use it", page, StringComparison.Ordinal);
        Assert.Contains($"/onboarding/templates/{checklist.TemplateId}", page, StringComparison.Ordinal);
        Assert.Contains("The onboarding of 1 person", page, StringComparison.Ordinal);
        Assert.Contains("How we open a call", await studio.Lead.ReadAsync($"/library/ending?kind=archive&ids={clip.Id}"), StringComparison.Ordinal);

        var refused = await EndAsync(clip, "archive");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("2 other places use it", await TextAsync(refused), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await EndAsync(clip, "expire")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await EndAsync(clip, "archive", ("despiteUses", "yes"))).StatusCode);

        var revision = await studio.RevisionAsync(clip.Id);
        var asked = await studio.Lead.ReadAsync($"/studio/{clip.Id}/delete");
        Assert.Contains("change that first", asked, StringComparison.Ordinal);
        var answer = await studio.Lead.PostAsync("/studio/new", $"/studio/{clip.Id}/delete", ("revision", $"{revision}"), ("confirmation", "How we open a call"), ("despiteUses", "yes"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("leave the item in the archive", await TextAsync(answer), StringComparison.Ordinal);
        Assert.Equal(PublicationState.Archived, (await studio.ReadAsync(clip.Id)).State);
    }

    [Fact]
    public async Task TheQueue_CountsStepsAmongWhatDependsOnAnItem()
    {
        var clip = await TestData.In(studio.Hub).Clip("Unchecked but opened by a step").WithCues().PublishedAsync();
        await OnboardingStory.In(studio.Hub).Content(clip, "Hear it first").SavedAsync();
        var page = await studio.Lead.ReadAsync($"/reviews?who=all&item={clip.Id}");
        Assert.Contains("Hear it first", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherItem_TakesItsPlace_InTemplatesAndInWhatIsStillToCome()
    {
        var old = await TestData.In(studio.Hub).Clip("The old opening").WithCues().PublishedAsync();
        var next = await TestData.In(studio.Hub).Clip("The new opening").WithCues().PublishedAsync();
        var checklist = await OnboardingStory.In(studio.Hub).Content(old, "Hear the opening").StartedAsync(await studio.Hub.AddPersonAsync("Nils New"));
        await using (var scope = studio.Hub.App.Services.CreateAsyncScope())
        {
            var database = scope.ServiceProvider.GetRequiredService<EnablementHub.Data.HubDbContext>();
            await scope.ServiceProvider.GetRequiredService<ItemDependants>().LeadAsync(old.Id, next.Id, null, TestContext.Current.CancellationToken);
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(next.Id, Assert.Single((await OnboardingStory.ReadAsync(studio.Hub, checklist.Id)).Steps).ItemId);
        await using var after = studio.Hub.OpenDatabase();
        Assert.Equal(next.Id, await after.TemplateSteps.Where(step => step.TemplateId == checklist.TemplateId).Select(step => step.ItemId).SingleAsync(TestContext.Current.CancellationToken));
    }

    private Task<HttpResponseMessage> EndAsync(Item item, string how, params (string Name, string Value)[] fields) =>
        studio.Lead.PostAsync("/studio/new", $"/studio/{item.Id}/{how}", [("revision", $"{item.Revision}"), .. fields]);
}
