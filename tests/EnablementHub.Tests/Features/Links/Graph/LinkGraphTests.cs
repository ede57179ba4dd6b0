using EnablementHub.Features.Library;
using EnablementHub.Features.Links.Graph;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Links.Graph;

public sealed class LinkGraphTests
{
    [Fact]
    public async Task Save_WritesEachLinkWithItsPlace()
    {
        await using var hub = await TestHub.StartAsync();
        var item = await TestData.In(hub).TrainingVideo("Price talks").DraftAsync();
        using var lead = await hub.SignInAsAsync("Lena Lead", HubRoles.Lead);
        var own = hub.Address.ToString().TrimEnd('/');
        var answer = await lead.PostAsync(
            $"/studio/{item.Id}",
            $"/studio/{item.Id}",
            ("Revision", item.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("Title", "Price talks"),
            ("Summary", "More at https://example.com/price."),
            ("Body", $"See [the sheet](/items/900#offers), [this moment]({own}/items/901?start=12.5&end=40),\nand [our page](/library?topic=pricing) or https://example.com/a?b=1#c.\n\n![picture](/media/7)\n\nBack to [the top](#start)"),
            ("Recap", "![Maria](item:902)"),
            ("CheatSheet", "`[no](/items/903)`"));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);

        await using var database = hub.OpenDatabase();
        var version = await database.ItemVersions.Include(v => v.Links).OrderByDescending(v => v.Id).FirstAsync(TestContext.Current.CancellationToken);
        var links = version.Links.OrderBy(link => link.Place).ThenBy(link => link.Start).ToList();
        Assert.Equal(
            [
                (LinkPlace.Body, LinkKind.Section, 900, 1, "the sheet"), (LinkPlace.Body, LinkKind.Moment, 901, 1, "this moment"),
                (LinkPlace.Body, LinkKind.HubPage, null, 2, "our page"), (LinkPlace.Body, LinkKind.External, null, 2, "https://example.com/a?b=1#c"),
                (LinkPlace.Body, LinkKind.Media, null, 4, "picture"), (LinkPlace.Body, LinkKind.Section, null, 6, "the top"),
                (LinkPlace.Recap, LinkKind.Item, 902, 1, "Maria"), (LinkPlace.Summary, LinkKind.External, null, 1, "https://example.com/price"),
            ],
            links.Select(link => (link.Place, link.Kind, link.TargetItemId, link.Line, link.Words)));
        Assert.Equal((12.5, 40.0), (links[1].StartSeconds!.Value, links[1].EndSeconds!.Value));
        Assert.Equal("offers", links[0].Anchor);
        Assert.Equal("[the sheet](/items/900#offers)", version.Body.Substring(links[0].Start, links[0].Length));
        Assert.True(links[6].IsEmbed);
    }

    [Fact]
    public async Task OldVersions_AreReadByAJob_BatchByBatch()
    {
        await using var hub = await TestHub.StartAsync();
        var data = TestData.In(hub);
        for (var i = 0; i < 5; i++) await data.Playbook($"Playbook {i}").Saying("[x](/items/77) `[y](/items/78)`").PublishedAsync();
        await using (var database = hub.OpenDatabase())
        {
            await database.VersionLinks.ExecuteDeleteAsync(TestContext.Current.CancellationToken);
            await database.ItemVersions.ExecuteUpdateAsync(set => set.SetProperty(version => version.LinksEdition, 0), TestContext.Current.CancellationToken);
        }

        await using var scope = hub.App.Services.CreateAsyncScope();
        var job = scope.ServiceProvider.GetServices<EnablementHub.Platform.Jobs.IRecurringJob>().OfType<ReadOldLinksJob>().Single();
        await job.RunAsync(TestContext.Current.CancellationToken);
        await job.RunAsync(TestContext.Current.CancellationToken);
        await using var after = hub.OpenDatabase();
        Assert.Equal(5, await after.VersionLinks.CountAsync(link => link.TargetItemId == 77, TestContext.Current.CancellationToken));
        Assert.Equal(5, await after.VersionLinks.CountAsync(TestContext.Current.CancellationToken));
        Assert.False(await after.ItemVersions.AnyAsync(version => version.LinksEdition < LinkReader.Edition, TestContext.Current.CancellationToken));
    }
}
