using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Lifecycle;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Links.Graph;
using EnablementHub.Features.Links.Moving;
using EnablementHub.Features.Links.Rewriting;
using EnablementHub.Features.Seed;
using EnablementHub.Platform.Markdown.Links;
using EnablementHub.Platform.Security;
using EnablementHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EnablementHub.Tests.Features.Links;

/// <summary>A handbook of many pages whose items move, go and are renamed: afterwards no link is dead, and no text has changed but those links.</summary>
public sealed partial class CrawlTests
{
    /// <summary>A third of them, with as many links, where the environment asks for the short form.</summary>
    private static readonly int Pages = Environment.GetEnvironmentVariable("HUB_TEST_SHORT") is null ? 1_500 : 500;

    private const int Links = 10_000;

    [Fact]
    public async Task Handbook_AfterMovesDeletionsExpiriesAndRenames_HasNoDeadLink()
    {
        await using var hub = await TestHub.StartAsync();
        var lead = new Writer((await hub.AddPersonAsync("Lena Lead", HubRoles.Lead)).Id, ManagesContent: true);
        var ids = await BuildAsync(hub, lead);
        var before = await BodiesAsync(hub);
        var reader = hub.App.Services.GetRequiredService<TextLinks>();
        Assert.True(before.Values.Sum(body => reader.Read(body).Count) >= Links);

        var random = new Random(5);
        var shuffled = ids.OrderBy(_ => random.Next()).ToList();
        var (moved, targets, deleted, expired, renamed) = (shuffled[..100], shuffled[100..200], shuffled[200..250], shuffled[250..300], shuffled[300..330]);
        var watch = Stopwatch.StartNew();
        var targetOf = moved.Zip(targets).ToDictionary(pair => pair.First, pair => pair.Second);
        await ServiceAsync<MoveAddress>(hub, moves => moves.RunAsync([.. targetOf.Select(pair => new Move { FromItemId = pair.Key, FromPath = MovedAddress.PathOfItem(pair.Key), ToItemId = pair.Value })], lead, "100 pages moved"));
        foreach (var id in deleted) await DeleteAsync(hub, lead, id);
        foreach (var (id, successor) in await ExpireAsync(hub, lead, expired, targets)) targetOf[id] = successor;
        foreach (var id in renamed) await RenameAsync(hub, lead, id, Renamed);
        var renamedBodies = await BodiesAsync(hub);
        foreach (var id in ids.Except(deleted)) Assert.Equal(renamed.Contains(id) ? Renamed(before[id]).TrimEnd() : before[id], renamedBodies[id]);
        await RewriteRetiredAsync(hub, lead);
        await ServiceAsync<StartRewrite>(hub, start => start.RunAsync("Renamed", () => [.. renamed.Select(id => new LinkRewriteRule { FromItemId = id, FromAnchor = "details", ToItemId = id, ToAnchor = "all-details" })], lead));
        await hub.RunRewritesAsync();
        watch.Stop();
        TestContext.Current.TestOutputHelper?.WriteLine($"Moving, deleting, expiring, renaming and rewriting took {watch.Elapsed.TotalSeconds:0.0} s.");

        var titles = await TitlesAsync(hub);
        var fates = new HandbookFates(reader, targetOf.ToDictionary(pair => pair.Key, pair => (pair.Value, titles[pair.Value])), deleted.Concat(expired).Where(id => !targetOf.ContainsKey(id)).ToHashSet(), renamed.ToHashSet());
        var after = await BodiesAsync(hub);
        Assert.Equal(ids.Except(deleted).Order(), after.Keys.Order());
        foreach (var (id, body) in after) AssertOnlyLinksChanged(fates, renamedBodies[id], body);
        foreach (var role in new[] { HubRoles.Rep, HubRoles.Lead })
        {
            using var browser = await hub.SignInAsAsync("Crawling " + role, role);
            if (role == HubRoles.Rep) await AssertLeadsOnAsync(browser, moved, targetOf);
            foreach (var id in deleted) Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(browser, id));
            var crawl = new SiteCrawl(browser);
            await crawl.RunAsync(ids.Except(moved).Except(deleted).Except(expired).Select(id => $"/items/{id}"), path => path.StartsWith("/items/", StringComparison.Ordinal));
            Assert.True(crawl.Dead.Count == 0, $"{crawl.Dead.Count} dead links for a {role}:\n{string.Join('\n', crawl.Dead.Take(20))}");
            Assert.True(crawl.Links > Pages, "There were hardly any links.");
        }
    }

    [Fact]
    public async Task Seed_AfterMovesDeletionsExpiriesAndRenames_HasNoDeadLink()
    {
        await using var hub = await TestHub.StartAsync();
        await ServiceAsync<LoadSeed>(hub, seed => seed.RunAsync(new SeedFiles(SeedFeature.Folder), default));
        var lead = new Writer((await hub.AddPersonAsync("Lena Lead", HubRoles.Lead)).Id, ManagesContent: true);
        await using var database = hub.OpenDatabase();
        var linked = await database.VersionLinks.Where(link => link.TargetItemId != null).Select(link => link.TargetItemId!.Value).Distinct().OrderBy(id => id).ToListAsync(TestContext.Current.CancellationToken);
        var open = await database.Items.Where(item => item.State == PublicationState.Published && item.ExpireOn == null && item.ReleaseOn == null && !item.Audience.Any()).OrderBy(item => item.Id).Select(item => item.Id).ToListAsync(TestContext.Current.CancellationToken);
        await using var scope = hub.App.Services.CreateAsyncScope();
        var held = (await scope.ServiceProvider.GetRequiredService<ItemDependants>().FindAsync(open, TestContext.Current.CancellationToken)).Where(uses => uses.Any(use => use.HoldsFast)).Select(uses => uses.Key).ToHashSet();
        var movable = linked.Intersect(open).ToList();
        Assert.True(movable.Count >= 8, "The seed has too few links.");
        var part = movable.Count / 4;
        var (moved, ended, targets) = (movable[..part], movable[part..(2 * part)], movable[(2 * part)..]);
        var (deleted, expired) = (ended.Where(id => !held.Contains(id)).Take(part / 2).ToList(), new List<int>());
        expired.AddRange(ended.Except(deleted));
        Assert.NotEmpty(deleted);
        var before = await BodiesAsync(hub);
        var targetOf = moved.Select((id, at) => (id, To: targets[at % targets.Count])).ToDictionary(pair => pair.id, pair => pair.To);
        await ServiceAsync<MoveAddress>(hub, moves => moves.RunAsync([.. targetOf.Select(pair => new Move { FromItemId = pair.Key, FromPath = MovedAddress.PathOfItem(pair.Key), ToItemId = pair.Value })], lead, "Moved"));
        foreach (var id in deleted) await DeleteAsync(hub, lead, id);
        await ExpireAsync(hub, lead, expired, targets);
        var headed = await database.Items.Where(item => targets.Contains(item.Id) && item.Kind == ItemKind.Playbook && item.Use != ItemUse.External && item.PendingNumber == null
                && item.Versions.Any(version => version.Number == item.LiveNumber && version.Body.Contains("\n## ")))
            .OrderBy(item => item.Id).Select(item => item.Id).Take(5).ToListAsync(TestContext.Current.CancellationToken);
        Assert.NotEmpty(headed);
        foreach (var id in headed) await RenameAsync(hub, lead, id, HeadedAnew);
        await RewriteRetiredAsync(hub, lead);
        await hub.RunRewritesAsync();

        var after = await BodiesAsync(hub);
        var reader = hub.App.Services.GetRequiredService<TextLinks>();
        var gone = moved.Concat(ended).ToHashSet();
        foreach (var (id, body) in before.Where(pair => !gone.Contains(pair.Key)))
        {
            Assert.DoesNotContain(reader.Read(after[id]), link => LinkTarget.Of(link.Address)?.ItemId is { } target && gone.Contains(target));
            var expected = headed.Contains(id) ? HeadedAnew(body).TrimEnd() : body;
            if (reader.Read(body).All(link => link.Label is not null)) Assert.Equal(Words(reader, expected), Words(reader, after[id]));
        }

        foreach (var role in new[] { HubRoles.Rep, HubRoles.Lead })
        {
            using var browser = await hub.SignInAsAsync("Crawling " + role, role);
            if (role == HubRoles.Rep) await AssertLeadsOnAsync(browser, moved, targetOf);
            var crawl = new SiteCrawl(browser);
            await crawl.RunAsync(open.Where(id => !gone.Contains(id)).Select(id => $"/items/{id}").Append("/").Append("/library"), _ => true);
            Assert.True(crawl.Dead.Count == 0, $"{crawl.Dead.Count} dead links for a {role}:\n{string.Join('\n', crawl.Dead.Take(30))}");
            Assert.True(crawl.Links > open.Count, "There were hardly any links.");
        }
    }

    /// <summary>All but the links is as it was, to the character; only where one was taken out may its words be escaped.</summary>
    private static void AssertOnlyLinksChanged(HandbookFates fates, string before, string after)
    {
        var expected = fates.Expect(before, out var removes);
        if (removes) (expected, after) = (expected.Replace("\\", "", StringComparison.Ordinal), after.Replace("\\", "", StringComparison.Ordinal));
        Assert.Equal(expected, after);
    }

    /// <summary>For readers; a lead still sees what lies in the archive.</summary>
    private static async Task AssertLeadsOnAsync(TestBrowser browser, IEnumerable<int> moved, IReadOnlyDictionary<int, int> targetOf)
    {
        foreach (var id in moved)
        {
            using var answer = await browser.GetAsync($"/items/{id}");
            Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
            Assert.StartsWith($"/items/{targetOf[id]}/", answer.Headers.Location!.ToString() + "/", StringComparison.Ordinal);
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(TestBrowser browser, int id)
    {
        using var answer = await browser.GetAsync($"/items/{id}");
        return answer.StatusCode;
    }

    private static async Task RewriteRetiredAsync(TestHub hub, Writer lead)
    {
        var rules = await ServiceAsync<RetiredTargets, IReadOnlyList<LinkRewriteRule>>(hub, async retired => await retired.RulesAsync([.. (await retired.FindAsync(default)).Select(target => target.ItemId)], default));
        await ServiceAsync<StartRewrite>(hub, start => start.RunAsync("Retired", () => [.. rules.Select(rule => new LinkRewriteRule { FromItemId = rule.FromItemId, ToItemId = rule.ToItemId, Words = rule.Words })], lead));
    }

    /// <summary>Sections, lists, tables and code, as a handbook has them; a moved page's section is there under its target too.</summary>
    private static async Task<List<int>> BuildAsync(TestHub hub, Writer lead)
    {
        var factory = hub.App.Services.GetRequiredService<VersionFactory>();
        var now = hub.Time.GetUtcNow();
        await using var database = hub.OpenDatabase();
        var items = Enumerable.Range(0, Pages).Select(_ => new Item(ItemKind.Playbook, lead.PersonId, now)).ToList();
        database.AddRange(items);
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        var ids = items.Select(item => item.Id).ToList();
        var random = new Random(1);
        foreach (var (item, at) in items.Select((item, at) => (item, at)))
        {
            var version = factory.Create(item, new VersionContent { Title = $"Page {at}", Body = Body(random, ids, at) }, lead.PersonId, now);
            item.AddPending(version, now);
            version.PublishedAt = now;
            item.Publish(now);
        }

        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        return ids;
    }

    private static string Body(Random random, List<int> ids, int at)
    {
        var body = new StringBuilder($"# Page {at}\n\nAll about {at}: `[code](/items/{ids[0]})`.\n\n## Details\n\n");
        for (var i = 0; i <= (Links / Pages) + 1; i++)
        {
            var target = ids[random.Next(ids.Count)];
            body.Append(random.Next(6) switch
            {
                0 => $"- See [the *details* {i}](/items/{target}#details) there.\n",
                1 => $"- Or [page][p{i}].\n\n[p{i}]: /items/{target}/page\n\n",
                2 => $"\n| a | b |\n|---|---|\n| {i} | [in a table](/items/{target}) |\n\n",
                3 => $"\n> Quoted: [1. first](item:{target})\n\n",
                4 => $"\n[# not a heading {i}](/items/{target})\n\nText.\n\n",
                _ => $"Plain words, then [words {i}](/items/{target}) and /items/{target} as text.\n",
            });
        }

        return body.Append("\n```\n[kept](/items/").Append(ids[0]).Append(")\n```\n").ToString();
    }

    /// <summary>For good, by way of the archive.</summary>
    private static async Task DeleteAsync(TestHub hub, Writer lead, int id)
    {
        var live = await hub.LiveAsync(id);
        var archived = await ServiceAsync<ArchiveItem, WriteResult>(hub, archive => archive.RunAsync(new ArchiveRequest { ItemId = id, Revision = live.Item.Revision, Writer = lead, DespiteUses = true }));
        var deleted = await ServiceAsync<DeleteItem, WriteResult>(hub, delete => delete.RunAsync(new DeleteRequest { ItemId = id, Revision = archived.Revision, Writer = lead, Confirmation = live.Title, DespiteUses = true }));
        Assert.True(deleted.Succeeded, string.Join(' ', deleted.Problems.Select(problem => problem.Sentence)));
    }

    /// <returns>The successors of those that have one: every other one.</returns>
    private static async Task<Dictionary<int, int>> ExpireAsync(TestHub hub, Writer lead, List<int> ids, List<int> targets)
    {
        var successors = ids.Where((_, at) => at % 2 == 0).ToDictionary(id => id, id => targets[id % targets.Count]);
        foreach (var id in ids)
        {
            var revision = (await hub.LiveAsync(id)).Item.Revision;
            var expired = await ServiceAsync<ExpireItem, WriteResult>(hub, expire => expire.RunAsync(new ExpireRequest { ItemId = id, Revision = revision, Writer = lead, SuccessorId = successors.TryGetValue(id, out var to) ? to : null, DespiteUses = true }));
            Assert.True(expired.Succeeded, string.Join(' ', expired.Problems.Select(problem => problem.Sentence)));
        }

        return successors;
    }

    private static string Renamed(string body) => body.Replace("## Details", "## All details", StringComparison.Ordinal);

    private static string HeadedAnew(string body) => body.Replace("\n## ", "\n## Anew: ", StringComparison.Ordinal);

    private static async Task<Dictionary<int, string>> TitlesAsync(TestHub hub)
    {
        await using var database = hub.OpenDatabase();
        return await database.ItemVersions.AsNoTracking().Where(version => version.Number == version.Item.LiveNumber).ToDictionaryAsync(version => version.ItemId, version => version.Title);
    }

    private static async Task RenameAsync(TestHub hub, Writer lead, int id, Func<string, string> rename)
    {
        await using var database = hub.OpenDatabase();
        var live = await hub.LiveAsync(id);
        var saved = await ServiceAsync<SaveItem, WriteResult>(hub, async save => await save.RunAsync(new SaveRequest
        {
            ItemId = id,
            Revision = live.Item.Revision,
            Writer = lead,
            Content = VersionContent.From(live) with { Body = rename(live.Body) },
            Details = ItemDetails.From(await database.Items.AsNoTracking().SingleAsync(item => item.Id == id)),
        }));
        var published = await ServiceAsync<PublishItem, WriteResult>(hub, publish => publish.RunAsync(new PublishRequest { ItemId = id, Revision = saved.Revision, Writer = lead }));
        Assert.True(published.Succeeded, string.Join(' ', published.Problems.Select(problem => problem.Sentence)));
    }

    private static async Task<Dictionary<int, string>> BodiesAsync(TestHub hub)
    {
        await using var database = hub.OpenDatabase();
        return await database.ItemVersions.AsNoTracking().Where(version => version.Number == version.Item.LiveNumber).ToDictionaryAsync(version => version.ItemId, version => version.Body);
    }

    /// <summary>The text with each link as nothing but its words; what a removed link's words were escaped with counts as nothing too.</summary>
    private static string Words(TextLinks reader, string body)
    {
        var words = new StringBuilder();
        var at = 0;
        foreach (var link in reader.Read(body))
        {
            words.Append(body, at, link.Whole.Start - at).Append(link.Label is { } label ? label.Of(body) : link.Words);
            at = link.Whole.End;
        }

        words.Append(body, at, body.Length - at);
        return Definition().Replace(words.ToString(), "]:").Replace("\\", "", StringComparison.Ordinal);
    }

    private static Task ServiceAsync<TService>(TestHub hub, Func<TService, Task> use)
        where TService : notnull => ServiceAsync<TService, bool>(hub, async service =>
        {
            await use(service);
            return true;
        });

    private static async Task<TResult> ServiceAsync<TService, TResult>(TestHub hub, Func<TService, Task<TResult>> use)
        where TService : notnull
    {
        await using var scope = hub.App.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    [GeneratedRegex(@"\]: \S+")]
    private static partial Regex Definition();
}
