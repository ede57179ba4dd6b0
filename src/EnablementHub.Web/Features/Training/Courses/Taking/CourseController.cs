using System.Threading.Channels;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Features.Usage;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace EnablementHub.Features.Training.Courses.Taking;

/// <summary>A course as somebody takes it: what is done, what comes next, and each part in place or one click away.</summary>
public sealed class CourseController(CoursePages pages, EnterCourse enter, NoteCourses note, UsageLog usage, OrganisationClock clock) : Controller
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    [HttpGet("/training/courses/{id:int}")]
    public async Task<IActionResult> Course(int id, CancellationToken cancellationToken)
    {
        await WaitForUseAsync(cancellationToken);
        return await pages.FindAsync(id, User.Reader(clock.Today), cancellationToken) is { } page ? View(page) : NotFound();
    }

    /// <summary>One part's row, asked by the page's script while something plays in it.</summary>
    [HttpGet("/training/courses/{id:int}/parts/{partId:int}")]
    public async Task<IActionResult> Part(int id, int partId, CancellationToken cancellationToken)
    {
        await WaitForUseAsync(cancellationToken);
        var page = await pages.FindAsync(id, User.Reader(clock.Today), cancellationToken);
        return page?.Parts.FirstOrDefault(row => row.Part.Id == partId) is { } part ? PartialView("_Part", part) : NotFound();
    }

    [HttpPost("/training/courses/{id:int}/begin")]
    public async Task<IActionResult> Begin(int id, CancellationToken cancellationToken)
    {
        var result = await enter.RunAsync(id, User.PersonId(), leaves: false, cancellationToken);
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();

        // What was learned before counts, and may be all of it.
        if (result.Outcome == WriteOutcome.Done) await note.ForPersonAsync(id, User.PersonId(), cancellationToken);
        return LocalRedirect(TrainingLinks.Course(id));
    }

    [HttpPost("/training/courses/{id:int}/leave")]
    public async Task<IActionResult> Leave(int id, CancellationToken cancellationToken)
    {
        var result = await enter.RunAsync(id, User.PersonId(), leaves: true, cancellationToken);
        if (result.Outcome == WriteOutcome.NotFound) return NotFound();
        Flash.Say(TempData, new Flash("You have left the course. What you learned in it still counts."));
        return LocalRedirect(TrainingLinks.Start);
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
}
