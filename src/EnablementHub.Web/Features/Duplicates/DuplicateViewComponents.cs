using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Duplicates;

public sealed record SimilarPanel(int ItemId, IReadOnlyList<SimilarRow> Rows);

/// <summary>What an item's text resembles, beside its editor: <c>@await Component.InvokeAsync("SimilarPanel", new { item })</c>. Looks again while somebody types.</summary>
public sealed class SimilarPanelViewComponent(DuplicateQueries queries, SimilarItems similar, OrganisationClock clock) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Item item)
    {
        var (newest, cancellationToken) = (item.NewestVersion!, HttpContext.RequestAborted);
        var text = await similar.ReadTextAsync(newest.BodyText, newest.TranscriptId, cancellationToken);
        return View("/Features/Duplicates/_SimilarPanel.cshtml", new SimilarPanel(item.Id, await queries.FindAsync(text, item.Id, UserClaimsPrincipal.Reader(clock.Today), cancellationToken)));
    }
}

/// <summary>How much is said twice, on the health page: <c>@await Component.InvokeAsync("NearDuplicates")</c>.</summary>
public sealed class NearDuplicatesViewComponent(DuplicateQueries queries) : ViewComponent
{
    private const int Shown = 3;

    public async Task<IViewComponentResult> InvokeAsync() => View("/Features/Duplicates/_OnHealth.cshtml", await queries.ListAsync(Shown, HttpContext.RequestAborted));
}
