using EnablementHub.Data;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Search;
using EnablementHub.Features.Taxonomy;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Notifications.Following;

/// <summary>One of the three is given.</summary>
public sealed record FollowRequest
{
    public required ItemReader Reader { get; init; }
    public int? ItemId { get; init; }
    public int? FacetValueId { get; init; }

    /// <summary>Address of a search.</summary>
    public string? Search { get; init; }
}

public enum FollowOutcome
{
    Done,
    NotFound,
    Invalid,
}

/// <param name="Name">What is followed now, for a sentence.</param>
/// <param name="Address">The page of what is followed.</param>
/// <param name="Problem">For the person, when it is invalid.</param>
public sealed record FollowResult(FollowOutcome Outcome, long FollowId = 0, string Name = "", string Address = "", string Problem = "")
{
    public static FollowResult NotFound { get; } = new(FollowOutcome.NotFound);

    public static FollowResult Invalid(string problem) => new(FollowOutcome.Invalid, Problem: problem);
}

/// <summary>Begins to follow what the person can see; following twice is following.</summary>
public sealed class StartFollowing(HubDbContext database, TaxonomyCatalog catalog, FollowedThings followed, TimeProvider time)
{
    public const int MaxFollows = 200;

    public async Task<FollowResult> RunAsync(FollowRequest request, CancellationToken cancellationToken)
    {
        var personId = request.Reader.Viewer.PersonId;
        var now = time.GetUtcNow();
        if (request.ItemId is { } itemId)
        {
            var title = await database.Items.AsNoTracking().Where(item => item.Id == itemId).InAudienceOf(request.Reader).PublishedOn(request.Reader.Today)
                .SelectMany(item => item.Versions.Where(version => version.Number == item.LiveNumber).Select(version => version.Title)).SingleOrDefaultAsync(cancellationToken);
            return title is null ? FollowResult.NotFound : await StoreAsync(() => Follow.Item(personId, itemId, now), $"“{title}”", ItemLinks.To(itemId, title), personId, cancellationToken);
        }

        var taxonomy = await catalog.ReadAsync(cancellationToken);
        if (request.FacetValueId is { } valueId)
            return taxonomy.Find(valueId) is { } value ? await StoreAsync(() => Follow.FacetValue(personId, valueId, now), value.Label, AddressOf(value), personId, cancellationToken) : FollowResult.NotFound;

        if (SavedSearch.Parse(request.Search) is not { } search) return FollowResult.Invalid("Search for some words or choose a filter first, then follow the search.");
        if (SavedSearch.TopicOf(search, taxonomy) is { } topic) return await StoreAsync(() => Follow.FacetValue(personId, topic.Id, now), topic.Label, AddressOf(topic), personId, cancellationToken);
        var address = search.ToAddress();
        if (address.Length > Follow.MaxSearchLength) return FollowResult.Invalid("This search is too long to be followed. Use fewer words or filters.");
        return await StoreAsync(() => Follow.SavedSearch(personId, address, now), SavedSearch.Name(search, taxonomy), address, personId, cancellationToken);
    }

    internal static string AddressOf(CatalogValue value) =>
        new SearchRequest { Filters = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [value.Group] = [value.Value] } }.ToAddress();

    private async Task<FollowResult> StoreAsync(Func<Follow> create, string name, string address, int personId, CancellationToken cancellationToken)
    {
        var result = await database.InUnitAsync(
            async token =>
            {
                var follow = create();
                var mine = database.Follows.Where(other => other.PersonId == follow.PersonId);
                if (await mine.Where(other => other.Key == follow.Key).Select(other => (long?)other.Id).SingleOrDefaultAsync(token) is { } known) return new FollowResult(FollowOutcome.Done, known, name, address);
                if (await mine.CountAsync(token) >= MaxFollows) return FollowResult.Invalid($"You follow {MaxFollows} things, which is as much as one can. End some that you no longer need.");
                database.Add(follow);
                await database.SaveChangesAsync(token);
                return new FollowResult(FollowOutcome.Done, follow.Id, name, address);
            },
            answer => answer.Outcome == FollowOutcome.Done,
            cancellationToken);
        followed.Forget(personId);
        return result;
    }
}

/// <summary>Ends it; whoever ended it before finds it ended.</summary>
public sealed class EndFollowing(HubDbContext database, FollowedThings followed)
{
    public async Task RunAsync(int personId, long followId, CancellationToken cancellationToken)
    {
        await database.Follows.Where(follow => follow.Id == followId && follow.PersonId == personId).ExecuteDeleteAsync(cancellationToken);
        followed.Forget(personId);
    }
}
