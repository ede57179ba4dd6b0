using System.Globalization;
using EnablementHub.Data;
using EnablementHub.Features.Coaching.Recognising;
using EnablementHub.Features.Coaching.Showing;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Features.Shared.Components.Forms;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Coaching.Mine;

/// <param name="Colleagues">Whom one may praise.</param>
public sealed record MinePage(CoachingSheet Sheet, IReadOnlyList<TeamTrainingRow> Team, IReadOnlyList<FieldChoice> Colleagues, RecognitionForm Form, IReadOnlyList<FieldProblem> Problems);

/// <summary>What is written about oneself, how one stands, and who sees it.</summary>
public sealed class MineController(CoachingSheets sheets, TeamTraining team, HubDbContext database, OrganisationClock clock) : Controller
{
    private const int MaxColleagues = 500;

    [HttpGet(CoachingLinks.Mine)]
    public async Task<IActionResult> Mine(CancellationToken cancellationToken) => View(await ReadAsync(new RecognitionForm { Kind = "kudos" }, [], cancellationToken));

    [HttpPost(CoachingLinks.Kudos)]
    public async Task<IActionResult> Kudos([FromForm] RecognitionForm form, [FromServices] Recognise recognise, CancellationToken cancellationToken)
    {
        var result = await recognise.RunAsync(form, null, User.Reader(clock.Today), User.Can(Capability.CoachPeople), cancellationToken);
        if (!result.Succeeded)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("Mine", await ReadAsync(form, result.Problems, cancellationToken));
        }

        Flash.Say(TempData, new Flash("They hear of it, and it stands on the home page for a week."));
        return LocalRedirect(CoachingLinks.Mine);
    }

    [HttpGet(CoachingLinks.WhoSees)]
    public IActionResult WhoSees() => View();

    private async Task<MinePage> ReadAsync(RecognitionForm form, IReadOnlyList<FieldProblem> problems, CancellationToken cancellationToken)
    {
        var viewer = User.Viewer();
        var colleagues = await Recognise.Praisable(database, viewer, User.Can(Capability.CoachPeople)).OrderBy(person => person.DisplayName).ThenBy(person => person.Id).Take(MaxColleagues)
            .Select(person => new { person.Id, person.DisplayName }).ToListAsync(cancellationToken);
        return new MinePage(
            (await sheets.FindAsync(viewer.PersonId, User.Reader(clock.Today), cancellationToken))!, await team.ReadAsync(viewer, cancellationToken),
            [new("", "Choose…"), .. colleagues.Select(person => new FieldChoice(person.Id.ToString(CultureInfo.InvariantCulture), person.DisplayName))], form, problems);
    }
}
