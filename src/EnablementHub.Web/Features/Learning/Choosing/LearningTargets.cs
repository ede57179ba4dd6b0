using EnablementHub.Features.People;

namespace EnablementHub.Features.Learning.Choosing;

/// <summary>What can be learned, over all rooms.</summary>
public sealed class LearningTargets(IEnumerable<ILearningSource> sources)
{
    /// <summary>One question a kind, however many are asked for. What doesn't exist is missing from the answer.</summary>
    public async Task<IReadOnlyDictionary<LearningKey, LearningTarget>> FindAsync(IEnumerable<LearningKey> keys, CancellationToken cancellationToken)
    {
        var found = new Dictionary<LearningKey, LearningTarget>();
        foreach (var kind in keys.Distinct().GroupBy(key => key.Kind))
        {
            if (sources.FirstOrDefault(source => source.Kind == kind.Key) is not { } source) continue;
            foreach (var target in await source.FindAsync([.. kind.Select(key => key.Id)], cancellationToken)) found[target.Key] = target;
        }

        return found;
    }

    /// <param name="words">What was typed.</param>
    /// <param name="kinds">Which kinds are wanted; none means all.</param>
    /// <param name="viewer">Who chooses.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public async Task<IReadOnlyList<LearningTarget>> OfferAsync(string words, IReadOnlyCollection<LearningKind> kinds, Viewer viewer, int take, CancellationToken cancellationToken)
    {
        var offers = new List<LearningTarget>();
        foreach (var source in sources.Where(source => kinds.Count == 0 || kinds.Contains(source.Kind)).OrderByDescending(source => source.Kind))
        {
            // The library is by far the largest: it fills what the others leave.
            offers.AddRange(await source.OfferAsync(words, viewer, take, cancellationToken));
        }

        return [.. offers.Take(take)];
    }
}
