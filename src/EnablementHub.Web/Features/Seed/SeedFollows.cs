using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Notifications;
using EnablementHub.Features.Notifications.Following;
using EnablementHub.Features.Taxonomy;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Seed;

/// <summary><c>follows.yaml</c>: what people follow, and what they were told before the hub was loaded.</summary>
public sealed class SeedFollows
{
    public List<SeedFollow> Follows { get; set; } = [];
    public List<SeedNotice> Notices { get; set; } = [];
}

/// <summary>One of item, topic and search.</summary>
public sealed class SeedFollow
{
    public string Person { get; set; } = "";
    public string? Item { get; set; }
    public string? Topic { get; set; }

    /// <summary>Words.</summary>
    public string? Search { get; set; }
}

public sealed class SeedNotice
{
    public string Person { get; set; } = "";

    /// <summary>As <see cref="NoticeKind"/>, in small letters with hyphens.</summary>
    public string Kind { get; set; } = "";
    public string Item { get; set; } = "";

    /// <summary>Before the day of loading.</summary>
    public int Days { get; set; }
    public bool IsRead { get; set; }

    /// <summary>With <c>{title}</c> for the item's title.</summary>
    public string Text { get; set; } = "";
}

/// <summary>Writes the seed's follows and notices; none of them goes out by mail.</summary>
public sealed class SeedFollowsWriter(HubDbContext database, OrganisationClock clock)
{
    private const string File = "follows.yaml";
    private static readonly TimeSpan MorningHour = TimeSpan.FromHours(9);

    public async Task AddAsync(SeedFollows seed, IReadOnlyDictionary<string, int> people, IReadOnlyDictionary<string, Item> items, CancellationToken cancellationToken)
    {
        var topics = await database.FacetValues.Where(value => value.Group == "topic").ToDictionaryAsync(value => value.Value, value => value.Id, cancellationToken);
        foreach (var follow in seed.Follows)
        {
            var person = Find(people, follow.Person, "person");
            if (follow.Item is { } item) database.Add(Follow.Item(person, Find(items, item, "item").Id, clock.Now));
            else if (follow.Topic is { } topic) database.Add(Follow.FacetValue(person, Find(topics, topic, "topic"), clock.Now));
            else if (follow.Search is { Length: > 0 } words) database.Add(Follow.SavedSearch(person, "/search?q=" + Uri.EscapeDataString(words), clock.Now));
            else throw new SeedException($"{File}: {follow.Person} follows nothing. Name an item, a topic or a search.");
        }

        foreach (var (told, number) in seed.Notices.Select((told, number) => (told, number)))
        {
            var (item, at) = (Find(items, told.Item, "item"), clock.StartOf(clock.Today.AddDays(-told.Days)) + MorningHour);
            var title = item.LiveVersion?.Title ?? throw new SeedException($"{File}: {told.Item} isn't published, so nobody was told of it.");
            var notice = new Notice
            {
                Kind = Enum.TryParse<NoticeKind>(told.Kind.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var kind) ? kind : throw new SeedException($"{File}: there is no kind of notice \"{told.Kind}\"."),
                Key = $"seed:{number}",
                Text = told.Text.Replace("{title}", title, StringComparison.Ordinal),
                Address = ItemLinks.To(item.Id, title),
                ItemId = item.Id,
            };
            database.Add(new NoticeRow(Find(people, told.Person, "person"), notice, at) { MailDecidedAt = at, ReadAt = told.IsRead ? at : null });
        }

        await database.SaveChangesAsync(cancellationToken);
    }

    private static T Find<T>(IReadOnlyDictionary<string, T> known, string key, string what) => known.TryGetValue(key, out var found) ? found : throw new SeedException($"{File}: there is no {what} \"{key}\".");
}
