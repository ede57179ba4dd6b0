using EnablementHub.Data;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Links.Moving;
using EnablementHub.Features.Links.Rewriting;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Links.Uses;

/// <summary>Where one item is used, and which of its sections links no longer find.</summary>
[Authorize(Capability.WriteContent)]
public sealed class ItemLinksController(HubDbContext database, ItemUses uses, OrganisationClock clock) : Controller
{
    [HttpGet("/links/items/{id:int}")]
    public Task<IActionResult> Show(int id, CancellationToken cancellationToken) => ShowAsync(id, null, cancellationToken);

    [HttpPost("/links/items/{id:int}/sections")]
    public async Task<IActionResult> Rename(int id, string? oldAnchor, string? newAnchor, [FromServices] RenameSection rename, CancellationToken cancellationToken)
    {
        var result = await rename.RunAsync(id, oldAnchor, newAnchor, User.Writer(), cancellationToken);
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        if (result.Outcome == WriteOutcome.NotAllowed) return Forbid();
        if (!result.Succeeded)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await ShowAsync(id, result.Problems[0].Sentence, cancellationToken);
        }

        Flash.Say(TempData, new Flash("Links with the old name land on that section now."));
        return LocalRedirect(LinkPaths.Item(id));
    }

    [HttpGet("/links/items/{id:int}/sections/rewrite"), Authorize(Capability.ManageContent)]
    public async Task<IActionResult> PreviewRewrite(int id, string? anchor, [FromServices] RewritePages pages, CancellationToken cancellationToken)
    {
        if (await RuleAsync(id, anchor, cancellationToken) is not { } rule) return NotFound();
        var preview = new RewritePreview
        {
            Title = TitleOf(rule),
            Action = FormattableString.Invariant($"/links/items/{id}/sections/rewrite"),
            Fields = [("anchor", rule.FromAnchor)],
            Items = 0,
            Planned = [],
            BackHref = LinkPaths.Item(id),
        };
        return View("/Features/Links/Rewriting/Preview.cshtml", await pages.PreviewAsync(preview, [rule], cancellationToken));
    }

    [HttpPost("/links/items/{id:int}/sections/rewrite"), Authorize(Capability.ManageContent)]
    public async Task<IActionResult> Rewrite(int id, string? anchor, [FromServices] StartRewrite start, CancellationToken cancellationToken)
    {
        if (await RuleAsync(id, anchor, cancellationToken) is not { } rule) return NotFound();
        var rewrite = await start.RunAsync(TitleOf(rule), () => [new LinkRewriteRule { FromItemId = id, FromAnchor = rule.FromAnchor, ToItemId = id, ToAnchor = rule.ToAnchor }], User.Writer(), cancellationToken);
        return LocalRedirect(LinkPaths.Rewrite(rewrite));
    }

    private static string TitleOf(LinkRewriteRule rule) => $"Section #{rule.FromAnchor} of item {rule.FromItemId} is #{rule.ToAnchor} now";

    private async Task<LinkRewriteRule?> RuleAsync(int id, string? anchor, CancellationToken cancellationToken) =>
        anchor is { Length: > 0 } && await database.MovedSections.FindAsync([id, anchor], cancellationToken) is { } moved
            ? new LinkRewriteRule { FromItemId = id, FromAnchor = moved.OldAnchor, ToItemId = id, ToAnchor = moved.NewAnchor }
            : null;

    private async Task<IActionResult> ShowAsync(int id, string? problem, CancellationToken cancellationToken)
    {
        if (await database.LoadItemAsync(id, cancellationToken) is not { } item) return NotFound();
        var writer = User.Writer();
        return writer.MayChange(item)
            ? View("Show", await uses.ReadAsync(item, User.Reader(clock.Today), writer.ManagesContent, cancellationToken) with { Problem = problem })
            : Forbid();
    }
}
