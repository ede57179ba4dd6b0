using EnablementHub.Data;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Quizzes;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Quizzes;

public sealed class QuizUsesTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task WhatAQuizPlaysOrExplainsWith_DoesntEndUnnoticed()
    {
        var clip = await TestData.In(_hub).Clip("The price question").WithMedia(duration: 30).WithCues().PublishedAsync();
        var quiz = await QuizStory.In(_hub).Clip("What do you answer?", clip, 0, 14, "*The cost of today", "A discount").PublishedAsync();
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var page = await lead.ReadAsync($"/studio/{clip.Id}/end");
        Assert.Contains(QuizLinks.Quiz(quiz.Id), page, StringComparison.Ordinal);
        Assert.Contains("asks about it", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherItem_TakesThePlaceOfAWholeOne_NotOfAMoment()
    {
        var (old, next) = (await TestData.In(_hub).Playbook("Old prices").Saying("Old.").PublishedAsync(), await TestData.In(_hub).Playbook("New prices").Saying("New.").PublishedAsync());
        var whole = await QuizStory.In(_hub).Statement("Docks cost 2,200.", true).Explained("See the list.", old).PublishedAsync();
        var moment = await QuizStory.In(_hub).Statement("Docks are free.", false).Explained("Hear it.", old, start: 12).PublishedAsync();
        await using (var scope = _hub.App.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<ItemDependants>().LeadAsync(old.Id, next.Id, null, TestContext.Current.CancellationToken);
            await scope.ServiceProvider.GetRequiredService<HubDbContext>().SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(next.Id, await ItemOfAsync(whole));
        Assert.Equal(old.Id, await ItemOfAsync(moment));
    }

    private async Task<int?> ItemOfAsync(Quiz quiz)
    {
        await using var database = _hub.OpenDatabase();
        return await (from question in database.QuizQuestions join version in database.QuizVersions on question.VersionId equals version.Id where version.QuizId == quiz.Id select question.ItemId)
            .SingleAsync(TestContext.Current.CancellationToken);
    }
}
