using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EnablementHub.Features.Search.Golden;

/// <summary>The lead's list of questions that must find a certain item, asked on demand.</summary>
[Authorize(Capability.ManageContent)]
public sealed class GoldenController(GoldenQueries golden, OrganisationClock clock) : Controller
{
    public const string Path = "/search/golden";

    /// <param name="q">Fills the form: the way from a search that people made.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    [HttpGet(Path)]
    public async Task<IActionResult> Index(string? q, CancellationToken cancellationToken) =>
        View("Golden", await golden.ReadAsync(User.Reader(clock.Today), cancellationToken) with { Form = new GoldenForm { Text = q } });

    [HttpPost(Path)]
    public async Task<IActionResult> Add([FromForm] GoldenForm form, CancellationToken cancellationToken)
    {
        var reader = User.Reader(clock.Today);
        var result = await golden.AddAsync(form.Text ?? "", form.Item ?? "", reader, cancellationToken);
        if (!result.Succeeded)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("Golden", await golden.ReadAsync(reader, cancellationToken) with { Form = form, Problems = result.Problems });
        }

        Flash.Say(TempData, new Flash(result.Outcome == WriteOutcome.Done ? "Added. Ask the golden queries to see whether it finds its item." : "That golden query is there already."));
        return LocalRedirect(Path);
    }

    [HttpPost(Path + "/ask"), EnableRateLimiting(RateLimit.Search)]
    public async Task<IActionResult> Ask([FromServices] AskGoldenQueries ask, CancellationToken cancellationToken)
    {
        var problem = await ask.RunAsync(cancellationToken);
        Flash.Say(TempData, problem is null ? new Flash("Asked. What misses its item stands first.") : new Flash(problem, FlashTone.Warning));
        return LocalRedirect(Path);
    }

    [HttpPost(Path + "/{id:int}/remove")]
    public async Task<IActionResult> Remove(int id, CancellationToken cancellationToken)
    {
        var removed = await golden.RemoveAsync(id, User.PersonId(), cancellationToken);
        Flash.Say(TempData, new Flash(removed is null ? "It was gone already." : $"“{removed.Text}” is no golden query any more."));
        return LocalRedirect(Path);
    }
}
