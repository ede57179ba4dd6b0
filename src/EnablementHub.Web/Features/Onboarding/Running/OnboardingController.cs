using System.Threading.Channels;
using EnablementHub.Data;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.Onboarding.Calendar;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Features.Usage;
using EnablementHub.Platform.Security;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Onboarding.Running;

/// <summary>What a new hire sees of their own first 90 days.</summary>
public sealed class OnboardingController(ChecklistPages pages, WorkOnStep work, UsageLog usage, CalendarTokens calendar, OrganisationClock clock) : Controller
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    [HttpGet(OnboardingLinks.Start)]
    public async Task<IActionResult> Index([FromQuery] int? checklist, CancellationToken cancellationToken)
    {
        var me = User.PersonId();
        var own = await pages.OwnAsync(me, cancellationToken);
        if (own.Count == 0) return User.Can(Capability.SeeOnboarding) ? LocalRedirect(OnboardingLinks.Board) : View("Nothing");

        await WaitForUseAsync(cancellationToken);
        var id = checklist is { } wanted && own.Contains(wanted) ? wanted : own[0];
        var page = await pages.FindAsync(id, User.Reader(clock.Today), cancellationToken);
        return View("Checklist", page! with { CalendarHref = calendar.Address(me) });
    }

    /// <summary>One step's row, asked by the page's script while something plays in it.</summary>
    [HttpGet("/onboarding/steps/{id:int}")]
    public async Task<IActionResult> Step(int id, CancellationToken cancellationToken)
    {
        await WaitForUseAsync(cancellationToken);
        return await RowAsync(id, cancellationToken) is { } row ? PartialView("_Step", row) : NotFound();
    }

    [HttpPost("/onboarding/steps/{id:int}/done")]
    public async Task<IActionResult> Done(int id, [FromForm] string? report, CancellationToken cancellationToken)
    {
        var result = await work.TellAsync(id, User.PersonId(), report, cancellationToken);
        if (result.Succeeded) Flash.Say(TempData, new Flash("Told. What somebody has to confirm waits for them now."));
        return await AnswerAsync(id, result, report, cancellationToken);
    }

    [HttpPost("/onboarding/steps/{id:int}/begin")]
    public async Task<IActionResult> Begin(int id, CancellationToken cancellationToken)
    {
        var result = await work.BeginAsync(id, User.PersonId(), cancellationToken);
        return result.Succeeded ? LocalRedirect("/search") : await AnswerAsync(id, result, null, cancellationToken);
    }

    private async Task<IActionResult> AnswerAsync(int id, WriteResult result, string? typed, CancellationToken cancellationToken)
    {
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        if (result.Outcome is WriteOutcome.Done or WriteOutcome.Unchanged or WriteOutcome.Stale) return LocalRedirect($"{OnboardingLinks.Start}?checklist={result.ItemId}#step-{id}");
        var own = await pages.OwnAsync(User.PersonId(), cancellationToken);
        foreach (var checklist in own)
        {
            var page = await pages.FindAsync(checklist, User.Reader(clock.Today), cancellationToken);
            if (page!.Steps.All(row => row.Step.Id != id)) continue;
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("Checklist", page with
            {
                CalendarHref = calendar.Address(User.PersonId()),
                Steps = [.. page.Steps.Select(row => row.Step.Id == id ? row with { Problem = result.Problems[0].Sentence, Report = typed ?? "" } : row)],
            });
        }

        return NotFound();
    }

    /// <summary>What was opened a moment ago is on its way to the database, and isn't shown as undone; a database that is held up holds up no page.</summary>
    private async Task WaitForUseAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await usage.FlushAsync(patience.Token);
        }
        catch (Exception error) when (error is ChannelClosedException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // It shows with the next look.
        }
    }

    private async Task<StepRow?> RowAsync(int stepId, CancellationToken cancellationToken)
    {
        foreach (var id in await pages.OwnAsync(User.PersonId(), cancellationToken))
        {
            var page = await pages.FindAsync(id, User.Reader(clock.Today), cancellationToken);
            if (page!.Steps.FirstOrDefault(row => row.Step.Id == stepId) is { } row) return row;
        }

        return null;
    }
}
