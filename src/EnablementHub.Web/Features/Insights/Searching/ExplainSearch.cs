using EnablementHub.Data;
using EnablementHub.Features.Library;
using EnablementHub.Features.Search.Engine;
using EnablementHub.Features.Usage;
using EnablementHub.Features.Usage.Rollups;
using EnablementHub.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Insights.Searching;

/// <summary>
/// Finds out why a text found nothing: what others may see answers it; what has expired or is archived has all its words; a
/// word is known in another spelling; or nobody has written about it.
/// </summary>
public sealed class ExplainSearch(HubDbContext database, ISearchEngine engine, OrganisationClock clock)
{
    private const int MostWords = 8;

    /// <returns>False when the index can't be asked now.</returns>
    public async Task<bool> RunAsync(string foldedText, CancellationToken cancellationToken)
    {
        if (engine.NeedsRebuild) return false;
        SearchOutcome outcome;
        try
        {
            outcome = engine.Search(new SearchQuery { Text = foldedText, Viewer = Visibility.Everything, Now = clock.Now, Limit = 1 }, cancellationToken);
        }
        catch (IndexReadException)
        {
            return false;
        }

        var asWritten = outcome is { Total: > 0, Corrected: null, AnyWord: false };
        int? ended = asWritten ? null : await EndedAsync(foldedText, cancellationToken);
        var explanation = await database.SearchExplanations.FindAsync([foldedText], cancellationToken);
        if (explanation is null)
        {
            explanation = new SearchExplanation { FoldedText = foldedText, Cause = SearchCause.NoContent, At = clock.Now };
            database.Add(explanation);
        }

        explanation.At = clock.Now;
        explanation.Meant = null;
        explanation.ItemId = asWritten && outcome.Hits.Count > 0 ? outcome.Hits[0].Id : ended;
        if (asWritten) explanation.Cause = SearchCause.NoPermission;
        else if (ended is not null) explanation.Cause = SearchCause.Expired;
        else if (outcome.Corrected is { Length: <= SearchRecord.MaxTextLength } meant) (explanation.Cause, explanation.Meant) = (SearchCause.Misspelt, meant);
        else explanation.Cause = SearchCause.NoContent;
        await database.SaveChangesAsync(cancellationToken);
        return true;
    }

    /// <summary>The index no longer holds these, so their words are asked of the database.</summary>
    private Task<int?> EndedAsync(string foldedText, CancellationToken cancellationToken)
    {
        var words = foldedText.Split(' ').Select(word => word.Trim('"', '?', '!', ',', '.')).Where(word => word.Length > 1).Distinct(StringComparer.Ordinal).Take(MostWords).ToList();
        if (words.Count == 0) return Task.FromResult<int?>(null);
        var today = clock.Today;
        var versions = from item in database.Items
                       where item.State == PublicationState.Archived || (item.State == PublicationState.Published && item.ExpireOn < today)
                       from version in item.Versions
                       where version.Number == item.LiveNumber
                       select version;
        foreach (var pattern in words.Select(TextPattern.Containing))
            versions = versions.Where(version => EF.Functions.Like(version.Title, pattern, TextPattern.Escape) || EF.Functions.Like(version.Summary, pattern, TextPattern.Escape) || EF.Functions.Like(version.Body, pattern, TextPattern.Escape));
        return versions.OrderBy(version => version.ItemId).Select(version => (int?)version.ItemId).FirstOrDefaultAsync(cancellationToken);
    }
}
