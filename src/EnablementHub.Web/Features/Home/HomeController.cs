using System.Security.Claims;
using EnablementHub.Features.Coaching.Recognising;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.People;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Home;

public sealed class HomeController(HomeQueries home, WorkQueries work, ForYou forYou, Praise praise, OrganisationClock clock) : Controller
{
    private const int PraiseShown = 5;

    [HttpGet("/")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        var viewer = User.Viewer();
        var manages = User.Can(Capability.ManageContent);
        return View(new HomePage
        {
            FirstName = (User.FindFirstValue(ClaimTypes.Name) ?? "").Split(' ', 2)[0],
            Today = clock.Today,
            Now = clock.Now,
            LastSearches = await home.LastSearchesAsync(viewer.PersonId, cancellationToken),
            Continue = await home.ContinueAsync(viewer, cancellationToken),
            Newest = await home.NewestAsync(viewer, cancellationToken),
            Popular = await home.PopularAsync(viewer, cancellationToken),
            ForYou = await forYou.ReadAsync(User.Reader(clock.Today), cancellationToken),
            Praise = await praise.OfTheWeekAsync(User.Reader(clock.Today), PraiseShown, cancellationToken),
            Needed = manages ? await work.NeededAsync(cancellationToken) : null,
            FirstSteps = manages ? await work.FirstStepsAsync(User.Can(Capability.ManagePeople), cancellationToken) : [],
            Own = !manages && User.Can(Capability.WriteContent) ? await work.OwnAsync(viewer.PersonId, cancellationToken) : null,
            Week = User.Can(Capability.SeeUsage) ? await work.WeekAsync(cancellationToken) : null,
        });
    }
}
