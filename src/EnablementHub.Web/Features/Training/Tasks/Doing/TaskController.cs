using EnablementHub.Data;
using EnablementHub.Features.Library.Reading;
using EnablementHub.Features.Library.Writing;
using EnablementHub.Features.People;
using EnablementHub.Features.Shared;
using EnablementHub.Features.Training.Tasks.Confirming;
using EnablementHub.Platform.Hosting;
using EnablementHub.Platform.Mvc;
using EnablementHub.Platform.Storage;
using EnablementHub.Platform.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace EnablementHub.Features.Training.Tasks.Doing;

/// <summary>An exercise or a course elsewhere as somebody does it.</summary>
public sealed class TaskController(TaskPages pages, SubmitTask submit, HubDbContext database, IFileStore store, OrganisationClock clock) : Controller
{
    /// <summary>More than a file may have, so that one that is too large is answered with a sentence and the words that were typed.</summary>
    private const long MaxRequest = 3 * TrainingFile.MaxLength;

    [HttpGet("/training/tasks/{id:int}")]
    public async Task<IActionResult> Show(int id, CancellationToken cancellationToken) => await pages.FindAsync(id, User.Reader(clock.Today), cancellationToken) is { } page ? View("Task", page) : NotFound();

    [HttpPost("/training/tasks/{id:int}"), RequestSizeLimit(MaxRequest), RequestFormLimits(MultipartBodyLengthLimit = MaxRequest), EnableRateLimiting(RateLimit.Upload)]
    public async Task<IActionResult> Submit(int id, [FromForm] string? report, [FromForm] string? doneOn, IFormFile? file, CancellationToken cancellationToken)
    {
        await using var content = file is { Length: > 0 } ? file.OpenReadStream() : null;
        var result = await submit.RunAsync(
            new SubmitRequest { TaskId = id, PersonId = User.PersonId(), Report = report, DoneOn = doneOn, File = content is null ? null : new HandedIn(file!.FileName, content) }, cancellationToken);
        if (result.Succeeded)
        {
            Flash.Say(TempData, new Flash("Told. It waits for somebody to confirm it."));
            return LocalRedirect(TrainingLinks.Task(id));
        }

        if (result.Outcome == WriteOutcome.NotFound || await pages.FindAsync(id, User.Reader(clock.Today), cancellationToken) is not { } page) return NotFound();
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Task", page with { TypedReport = report, TypedDoneOn = doneOn, Problems = result.Problems });
    }

    /// <summary>For the person who handed it in and those who may confirm it. Always to save, never shown in place.</summary>
    [HttpGet("/training/files/{id:int}")]
    public async Task<IActionResult> HandedInFile(int id, CancellationToken cancellationToken)
    {
        var me = User.PersonId();
        var mayRead = await database.TrainingSubmissions.AnyAsync(s => s.FileId == id && s.PersonId == me, cancellationToken)
            || await database.TrainingSubmissions.ConfirmableBy(User).AnyAsync(s => s.FileId == id, cancellationToken);
        if (!mayRead || await database.TrainingFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, cancellationToken) is not { } file) return NotFound();
        if (await store.OpenReadAsync(file.StoreKey, cancellationToken) is not { } content) return NotFound();
        Response.Headers.CacheControl = "private, no-store";
        return new StoredFileResult(content, file.ContentType) { FileDownloadName = file.FileName };
    }
}
