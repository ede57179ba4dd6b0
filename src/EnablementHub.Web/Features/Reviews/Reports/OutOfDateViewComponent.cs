using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Reviews.Reports;

/// <summary>"Out of date?" on an item's page: <c>@await Component.InvokeAsync("OutOfDate", new { itemId, title, isPlayable })</c>.</summary>
public sealed class OutOfDateViewComponent : ViewComponent
{
    public IViewComponentResult Invoke(int itemId, string title, bool isPlayable) =>
        View("/Features/Reviews/Reports/_OutOfDate.cshtml", new ReportPage(itemId, title, isPlayable, new ReportForm(), []));
}
