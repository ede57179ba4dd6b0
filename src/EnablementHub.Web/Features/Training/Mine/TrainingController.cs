using EnablementHub.Features.Library.Reading;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Training.Mine;

/// <summary>Everybody's own training, and for writers what they have written.</summary>
public sealed class TrainingController(OrganisationClock clock) : Controller
{
    [HttpGet(TrainingLinks.Start)]
    public async Task<IActionResult> Index([FromQuery] string? topic, [FromServices] MyTraining mine, CancellationToken cancellationToken) =>
        View(await mine.ReadAsync(User.Reader(clock.Today), topic, cancellationToken));

    [HttpGet(TrainingLinks.Written), Authorize(Capability.WriteContent)]
    public async Task<IActionResult> Written([FromQuery] int? page, [FromServices] WrittenTraining written, CancellationToken cancellationToken) =>
        View(await written.ReadAsync(User.Reader(clock.Today).Viewer, page ?? 1, cancellationToken));
}
