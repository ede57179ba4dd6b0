using EnablementHub.Features.Learning;
using EnablementHub.Features.Training;
using EnablementHub.Features.Training.Coverage;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Training.Coverage;

public sealed class CoverageTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private readonly TestHub _hub = shared.Hub;

    [Fact]
    public async Task Topics_AreCountedByFormat_PublishedOnly_WithTheMostGapsFirst()
    {
        var thin = await TestData.In(_hub).FacetAsync("topic", "thin");
        var full = await TestData.In(_hub).FacetAsync("topic", "full");
        await TestData.In(_hub).Clip("A thin clip").About("topic", "thin").WithMedia().PublishedAsync();
        await TestData.In(_hub).Playbook("A thin draft").About("topic", "thin").Saying("x").DraftAsync();
        await TestData.In(_hub).TrainingVideo("A full video").About("topic", "full").WithMedia(video: true).PublishedAsync();
        await TestData.In(_hub).Playbook("A full playbook").About("topic", "full").Saying("x").PublishedAsync();
        var exercise = await _hub.TaskAsync("A full exercise");
        await using (var database = _hub.OpenDatabase())
        {
            database.Add(new TrainingTopic { Kind = LearningKind.Exercise, TargetId = exercise.Id, FacetValueId = full.Id });
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await using var scope = _hub.App.Services.CreateAsyncScope();
        var page = await scope.ServiceProvider.GetRequiredService<CoverageReport>().ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["thin", "full"], page.Rows.Select(row => row.Value));
        Assert.Equal([1, 0, 0, 0], page.Rows[0].Counts);
        Assert.Equal([1, 1, 1, 0], page.Rows[1].Counts);
        using var lead = await _hub.SignInAsAsync("Lia Lead", HubRoles.Lead);
        var html = await lead.ReadAsync("/training/coverage");
        Assert.Contains(thin.Label, html, StringComparison.Ordinal);
        Assert.Contains("0 of 2 topics exist as video, text, exercise and quiz; 1 exists in one of them at most.", html, StringComparison.Ordinal);
    }
}
