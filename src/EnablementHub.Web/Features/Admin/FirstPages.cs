using System.Security.Claims;
using EnablementHub.Features.People;
using EnablementHub.Features.Search;
using EnablementHub.Features.Sessions;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Security;

namespace EnablementHub.Features.Admin;

/// <summary>The pages that people open minutes before a call: the hub has opened each itself before it lets anybody in, or right after.</summary>
internal sealed partial class FirstPages(PageWarmUp pages, ContentSearch search, ILogger<FirstPages> log)
{
    /// <summary>A rep who is nobody, so that nothing is counted and nobody's own things are read.</summary>
    private static readonly ClaimsPrincipal Reader = new PersonAccess(PersonAccess.Nobody, "", "", null, null, false, [HubRoles.Rep], []).ToPrincipal("start");

    private static readonly ClaimsPrincipal Stranger = new();

    private IReadOnlyList<ColdPage> _ofNewest = [];

    /// <summary>Ends when those have been opened that people come in by and look for something on; the hub is not ready before.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        pages.Begin();
        IReadOnlyList<ColdPage> found = [];
        try
        {
            var newest = (await search.FindAsync(new SearchRequest { Limit = 1 }, Reader.Viewer(), cancellationToken)).Items;
            found = [.. newest.Select(item => new ColdPage(new SearchRequest { Text = item.Card.Title, IsExact = true }.ToAddress(), Reader))];
            _ofNewest = [.. newest.Select(item => new ColdPage(SearchLinks.Item(item.Card.Id), Reader))];
        }
        catch (Exception error)
        {
            // A hub whose cards can't be read now is kept out by its health, not by this.
            if (!cancellationToken.IsCancellationRequested) LogNotFound(log, error);
        }

        await Task.WhenAll(
            pages.OpenAsync([new ColdPage(SessionsFeature.SignInPath, Stranger), .. found], cancellationToken),
            pages.OpenAsync([new ColdPage("/", Reader)], cancellationToken));
        pages.End();
    }

    /// <summary>The pages that come a click later, while people are let in.</summary>
    public Task OpenOthersAsync(CancellationToken cancellationToken) => pages.OpenAsync([.. _ofNewest, new ColdPage("/library", Reader)], cancellationToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nothing was found to prepare the first pages with")]
    private static partial void LogNotFound(ILogger log, Exception error);
}
