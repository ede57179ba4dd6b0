using EnablementHub.Features.People;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Notifications.Reading;

/// <summary>The bell in the top bar, with how much is unread.</summary>
public sealed class NoticeBellViewComponent(UnreadCounts counts) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync() => UserClaimsPrincipal.Can(Capability.ReadContent)
        ? View("/Features/Notifications/Reading/_NoticeBell.cshtml", await counts.ReadAsync(UserClaimsPrincipal.PersonId()))
        : Content("");
}
