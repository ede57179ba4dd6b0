using EnablementHub.Features.People;
using EnablementHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Coaching.Board;

/// <summary>How the people whom somebody looks after stand.</summary>
[Authorize(Capability.CoachPeople)]
public sealed class TeamBoardController(TeamBoard board, CohortReport cohorts) : Controller
{
    [HttpGet(CoachingLinks.Board)]
    public async Task<IActionResult> Index([FromQuery] TeamFilter filter, CancellationToken cancellationToken) => View(await board.ReadAsync(filter, User, cancellationToken));

    [HttpGet(CoachingLinks.Cohorts)]
    public async Task<IActionResult> Cohorts(CancellationToken cancellationToken) => View(await cohorts.ReadAsync(User.Viewer(), cancellationToken));
}
