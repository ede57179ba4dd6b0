namespace EnablementHub.Features.Search.Engine;

/// <summary>
/// The index is a projection that can be thrown away at any time. It has one writer, which holds its directory; readers run at the same time as
/// the writer and see whole commits only. All members may be called from any thread.
/// </summary>
public interface ISearchEngine : IAsyncDisposable
{
    /// <summary>Number of the last change that the index holds, from its own last commit; 0 when it is empty. May go back after a rebuild: go on reading from here.</summary>
    long Watermark { get; }

    /// <summary>Another number whenever an answer may differ; fit for the key of a cache, meaningless in another process.</summary>
    long Generation { get; }

    /// <summary>How many items the index holds, visible or not.</summary>
    int Items { get; }

    /// <summary>The index is missing, damaged or of another version: it serves what it has (perhaps nothing) until <see cref="RebuildAsync"/>.</summary>
    bool NeedsRebuild { get; }

    /// <summary>Why <see cref="NeedsRebuild"/>, as a sentence; else null.</summary>
    string? RebuildReason { get; }

    /// <summary>What work in the background could not do, such as joining parts of the index on a full disk; else null. Searches and changes go on, and each change tries it again.</summary>
    string? Trouble => null;

    /// <summary>Adds or replaces items, removes others (unknown ones are no error) and stores the watermark, all in one commit. An id in both lists is removed.</summary>
    /// <exception cref="IndexWriteException">Nothing was changed, reading goes on; try again later.</exception>
    Task ApplyAsync(IReadOnlyCollection<IndexedItem> upserts, IReadOnlyCollection<int> deletes, long watermark, CancellationToken cancellationToken = default);

    /// <summary>Builds a new index aside while the present one goes on serving and taking changes, then puts it in its place. Later items win over earlier ones of the same id.</summary>
    /// <param name="watermark">The number of the last change that the items hold.</param>
    /// <param name="progress">Told now and then how many items are in.</param>
    /// <exception cref="IndexWriteException">The present index stays as it is.</exception>
    Task RebuildAsync(IAsyncEnumerable<IndexedItem> items, long watermark, IProgress<int>? progress = null, CancellationToken cancellationToken = default);

    /// <exception cref="IndexReadException">The index is damaged; <see cref="NeedsRebuild"/> now says so.</exception>
    SearchOutcome Search(SearchQuery query, CancellationToken cancellationToken = default);

    /// <exception cref="IndexReadException">The index is damaged; <see cref="NeedsRebuild"/> now says so.</exception>
    IReadOnlyList<Suggestion> Suggest(SuggestQuery query, CancellationToken cancellationToken = default);

    /// <summary>Replaces the synonyms and names; holds from the next query on and is not stored.</summary>
    void SetVocabulary(SearchVocabulary vocabulary);
}
