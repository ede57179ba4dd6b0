using System.Text.RegularExpressions;
using EnablementHub.Data;
using EnablementHub.Features.Clips;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Platform.Media.Captions;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Seed;

/// <summary>Creates the seed's items. First all of them, so that links between them can name their ids, then their versions.</summary>
public sealed partial class SeedItems(HubDbContext database, VersionFactory versions, SeedMedia media, OrganisationClock clock)
{
    /// <returns>The items by key, with their live versions loaded.</returns>
    public async Task<IReadOnlyDictionary<string, Item>> AddAsync(
        IReadOnlyList<SeedItem> seeds, IReadOnlyDictionary<string, int> people, IReadOnlyDictionary<string, int> teams, SeedDates dates, CancellationToken cancellationToken)
    {
        var facets = (await database.FacetValues.AsNoTracking().ToListAsync(cancellationToken)).ToDictionary(value => (value.Group, value.Value), value => value.Id);
        var items = new Dictionary<string, Item>(StringComparer.Ordinal);
        foreach (var seed in seeds)
        {
            if (!people.TryGetValue(seed.Front.Owner, out var owner)) throw new SeedException($"{seed.File}: the owner {seed.Front.Owner} is not in people.csv.");
            var item = new Item(seed.Kind, owner, PublishedAt(seed, dates)) { Key = seed.Key, Language = seed.Front.Language, Use = seed.Front.Use == "external" ? ItemUse.External : ItemUse.Internal };
            item.SetTags(seed.Front.Tags);
            item.SetFacets(seed.Front.FacetValues().Select(facet => facets.TryGetValue(facet, out var id) ? id : throw new SeedException($"{seed.File}: hub.yaml has no {facet.Group} \"{facet.Value}\".")));
            item.SetAudience(Audience(seed, teams));
            item.SetDates(dates.DayOrNull(seed.Front.Release), dates.DayOrNull(seed.Front.Expires));
            if (!items.TryAdd(seed.Key, item)) throw new SeedException($"{seed.File}: there are two items with the key {seed.Key}.");
            database.Add(item);
        }

        await database.SaveChangesAsync(cancellationToken);
        foreach (var seed in seeds) await AddVersionAsync(seed, items, dates, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        return items;
    }

    private async Task AddVersionAsync(SeedItem seed, Dictionary<string, Item> items, SeedDates dates, CancellationToken cancellationToken)
    {
        var item = items[seed.Key];
        var at = PublishedAt(seed, dates);
        var file = seed.MediaPath is { } path ? await media.StoreAsync(item, path, at, cancellationToken) : null;
        var transcript = seed.CaptionsPath is { } captions ? await ReadCaptionsAsync(item, captions, at, cancellationToken) : null;
        if (transcript is not null) database.Add(transcript);
        await database.SaveChangesAsync(cancellationToken);
        var content = new VersionContent
        {
            Title = seed.Front.Title,
            Summary = seed.Front.Summary,
            Body = WithIds(seed, seed.Body, items),
            Context = seed.Front.Context,
            Recap = WithIds(seed, seed.Front.Recap, items),
            CheatSheet = WithIds(seed, seed.Front.CheatSheet, items),
            LinkUrl = seed.Front.Url,
            MediaFileId = file?.Id,
            TranscriptId = transcript?.Id,
        }.Normalised();
        if (content.Problems() is [{ } problem, ..]) throw new SeedException($"{seed.File}: {problem.Sentence}");
        var version = versions.Create(item, content, item.OwnerId, at);
        item.AddPending(version, at);
        if (seed.Front.Successor is { } successor) item.SuccessorId = Find(seed, successor, items).Id;
        if (seed.Front.State == "draft") return;
        version.PublishedAt = at;
        item.Publish(at);
        if (dates.DayOrNull(seed.Front.Verified) is { } verified)
            item.Verify(item.OwnerId, Working(verified), dates.DayOrNull(seed.Front.ReviewDue) ?? verified.AddDays(item.Kind.ReviewIntervalDays()));
        if (seed.Front.State == "archived") item.Archive(at);
        else if (seed.Front.State != "published") throw new SeedException($"{seed.File}: state is \"{seed.Front.State}\"; it may be published, draft or archived.");
    }

    private static async Task<Transcript> ReadCaptionsAsync(Item item, string path, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        var track = await CaptionParser.ParseAsync(stream, cancellationToken);
        if (!track.IsUsable) throw new SeedException($"{path}: {string.Join(' ', track.Problems)}");
        var transcript = new Transcript { ItemId = item.Id, Language = item.Language, FileName = Path.GetFileName(path), CreatedAt = at };
        foreach (var cue in track.Cues) transcript.Add(cue.Start, cue.End, cue.Speaker ?? "", cue.Text);
        return transcript;
    }

    private static IEnumerable<string> Audience(SeedItem seed, IReadOnlyDictionary<string, int> teams) => seed.Front.Audience switch
    {
        null or "everyone" => [],
        IDictionary<object, object> map => map.SelectMany(pair => ((IEnumerable<object>)pair.Value).Select(value => (pair.Key, value)) switch
        {
            var values when "teams".Equals(pair.Key) => values.Select(entry => Grants.ForTeam(teams[(string)entry.value])),
            var values when "roles".Equals(pair.Key) => values.Select(entry => Grants.ForRole((string)entry.value)),
            _ => throw new SeedException($"{seed.File}: an audience is everyone, or has teams and roles."),
        }),
        _ => throw new SeedException($"{seed.File}: an audience is everyone, or has teams and roles."),
    };

    private static string WithIds(SeedItem seed, string markdown, Dictionary<string, Item> items) =>
        ItemKey().Replace(markdown, match => $"](/items/{Find(seed, match.Groups["key"].Value, items).Id}");

    private static Item Find(SeedItem seed, string key, Dictionary<string, Item> items) =>
        items.TryGetValue(key, out var item) ? item : throw new SeedException($"{seed.File}: there is no item \"{key}\" to link to.");

    private DateTimeOffset PublishedAt(SeedItem seed, SeedDates dates) => Working(dates.DayOrNull(seed.Front.Published) ?? clock.Today.AddDays(-1));

    /// <summary>Mid-morning of that day, but never later than now.</summary>
    private DateTimeOffset Working(DateOnly day)
    {
        var morning = clock.StartOf(day).AddHours(10);
        return morning > clock.Now ? clock.Now : morning;
    }

    // Only as the target of a link: a text may speak of "item:" without meaning one.
    [GeneratedRegex(@"\]\(item:(?<key>[A-Za-z0-9][A-Za-z0-9_-]*)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ItemKey();
}
