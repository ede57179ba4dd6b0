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
    private static readonly DateOnly Today = new(2026, 3, 10);

    [Fact]
    public async Task Handbook_AfterMovesRetirementsAndRenames_HasNoDeadLink()
    {
        await using var hub = await TestHub.StartAsync();
        var lead = new Writer((await hub.AddPersonAsync("Lena Lead", HubRoles.Lead)).Id, ManagesContent: true);
        var ids = await BuildAsync(hub, lead);
        var before = await BodiesAsync(hub);
        var reader = hub.App.Services.GetRequiredService<TextLinks>();
        Assert.True(before.Values.Sum(body => reader.Read(body).Count) >= Links);

        var random = new Random(5);
        var shuffled = ids.OrderBy(_ => random.Next()).ToList();
        var (moved, targets, archived, expired, renamed) = (shuffled[..100], shuffled[100..200], shuffled[200..250], shuffled[250..300], shuffled[300..330]);
        var watch = Stopwatch.StartNew();
        await ServiceAsync<MoveAddress>(hub, moves => moves.RunAsync([.. moved.Zip(targets, (from, to) => new Move { FromItemId = from, FromPath = MovedAddress.PathOfItem(from), ToItemId = to })], lead, "100 pages moved"));
        await RetireAsync(hub, archived, expired, targets);
        foreach (var id in renamed) await RenameAsync(hub, lead, id);
        var rules = await ServiceAsync<RetiredTargets, IReadOnlyList<LinkRewriteRule>>(hub, async retired => await retired.RulesAsync([.. (await retired.FindAsync(default)).Select(target => target.ItemId)], default));
        await ServiceAsync<StartRewrite>(hub, start => start.RunAsync("Retired", () => [.. rules.Select(rule => new LinkRewriteRule { FromItemId = rule.FromItemId, ToItemId = rule.ToItemId, Words = rule.Words })], lead));
        await ServiceAsync<StartRewrite>(hub, start => start.RunAsync("Renamed", () => [.. renamed.Select(id => new LinkRewriteRule { FromItemId = id, FromAnchor = "details", ToItemId = id, ToAnchor = "all-details" })], lead));
        await hub.RunRewritesAsync();
        watch.Stop();
        TestContext.Current.TestOutputHelper?.WriteLine($"Moving, retiring, renaming and rewriting took {watch.Elapsed.TotalSeconds:0.0} s.");

        var after = await BodiesAsync(hub);
        foreach (var id in ids) Assert.True(Words(reader, before[id]) == Words(reader, after[id]) || renamed.Contains(id), $"Page {id} has other words:\n{before[id]}\n----\n{after[id]}");
        await CrawlAsync(hub, [.. ids.Except(moved).Except(archived).Except(expired)]);
    }

    [Fact]
    public async Task Seed_AfterMovesAndRetirements_HasNoDeadLink()
    {
        await using var hub = await TestHub.StartAsync();
        await ServiceAsync<LoadSeed>(hub, seed => seed.RunAsync(new SeedFiles(SeedFeature.Folder), default));
        var lead = new Writer((await hub.AddPersonAsync("Lena Lead", HubRoles.Lead)).Id, ManagesContent: true);
        await using var database = hub.OpenDatabase();
        var linked = await database.VersionLinks.Where(link => link.TargetItemId != null).Select(link => link.TargetItemId!.Value).Distinct().OrderBy(id => id).ToListAsync(TestContext.Current.CancellationToken);
        var published = await database.Items.Where(item => item.State == PublicationState.Published && item.ExpireOn == null && item.ReleaseOn == null && !item.Audience.Any()).OrderBy(item => item.Id).Select(item => item.Id).ToListAsync(TestContext.Current.CancellationToken);
        var movable = linked.Intersect(published).ToList();
        Assert.True(movable.Count >= 6, "The seed has too few links.");
        var targets = movable[(movable.Count * 2 / 3)..];
        var before = await BodiesAsync(hub);
        var reader = hub.App.Services.GetRequiredService<TextLinks>();
        var (moved, retired) = (movable[..(movable.Count / 3)], movable[(movable.Count / 3)..(movable.Count * 2 / 3)]);
        await ServiceAsync<MoveAddress>(hub, moves => moves.RunAsync([.. moved.Select((from, at) => new Move { FromItemId = from, FromPath = MovedAddress.PathOfItem(from), ToItemId = targets[at % targets.Count] })], lead, "Moved"));
        await RetireAsync(hub, retired[..(retired.Count / 2)], retired[(retired.Count / 2)..], targets);
        var rules = await ServiceAsync<RetiredTargets, IReadOnlyList<LinkRewriteRule>>(hub, async gone => await gone.RulesAsync([.. (await gone.FindAsync(default)).Select(target => target.ItemId)], default));
        await ServiceAsync<StartRewrite>(hub, start => start.RunAsync("Retired", () => [.. rules.Select(rule => new LinkRewriteRule { FromItemId = rule.FromItemId, ToItemId = rule.ToItemId, Words = rule.Words })], lead));
        await hub.RunRewritesAsync();
        var after = await BodiesAsync(hub);
        var gone = moved.Concat(retired).ToHashSet();
        foreach (var (id, body) in before)
        {
            // What nobody reads any more is left as it was; it counts again once it is brought back.
            if (gone.Contains(id)) continue;
            Assert.DoesNotContain(reader.Read(after[id]), link => LinkTarget.Of(link.Address)?.ItemId is { } target && gone.Contains(target));
            if (reader.Read(body).All(link => link.Label is not null)) Assert.Equal(Words(reader, body), Words(reader, after[id]));
        }
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

    private static async Task RetireAsync(TestHub hub, List<int> archived, List<int> expired, List<int> targets)
    {
        await using var database = hub.OpenDatabase();
        foreach (var item in await database.Items.Where(item => archived.Contains(item.Id) || expired.Contains(item.Id)).ToListAsync(TestContext.Current.CancellationToken))
        {
            if (archived.Contains(item.Id)) item.Archive(hub.Time.GetUtcNow());
            else item.SetDates(null, Today.AddDays(-1));
            if (item.Id % 2 == 0) item.SuccessorId = targets[item.Id % targets.Count];
        }

        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static async Task RenameAsync(TestHub hub, Writer lead, int id)
    {
        await using var database = hub.OpenDatabase();
        var live = await hub.LiveAsync(id);
        var saved = await ServiceAsync<SaveItem, WriteResult>(hub, async save => await save.RunAsync(new SaveRequest
        {
            ItemId = id,
            Revision = live.Item.Revision,
            Writer = lead,
            Content = VersionContent.From(live) with { Body = live.Body.Replace("## Details", "## All details", StringComparison.Ordinal) },
            Details = ItemDetails.From(await database.Items.AsNoTracking().SingleAsync(item => item.Id == id)),
        }));
        var published = await ServiceAsync<PublishItem, WriteResult>(hub, publish => publish.RunAsync(new PublishRequest { ItemId = id, Revision = saved.Revision, Writer = lead }));
        Assert.True(published.Succeeded);
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

    /// <summary>Opens every page as a rep does, and follows each link to the hub once.</summary>
    private static async Task CrawlAsync(TestHub hub, List<int> ids)
    {
        using var rep = await hub.SignInAsAsync("Rita Rep");
        var anchors = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var wanted = new HashSet<(string From, string Path, string Anchor)>();
        foreach (var id in ids)
        {
            var path = $"/items/{id}";
            var page = await rep.ReadAsync(path);
            anchors[path] = [.. Id().Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))];
            foreach (var href in Href().Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Where(href => href.StartsWith("/items/", StringComparison.Ordinal)))
            {
                var parts = href.Split('#');
                wanted.Add((path, parts[0].Split('?')[0], parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : ""));
            }
        }

        var dead = new List<string>();
        foreach (var target in wanted.GroupBy(link => link.Path, StringComparer.Ordinal))
        {
            var own = "/items/" + target.Key.Split('/')[2];
            if (!anchors.TryGetValue(own, out var known))
            {
                using var answer = await rep.GetAsync(target.Key);
                dead.Add($"{target.First().From} → {target.Key}: {(int)answer.StatusCode}, not among the pages that are there");
                continue;
            }

            dead.AddRange(target.Where(link => link.Anchor.Length > 0 && !known.Contains(link.Anchor)).Select(link => $"{link.From} → {target.Key}#{link.Anchor}: no such section"));
        }

        Assert.True(dead.Count == 0, $"{dead.Count} dead links:\n{string.Join('\n', dead.Take(20))}");
        Assert.True(wanted.Count > ids.Count, "There were hardly any links.");
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

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Href();

    [GeneratedRegex("\\bid=\"([^\"]+)\"")]
    private static partial Regex Id();

    [GeneratedRegex(@"\]: \S+")]
    private static partial Regex Definition();
}
