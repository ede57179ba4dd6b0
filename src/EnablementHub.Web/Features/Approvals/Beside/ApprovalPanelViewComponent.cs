using EnablementHub.Data;
using EnablementHub.Features.Approvals.Commenting;
using EnablementHub.Features.Approvals.Deciding;
using EnablementHub.Features.Library;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Approvals.Beside;

/// <param name="Round">The last one, with its reviewers; null: nobody was ever asked.</param>
/// <param name="Missing">Why it may not go out yet, for what is external.</param>
public sealed record ApprovalPanel(Item Item, ApprovalRound? Round, ThreadList Comments, string? Missing);

/// <summary>
/// Where an item stands with its reviewers, for its editor: <c>@await Component.InvokeAsync("ApprovalPanel", new { item })</c>
/// with the newest version loaded.
/// </summary>
public sealed class ApprovalPanelViewComponent(HubDbContext database) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Item item)
    {
        var cancellationToken = HttpContext.RequestAborted;
        var version = item.NewestVersion!;
        var round = await database.ApprovalRounds.AsNoTracking().Include(r => r.Reviewers).ThenInclude(reviewer => reviewer.Person).Where(r => r.ItemId == item.Id)
            .OrderByDescending(r => r.Id).FirstOrDefaultAsync(cancellationToken);
        var threads = await database.ReadThreadsAsync(item.Id, RoundPages.TextsOf(version), cancellationToken);
        var comments = new ThreadList { ItemId = item.Id, Threads = threads, PersonId = UserClaimsPrincipal.PersonId(), MayChange = UserClaimsPrincipal.Writer().MayChange(item), Page = ApprovalLinks.InEditor(item.Id) };
        var missing = item.Use == ItemUse.External && item.PendingNumber is not null ? await FourEyes.FindMissingAsync(database, item.Id, version.Number, version.AuthorId, cancellationToken) : null;
        return View("/Features/Approvals/Beside/_ApprovalPanel.cshtml", new ApprovalPanel(item, round, comments, missing));
    }
}
