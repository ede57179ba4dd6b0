using EnablementHub.Data;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Links.Rewriting;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Links.Checking;

/// <summary>What is done about pages elsewhere that moved or died.</summary>
[Authorize(Capability.ManageContent)]
public sealed class ExternalController(ExternalLists lists, HubDbContext database, OrganisationClock clock) : Controller
{
    [HttpGet("/links/external/{id:int}")]
    public async Task<IActionResult> Preview(int id, [FromServices] RewritePages pages, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } address) return NotFound();
        var preview = new RewritePreview
        {
            Title = TitleOf(address),
            Consequences = address.State == AddressState.Dead ? ["The links are taken out; their words stay."] : [],
            Action = FormattableString.Invariant($"/links/external/{id}"),
            Fields = [],
            Items = 0,
            Planned = [],
            Button = address.State == AddressState.Dead ? "Take the links out" : "Rewrite the links",
        };
        return View("/Features/Links/Rewriting/Preview.cshtml", await pages.PreviewAsync(preview, [ExternalLists.Rule(address)], cancellationToken));
    }

    [HttpPost("/links/external/{id:int}")]
    public async Task<IActionResult> Rewrite(int id, [FromServices] StartRewrite start, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } address) return NotFound();
        var rewrite = await start.RunAsync(TitleOf(address), () => [ExternalLists.Rule(address)], User.Writer(), cancellationToken);
        return LocalRedirect(LinkPaths.Rewrite(rewrite));
    }

    /// <summary>Asks it again at the next turn.</summary>
    [HttpPost("/links/external/{id:int}/check")]
    public async Task<IActionResult> CheckAgain(int id, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        if (await database.ExternalAddresses.Where(address => address.Id == id).ExecuteUpdateAsync(set => set.SetProperty(address => address.NextCheckAt, now), cancellationToken) == 0) return NotFound();
        Flash.Say(TempData, new Flash("It is asked again within five minutes."));
        return LocalRedirect(LinkPaths.Overview);
    }

    private async Task<ExternalRow?> FindAsync(int id, CancellationToken cancellationToken) =>
        await lists.FindAsync(id, cancellationToken) is { State: AddressState.Dead or AddressState.Moved } address ? address : null;

    private static string TitleOf(ExternalRow address) => address.State == AddressState.Dead ? $"{address.Url} is gone" : $"{address.Url} has moved";
}
