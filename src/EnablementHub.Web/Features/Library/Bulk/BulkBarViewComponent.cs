using EnablementHub.Features.Library.Writing;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Library.Bulk;

public sealed record BulkBarModel(ItemChoiceLists Choices, string ReturnUrl);

/// <summary>
/// What can be done with the chosen rows of a list: <c>@await Component.InvokeAsync("BulkBar", new { returnUrl })</c> below
/// the table, whose boxes are <c>&lt;input type="checkbox" name="ids" value="7" form="bulk" data-select&gt;</c>. Empty for those
/// who don't manage content.
/// </summary>
public sealed class BulkBarViewComponent(ItemChoices choices) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(string returnUrl)
    {
        if (!UserClaimsPrincipal.Can(Capability.ManageContent)) return Content("");
        return View("/Features/Library/Bulk/_BulkBar.cshtml", new BulkBarModel(await choices.ReadAsync(null, [], HttpContext.RequestAborted), returnUrl));
    }
}
